"""Letters: the kinds there are, and turning a folder of templates into subject, text and HTML."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache, partial
from html import escape
from typing import Any, Protocol, Self

import css_inline
from django.conf import settings
from django.core.signing import Signer
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse

from mailing import unsubscribing
from mailing.models import OutgoingMail
from mailing.parts import Piece, Recipe
from mailing.replies import MARKER, can_be_answered
from mailing.unsubscribing import Reader, reader_of

Priority = OutgoingMail.Priority
STOP_SALT = "mailing.stop"
# To more people than this nobody sends a letter by herself: a second person looks at it first.
ONE_PERSON_MAY = 200
WITHOUT_CONTENT = "mailing/without_content"
# Stands in each letter without content, and in no other.
SAYS_NOTHING = "Je koos dat er in je mail geen inhoud staat."

_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)
_SLOT = re.compile(r"@@(\w+)@@")
_kinds: dict[str, "LetterKind"] = {}


class Addressee(Protocol):
    """Whoever a letter goes to; ``pk`` is None for an address without an account."""

    pk: int | None
    email: str
    name: str


@dataclass(frozen=True)
class LetterKind:
    """
    A kind of letter; ``name`` is its folder in ``templates/letters/``.

    ``reason`` completes "Je krijgt dit omdat …" in the footer. ``list_name`` becomes the
    List-Id; without it the letter is account mail and carries no list headers. A letter
    that ``has_secret`` keeps no body once it is sent; after its ``lifetime`` a letter is
    no longer worth sending. One that goes ``by_day`` only never leaves between eight in the
    evening and seven in the morning, however late it became.

    ``wanted`` is asked right before sending which of a batch of rows may still go, and
    returns their primary keys; it must cost the same number of queries for any batch.

    ``stop(member_id=…, about=…, now=…) -> str`` is what unsubscribing does: an action of the
    app that owns the kind. It may be called twice, and returns what ``undo`` needs to put
    back, or an empty string. ``undo(member_id=…, about=…, was=…, now=…)`` is its way back.
    ``stop_words`` is what the button says: "Geen berichten over dit gesprek meer". Without a
    ``stop`` of its own a kind that has these words writes down that this reader wants no more
    letters about this, or about all that ``topics(abouts) -> {about: topic}`` counts with it.

    ``take_reply(reply=…, now=…) -> bool`` is what a mailed reply to it does (``inbound.replies``):
    again an action of the app that owns the kind. It may be called twice with the same reply, and
    says False when what the reply is about is gone. A letter that ``answers_mail`` says what
    became of a mail, which stands nowhere else: it leaves content out by itself.

    Stopping one that ``leaves_no_trace`` forgets its reader, and the mail in which she said so.

    ``wait`` is how long a letter stays before it leaves: what is settled meanwhile is no letter.
    """

    name: str
    reason: str
    priority: Priority = Priority.NOTICE
    list_name: str = ""
    has_secret: bool = False
    by_day: bool = False
    lifetime: timedelta | None = None
    wanted: Callable[[Sequence[OutgoingMail]], set[int]] | None = None
    stop: Callable[..., str] | None = None
    undo: Callable[..., None] | None = None
    stop_words: str = ""
    take_reply: Callable[..., bool] | None = None
    topics: Callable[[Collection[str]], Mapping[str, str]] | None = None
    answers_mail: bool = False
    leaves_no_trace: bool = False
    wait: timedelta = timedelta()


@dataclass(frozen=True)
class MailingList:
    """
    What a reader may sort her mail by, such as one group: ``label`` never changes, ``name`` is shown.

    The name stands beside ours as the sender, so a confidential group has none. ``archive`` is the page
    where all of it can be read, ``mailbox`` the name of ours to which one writes to it (RFC 2369).
    """

    label: str
    name: str = ""
    archive: str = ""
    mailbox: str = ""

    def __str__(self) -> str:
        return f"{':'.join([self.label, self.archive, self.mailbox]).rstrip(':')} {self.name}"[:450].strip()

    @classmethod
    def of(cls, written: str) -> Self:
        """Read back what a letter's row says."""
        head, _, name = written.partition(" ")
        label, archive, mailbox, *_ = [*head.split(":"), "", ""]
        return cls(label, name, archive, mailbox)


@dataclass(frozen=True)
class Letter:
    """
    One letter to be queued.

    ``key`` is what makes it unique for ever, such as ``question:3:opened:member:12``;
    ``about`` names its subject (``question:3``) for the check before sending. Give a
    ``context`` for the templates, or ``rendered`` when the text was made elsewhere, or the ``recipe`` of
    which shared parts it is made; a ``why`` in the context takes the place of what the kind says, where
    that is not true of everyone. Letters
    with the same ``thread_key`` are shown as one conversation by the reader's mail program.
    ``path`` is where a reader without content in her mail finds what it says.
    ``calendar`` is a message to her calendar program (RFC 5546), for who has content in her mail.
    ``reply_about`` says what a mailed reply to it is about, such as ``recipient:12``; without
    it the letter has no address of its own. Without a ``mailing_list`` the one of its kind counts.
    """

    kind: str
    to: Addressee
    key: str
    about: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    rendered: "Rendered | None" = None
    recipe: Recipe | None = None
    thread_key: str = ""
    reply_about: str = ""
    mailing_list: MailingList | None = None
    path: str = "/mijn/"
    calendar: str = ""


@dataclass(frozen=True)
class Rendered:
    """A letter's words, or the shared parts of which it is made."""

    subject: str
    text: str
    html: str
    parts: str = ""


def register(kind: LetterKind) -> None:
    """Make a kind of letter known; called from an app's ``ready``."""
    if kind.stop_words and kind.stop is None:
        kind = replace(kind, stop=partial(_stop, kind), undo=partial(_undo, kind))
    _kinds[kind.name] = kind


def kind_named(name: str) -> LetterKind:
    """Return the kind with this name.

    :raises KeyError: when no app registered it.
    """
    return _kinds[name]


def kinds() -> list[LetterKind]:
    """Return every kind of letter."""
    return list(_kinds.values())


def names_by_day() -> list[str]:
    """Return the kinds of letter that leave by day only."""
    return [kind.name for kind in _kinds.values() if kind.by_day]


def stop_url(kind: LetterKind, reader: Reader | None, about: str) -> str:
    """Return the address of the page where a reader stops this kind of letter, or nothing when she cannot."""
    if kind.stop is None or reader is None:
        return ""
    token = Signer(salt=STOP_SALT).sign_object([reader, kind.name, about])
    return settings.SITE_URL + _stop_path().format(token)


@cache
def _stop_path() -> str:
    """Return the path with a place for its token: looking it up takes longer than signing."""
    return reverse("mailing:stop", args=["0"]).replace("0", "{}")


def words_of(letter: Letter) -> Rendered:
    """Return a letter's words, or where to find them for who wants no content in her mail."""
    if is_without_content(letter):
        return _render(letter, WITHOUT_CONTENT, {"path": letter.path})
    if letter.recipe:
        return Rendered(letter.recipe.subject, "", "", letter.recipe.packed())
    return letter.rendered or render(letter)


def list_of(letter: Letter) -> str:
    """Return the list that a letter is of; for who wants no content in her mail without its name."""
    found = letter.mailing_list
    if not found:
        return ""
    return str(MailingList(found.label) if is_without_content(letter) else found)


def calendar_of(letter: Letter) -> str:
    """Return what a letter says to her calendar; nothing for who wants no content in her mail."""
    return "" if not letter.calendar or is_without_content(letter) else letter.calendar


def is_without_content(letter: Letter) -> bool:
    """
    Say whether this letter only tells that something is there: the one switch for all letters.

    Only one that holds a secret, or answers a mail, goes as it is: without it she could do nothing.
    """
    kind = kind_named(letter.kind)
    goes_whole = kind.has_secret or kind.answers_mail
    return letter.to.pk is not None and letter.to.mail_without_content and not goes_whole


def _stop(kind: LetterKind, *, member_id: Reader, about: str, now: datetime) -> str:
    topic = _topics(kind, [about])[about]
    label = unsubscribing.label_of(member_id, kind.name, about)
    return topic if unsubscribing.unsubscribe(member_id, topic, label, now=now) else ""


def _undo(kind: LetterKind, *, member_id: Reader, about: str, was: str, now: datetime) -> None:
    unsubscribing.subscribe_again(member_id, was)


def _topics(kind: LetterKind, abouts: Collection[str]) -> Mapping[str, str]:
    found = kind.topics(abouts) if kind.topics else {}
    return {about: found.get(about, about) for about in abouts}


def stopped(rows: Sequence[OutgoingMail]) -> set[int]:
    """Return which of these letters their readers want no more of, in as many queries for any number."""
    gone = unsubscribing.topics_of(rows)
    if not gone:
        return set()
    by_kind: dict[str, list[OutgoingMail]] = {}
    for row in rows:
        by_kind.setdefault(row.letter, []).append(row)
    found = set()
    for name, same_kind in by_kind.items():
        topics = _topics(kind_named(name), {row.about for row in same_kind})
        found |= {
            row.pk
            for row in same_kind
            if (unsubscribing.reader_of(row.member_id, row.to_address), topics[row.about]) in gone
        }
    return found


def render(letter: Letter) -> Rendered:
    """Render a letter's folder: ``subject.txt``, ``body.txt`` and ``body.html`` with inlined CSS."""
    return _render(letter, f"letters/{letter.kind}", letter.context)


def _render(letter: Letter, folder: str, context: Mapping[str, Any]) -> Rendered:
    kind = kind_named(letter.kind)
    reader = reader_of(letter.to.pk, letter.to.email)
    context = {
        "why": kind.reason,
        "stop_words": kind.stop_words,
        "stop_url": stop_url(kind, reader, letter.about),
        **context,
        "to": letter.to,
        "kind": kind,
        "site_url": settings.SITE_URL,
        "marker": MARKER if can_be_answered(letter.reply_about) else "",
    }
    return Rendered(
        subject=" ".join(plain(f"{folder}/subject.txt", context).split()),
        text=plain(f"{folder}/body.txt", context).strip() + "\n",
        html=inline(render_to_string(f"{folder}/body.html", context)),
    )


def plain(template_name: str, context: Mapping[str, Any]) -> str:
    """Render a template of plain text, in which nothing is escaped for HTML."""
    return get_template(template_name).template.render(Context(context, autoescape=False))


def inline(html: str) -> str:
    """Put the style sheet of a letter on its elements, and leave in the head what only fits there."""
    return _inliner.inline(html)


def same(words: str) -> Piece:
    """Return words that say the same in both forms."""
    return Piece(words, escape(words))


@dataclass(frozen=True)
class Frame:
    """
    A letter with slots (``@@name@@``) where members differ: rendered once, filled for each.

    SECURITY: no words of people stand in the frame itself, so that nobody can write a slot.
    """

    text: list[str]
    html: list[str]

    @classmethod
    def of(cls, letter: Piece) -> Self:
        """Cut a rendered letter at its slots."""
        return cls(text=_SLOT.split(letter.text.strip() + "\n"), html=_SLOT.split(letter.html))

    def fill(self, slots: Mapping[str, Piece]) -> Piece:
        """Put words in the slots."""
        return Piece(_fill(self.text, 0, slots), _fill(self.html, 1, slots))


def _fill(parts: list[str], form: int, slots: Mapping[str, Piece]) -> str:
    return "".join(slots[part][form] if index % 2 else part for index, part in enumerate(parts))
