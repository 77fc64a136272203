"""
The digest as a letter: every line rendered and kept once, every member's letter made of them.

Rendering and inlining a letter costs milliseconds, joining strings microseconds. So the letter
is rendered once with slots where members differ (the frame), each line once for everyone it is
true for, and what is left per member is saying which of them come in what order.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
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
from digests.queries.readers import Reader
from mailing import letters, parts
from mailing.letters import Letter, LetterKind
from mailing.parts import Piece, Recipe
from members.models import Member

SETTINGS_SALT = "digests.preferences"
READ_SALT = "digests.read"
# Which address stands in the frame of a letter that can be marked as read.
HERE = "@@read@@"
# Putting the style sheet on a letter takes ten times its size in memory, and more at once is no cheaper.
LINES_A_SHEET = 250


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
        self._copy = _path("digests:digest")
        self._read = _address("digests:read_by_letter")
        self._about = f"digest:{run.pk}"
        # Under which key each line is kept, and the frame.
        self._keys: dict[object, str] = {}

    def letters(self, written: Sequence[Contents]) -> list[Letter]:
        """Write the letters of many members, each with her own lines."""
        named = [list(_names(one.blocks)) for one in written]
        self._keep({name for names in named for name in names})
        return [
            Letter(
                kind=DIGEST.name,
                to=one.member,
                key=letter_key(self.run.pk, one.member.pk),
                about=self._about,
                recipe=self._recipe(one, names),
                path=self._copy.format(one.delivery.pk),
                reply_about=about_delivery(one.delivery),
            )
            for one, names in zip(written, named, strict=True)
        ]

    def _recipe(self, contents: Contents, names: Sequence[object]) -> Recipe:
        delivery, member, reader, blocks = contents
        return Recipe(
            subject=words.subject(self.run, reader.waiting, reader.asked, words.called_in(blocks)),
            frame=self._keep_frame(has_threads=_has_threads(blocks)),
            parts=[self._keys[name] for name in names],
            words={
                "greeting": f"Dag {member.get_short_name()}".strip(),
                "stop": letters.stop_url(self._kind, member.pk, self._about),
                "settings": self._settings.format(settings_token(member.pk)),
                "copy": settings.SITE_URL + self._copy.format(delivery.pk),
                "read": self._read.format(read_token(delivery.pk)),
            },
        )

    def _keep(self, names: Iterable[object]) -> None:
        """Render what was not rendered before, and keep it."""
        new = [name for name in names if name not in self._keys]
        if not new:
            return
        sheets = (new[start : start + LINES_A_SHEET] for start in range(0, len(new), LINES_A_SHEET))
        self._keep_pieces(new, [piece for sheet in sheets for piece in self._pieces(sheet)])

    def _pieces(self, names: Sequence[object]) -> Iterator[Piece]:
        """Render all these in one letter, and cut it to pieces."""
        # A cut nobody can have written in a title.
        cut = f"cut-{secrets.token_hex(8)}"
        sheet = self._render_letter({"cut": cut, "parts": [_part(name) for name in names]})
        texts, htmls = sheet.text.split(cut)[1:-1], sheet.html.split(f"<!--{cut}-->")[1:-1]
        return map(Piece, texts, htmls)

    def _keep_frame(self, *, has_threads: bool) -> str:
        """Return the key of the frame; of a letter without conversations nothing can be marked as read."""
        name = ("frame", has_threads)
        if name not in self._keys:
            frame = self._render_letter({"reading": {"here": HERE} if has_threads else None})
            self._keep_pieces([name], [Piece(frame.text.strip() + "\n", frame.html)])
        return self._keys[name]

    def _keep_pieces(self, names: Sequence[object], pieces: Sequence[Piece]) -> None:
        keys = parts.keep(pieces, about=self._about, now=self.run.planned_at)
        self._keys |= dict(zip(names, keys, strict=True))

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


def parts_of(blocks: Sequence[BlockLines]) -> list[dict]:
    """Say of which templates a letter with these blocks is made, in order, and what each shows."""
    return [_part(name) for name in _names(blocks)]


def _names(blocks: Sequence[BlockLines]) -> Iterator[object]:
    """Say of what a letter is made, in order: headings, names of groups, lines, and what did not fit."""
    for of_block in blocks:
        yield of_block.block
        for group_name, of_group in groupby(of_block.lines, key=lambda line: line.group_name):
            if group_name:
                yield "group", group_name
            yield from of_group
        if of_block.more:
            yield "more", of_block.block, of_block.more


def _has_threads(blocks: Sequence[BlockLines]) -> bool:
    lines = (line for of_block in blocks for line in of_block.lines)
    return any(subject.startswith("thread:") for line in lines for subject in line.subjects)


def _part(key: object) -> dict:
    """Say which template a piece has, and what it shows."""
    match key:
        case Line(path=""):
            return {"template": "hidden", "line": key}
        case Line():
            return {"template": "line", "line": key}
        case Block():
            return {"template": "heading", "block": key.value, "is_waiting": key is Block.WAITING}
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
    return settings.SITE_URL + _path(name)


def _path(name: str) -> str:
    """Return a path with a place for its one argument: looking it up costs more than a letter."""
    return reverse(name, args=[0]).replace("0", "{}")


DIGEST = LetterKind(
    name="digest",
    reason="je een account hebt bij de Associatie Wijkteams en het overzicht niet hebt uitgezet",
    priority=letters.Priority.DIGEST,
    list_name="overzicht",
    by_day=True,
    wanted=letter_queries.still_wanted,
    stop_words="Geen overzicht meer",
)
