"""Letters: the kinds there are, and turning a folder of templates into subject, text and HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import css_inline
from django.conf import settings
from django.template.loader import render_to_string

from mailing.models import OutgoingMail

Priority = OutgoingMail.Priority
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False)
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
    List-Id; without it the letter is account mail and carries no list headers.
    ``wanted`` is asked right before sending which of a batch of rows may still go, and
    returns their primary keys. ``stop`` is what unsubscribing does: it gets the member's
    primary key, the row's ``about`` and the time. A letter that ``has_secret`` opens a door:
    its body is emptied as soon as it is sent.
    """

    name: str
    reason: str
    priority: Priority = Priority.NOTICE
    list_name: str = ""
    wanted: Callable[[Sequence[OutgoingMail]], set[int]] | None = None
    stop: Callable[..., None] | None = None
    stop_words: str = ""
    has_secret: bool = False


@dataclass(frozen=True)
class Letter:
    """
    One letter to be queued.

    ``key`` is what makes it unique for ever, such as ``question:3:opened:member:12``;
    ``about`` names its subject (``question:3``) for the check before sending. Give a
    ``context`` for the templates, or ``rendered`` when the text was made elsewhere.
    """

    kind: str
    to: Addressee
    key: str
    about: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    rendered: "Rendered | None" = None


@dataclass(frozen=True)
class Rendered:
    """A letter's words."""

    subject: str
    text: str
    html: str


def register(kind: LetterKind) -> None:
    """Make a kind of letter known; called from an app's ``ready``."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> LetterKind:
    """Return the kind with this name.

    :raises KeyError: when no app registered it.
    """
    return _kinds[name]


def render(letter: Letter) -> Rendered:
    """Render a letter's folder: ``subject.txt``, ``body.txt`` and ``body.html`` with inlined CSS."""
    kind = kind_named(letter.kind)
    context = {**letter.context, "to": letter.to, "kind": kind, "site_url": settings.SITE_URL}
    folder = f"letters/{letter.kind}"
    return Rendered(
        subject=" ".join(render_to_string(f"{folder}/subject.txt", context).split()),
        text=render_to_string(f"{folder}/body.txt", context).strip() + "\n",
        html=_inliner.inline(render_to_string(f"{folder}/body.html", context)),
    )
