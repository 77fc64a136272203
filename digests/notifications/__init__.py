"""
The digest as a letter: every line rendered once, every member's letter joined from them.

Rendering and inlining a letter costs milliseconds, joining strings microseconds. So the letter
is rendered once with slots where members differ (the frame), each line once for everyone it is
true for, and what is left per member is putting them in order.
"""

import secrets
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse

from digests.models import DigestDelivery, DigestRun
from digests.notifications.replies import about_delivery
from digests.queries import letters as letter_queries
from digests.queries import words
from digests.queries.lines import Block, BlockLines, Line
from digests.queries.news import Reader
from mailing import letters
from mailing.letters import Frame, Letter, LetterKind, Piece, Rendered, same
from members.models import Member

SETTINGS_SALT = "digests.preferences"
READ_SALT = "digests.read"
# In a piece that all letters share, where each has an address of its own; no words of people stand there.
HERE = "@@here@@"


def settings_token(member_id: int) -> str:
    """Return the token with which a member changes how often digests come, without signing in."""
    return Signer(salt=SETTINGS_SALT).sign(member_id)


def member_of_token(token: str) -> int | None:
    """Return whose token this is, or None when it is nobody's."""
    try:
        return int(Signer(salt=SETTINGS_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def read_token(delivery_id: int) -> str:
    """Return the token with which a member has read what one digest told, without signing in."""
    return Signer(salt=READ_SALT).sign(delivery_id)


def delivery_of_token(token: str) -> int | None:
    """Return which digest this token is of, or None when it is not ours."""
    try:
        return int(Signer(salt=READ_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def letter_key(run_id: int, member_id: int) -> str:
    """Return the key of the one letter that this run has for this member."""
    return f"digest:{run_id}:member:{member_id}"


class Contents(NamedTuple):
    """What is told to one member, by the delivery that says so."""

    delivery: DigestDelivery
    member: Member
    reader: Reader
    blocks: Sequence[BlockLines]


class Edition:
    """All letters of one run: keeps its frame and every line rendered so far."""

    def __init__(self, run: DigestRun):
        self.run = run
        # The registered kind: there it has learned how it is stopped.
        self._kind = letters.kind_named(DIGEST.name)
        self._settings = _address("digests:preferences_by_letter")
        self._copy = _address("digests:digest")
        self._read = _address("digests:read_by_letter")
        self._pieces: dict[object, Piece] = {}
        self._frame = self._render_frame()

    def letters(self, written: Sequence[Contents]) -> list[Letter]:
        """Write the letters of many members, each with her own lines."""
        self._render({line for one in written for of_block in one.blocks for line in of_block.lines})
        about = f"digest:{self.run.pk}"
        return [
            Letter(
                kind=DIGEST.name,
                to=one.member,
                key=letter_key(self.run.pk, one.member.pk),
                about=about,
                rendered=self._join(one, about),
                path=reverse("digests:digest", args=[one.delivery.pk]),
                reply_about=about_delivery(one.delivery),
            )
            for one in written
        ]

    def _join(self, contents: Contents, about: str) -> Rendered:
        delivery, member, reader, blocks = contents
        called_in = sum(
            bool(line.subjects)
            for of_block in blocks
            if of_block.block is Block.WAITING
            for line in of_block.lines
        )
        subject = words.subject(self.run, reader.waiting, reader.asked, called_in)
        body = self._frame.fill(
            {
                "subject": same(subject),
                "greeting": same(f"Dag {member.get_short_name()}".strip()),
                "blocks": self._blocks(blocks),
                "read": self._reading(delivery, blocks),
                "stop": same(letters.stop_url(self._kind, member.pk, about)),
                "settings": same(self._settings.format(settings_token(member.pk))),
                "copy": same(self._copy.format(delivery.pk)),
            }
        )
        return Rendered(subject=subject, text=body.text, html=body.html)

    def _reading(self, delivery: DigestDelivery, blocks: Sequence[BlockLines]) -> Piece:
        """Say how to have read it all; of a letter without conversations nothing can be read."""
        lines = (line for of_block in blocks for line in of_block.lines)
        if not any(subject.startswith("thread:") for line in lines for subject in line.subjects):
            return Piece("", "")
        piece, address = self._piece("read"), self._read.format(read_token(delivery.pk))
        return Piece(piece.text.replace(HERE, address), piece.html.replace(HERE, address))

    def _blocks(self, blocks: Sequence[BlockLines]) -> Piece:
        parts = [part for of_block in blocks for part in self._block(of_block)]
        return Piece("".join(part.text for part in parts), "".join(part.html for part in parts))

    def _block(self, of_block: BlockLines) -> Iterable[Piece]:
        yield self._piece(of_block.block)
        for group_name, of_group in groupby(of_block.lines, key=lambda line: line.group_name):
            if group_name:
                yield self._piece(("group", group_name))
            for line in of_group:
                yield self._pieces[line]
        if of_block.more:
            yield self._piece(("more", of_block.block, of_block.more))

    def _piece(self, key: object) -> Piece:
        if key not in self._pieces:
            self._render([key])
        return self._pieces[key]

    def _render(self, keys: Iterable[object]) -> None:
        """Render what was not rendered before: all of it in one letter, cut to pieces afterwards."""
        new = [key for key in keys if key not in self._pieces]
        if not new:
            return
        # A cut nobody can have written in a title.
        cut = f"cut-{secrets.token_hex(8)}"
        sheet = self._render_letter({"cut": cut, "parts": [_part(key) for key in new]})
        texts, htmls = sheet.text.split(cut)[1:-1], sheet.html.split(f"<!--{cut}-->")[1:-1]
        self._pieces |= dict(zip(new, map(Piece, texts, htmls), strict=True))

    def _render_frame(self) -> Frame:
        frame = self._render_letter({})
        return Frame.of(frame)

    def _render_letter(self, context: dict) -> Piece:
        context |= {
            "kind": self._kind,
            "site_url": settings.SITE_URL,
            "stop_url": "@@stop@@",
            "period": words.period(self.run),
        }
        return Piece(
            letters.plain("letters/digest/body.txt", context),
            letters.inline(render_to_string("letters/digest/body.html", context)),
        )


def _part(key: object) -> dict:
    """Say which template a piece has, and what it shows."""
    match key:
        case Line():
            return {"template": "line", "line": key}
        case Block():
            return {"template": "heading", "block": key.value, "is_waiting": key is Block.WAITING}
        case "read":
            return {"template": "read", "here": HERE}
        case ("group", name):
            return {"template": "group", "name": name}
        case ("more", Block() as block, int(count)):
            return {
                "template": "more",
                "count": count,
                "path": block.value.more,
                "is_waiting": block is Block.WAITING,
            }
        case _:
            raise ValueError(key)


def _address(name: str) -> str:
    """Return an address with a place for its one argument: looking it up costs more than a letter."""
    return settings.SITE_URL + reverse(name, args=[0]).replace("0", "{}")


DIGEST = LetterKind(
    name="digest",
    reason="je een account hebt bij de Associatie Wijkteams en het overzicht niet hebt uitgezet",
    priority=letters.Priority.DIGEST,
    list_name="overzicht",
    by_day=True,
    wanted=letter_queries.still_wanted,
    stop_words="Geen overzicht meer",
)
