"""
The letter that tells what was written in a thread, to who wants to hear of it.

Forty people may hear of one post: the letter is rendered once with slots where they differ,
each post once, and what is left per person is putting them together.
"""

import re
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse

from learninggroups.models import Post, Thread
from learninggroups.notifications.by_mail import spot_of
from learninggroups.notifications.lists import list_of
from learninggroups.queries import hearing
from learninggroups.queries.hearing import Told, Why
from mailing import letters, outbox
from mailing.letters import Frame, Letter, LetterKind, Piece, Rendered, same
from mailing.replies import MARKER, can_be_answered
from ui import prose

LEVEL_SALT = "learninggroups.level"
# More posts than this are counted, not shown; what is shown is asked about again before it leaves.
SHOWN = 8
ALT = re.compile(r'\balt="([^"]*)"')
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)

LEADS = {
    Why.MENTIONED: "{author} noemt je in het gesprek “{title}” van {group}.",
    Why.ANSWERED: "{author} reageert op jouw bericht in het gesprek “{title}” van {group}.",
}
LEAD = "Er is iets nieuws in het gesprek “{title}” van {group}."
LEAD_IN_CONFIDENCE = (
    "Er is een nieuw bericht voor je in een vertrouwelijke leergroep. "
    "Wat daar staat, komt niet in een brief: je leest het op het portaal."
)
REASONS = {
    Why.MENTIONED: "iemand jou noemt in een gesprek",
    Why.ANSWERED: "iemand reageert op wat jij schreef",
    Why.CHOSE_THREAD: "je van dit gesprek alles meteen wilt horen",
    Why.CHOSE_GROUP: "je van deze leergroep alles meteen wilt horen",
    Why.CHOSE_THEME: "je van dit thema alles meteen wilt horen",
    Why.CHOSE_ALL: "je van je leergroepen alles meteen wilt horen",
}
# The choice that a letter came by is the one it leads to; who is called by name chooses for the thread.
PLACES = {Why.CHOSE_GROUP: "group", Why.CHOSE_THEME: "theme", Why.CHOSE_ALL: "own"}
LEVEL_WORDS = {
    "thread": "Kies zelf wat je van dit gesprek wilt horen",
    "group": "Kies zelf wat je van deze leergroep wilt horen",
    "theme": "Kies zelf wat je van dit thema wilt horen",
    "own": "Kies zelf wat je van je leergroepen wilt horen",
}


def posts_written(posts: Collection[Post], *, now: datetime) -> int:
    """
    Write one letter to each person who hears of these posts of one thread and has not read them.

    Returns how many letters that were.
    """
    told = hearing.unread_tellings(posts)
    if not told:
        return 0
    edition = _Edition(told[0].posts[0].thread, posts)
    return outbox.queue([edition.letter(one) for one in told], now=now)


class Subject(NamedTuple):
    """Whose choice a token is about, and at what place: a thread, group or theme by its key, or "own"."""

    member_id: int
    place: str
    pk: int


def level_token(member_id: int, place: str, pk: int) -> str:
    """Return the token with which a member says what she wants to hear at a place, without signing in."""
    return Signer(salt=LEVEL_SALT).sign_object([member_id, place, pk])


def subject_of_token(token: str) -> Subject | None:
    """Return whose token this is and of which place, or None when it is not ours."""
    try:
        return Subject(*Signer(salt=LEVEL_SALT).unsign_object(token))
    except (BadSignature, TypeError, ValueError):
        return None


def posts_of(about: str) -> list[int]:
    """Return the posts that a letter shows."""
    return [int(pk) for pk in about.removeprefix("posts:").split(",")]


def still_wanted(rows: Sequence) -> set[int]:
    """
    Return which of these letters may still go.

    Each post in it must be one that its reader may see and wants to hear of, and at least one
    must be new to her. When one of several was deleted meanwhile, or the group became
    confidential, the letter stays here.
    """
    pairs = {(row.member_id, post_id) for row in rows for post_id in posts_of(row.about)}
    told, read = hearing.still_told(pairs), hearing.read_by(pairs)
    in_confidence = hearing.in_confidence({post_id for _, post_id in pairs})
    wanted = set()
    for row in rows:
        shown = {(row.member_id, post_id) for post_id in posts_of(row.about)}
        says_nothing = LEAD_IN_CONFIDENCE in row.text or letters.SAYS_NOTHING in row.text
        tells_too_much = not says_nothing and not in_confidence.isdisjoint(posts_of(row.about))
        if shown <= told and not shown <= read and not tells_too_much:
            wanted.add(row.pk)
    return wanted


class _Edition:
    """The letters about some posts of one thread: its frame and each post, rendered once."""

    def __init__(self, thread: Thread, posts: Collection[Post]):
        self._thread = thread
        # The registered kind: there it has learned how it is stopped.
        self._kind = letters.kind_named(POSTS_WRITTEN.name)
        self._is_confidential = thread.group.is_confidential
        self._frame, self._pieces = self._render([] if self._is_confidential else list(posts))

    def letter(self, told: Told) -> Letter:
        """Put together what one person gets."""
        about = "posts:" + ",".join(str(post.pk) for post in told.posts[:SHOWN])
        body = self._frame.fill(
            {
                "greeting": same(f"Dag {told.member.get_short_name()}".strip()),
                "title": same(self._title()),
                "lead": same(self._lead(told)),
                "posts": self._posts(told),
                "place": same(settings.SITE_URL + told.posts[0].get_absolute_url()),
                "why": same(REASONS[told.why]),
                "stop": same(letters.stop_url(self._kind, told.member.pk, about)),
                "level_words": same(LEVEL_WORDS[PLACES.get(told.why, "thread")]),
                "level": same(self._level_url(told)),
            }
        )
        return Letter(
            kind=POSTS_WRITTEN.name,
            to=told.member,
            key=f"posts:{told.posts[-1].pk}:member:{told.member.pk}",
            about=about,
            rendered=Rendered(subject=self._subject(), text=body.text, html=body.html),
            thread_key=f"thread:{self._thread.pk}",
            path=told.posts[0].get_absolute_url(),
            # Of several posts nobody knows which one she answers.
            reply_about=spot_of(self._thread, told.posts[0] if len(told.posts) == 1 else None),
            mailing_list=list_of(self._thread.group),
        )

    def _subject(self) -> str:
        return self._title() if self._is_confidential else f"{self._title()} ({self._thread.group.name})"

    def _title(self) -> str:
        return "Nieuw in een vertrouwelijke leergroep" if self._is_confidential else self._thread.title

    def _lead(self, told: Told) -> str:
        if self._is_confidential:
            return LEAD_IN_CONFIDENCE
        author = told.posts[-1].author
        return LEADS.get(told.why, LEAD).format(
            author=author.name if author else "Iemand",
            title=self._thread.title,
            group=self._thread.group.name,
        )

    def _posts(self, told: Told) -> Piece:
        if self._is_confidential:
            return Piece("", "")
        parts = [self._pieces[post.pk] for post in told.posts[:SHOWN]]
        if (rest := len(told.posts) - SHOWN) > 0:
            more = "En nog één bericht." if rest == 1 else f"En nog {rest} berichten."
            parts.append(Piece(f"{more}\n\n", f"<p>{more}</p>"))
        return Piece("".join(part.text for part in parts), "".join(part.html for part in parts))

    def _level_url(self, told: Told) -> str:
        group = self._thread.group
        keys = {"thread": self._thread.pk, "group": group.pk, "theme": group.theme_id, "own": 0}
        place = PLACES.get(told.why, "thread")
        token = level_token(told.member.pk, place, keys[place])
        return settings.SITE_URL + reverse("learninggroups:level-by-letter", args=[token])

    def _render(self, posts: list[Post]) -> tuple[Frame, dict[int, Piece]]:
        """Render everything at once, as one letter, and cut it to pieces where nobody can have written."""
        cut = f"cut-{secrets.token_hex(8)}"
        context = {
            "cut": cut,
            "marker": MARKER if can_be_answered(spot_of(self._thread)) else "",
            "posts": [(post, html := _for_letter(post.body), _in_text(html)) for post in posts],
            "kind": self._kind,
            "why": "@@why@@",
            "site_url": settings.SITE_URL,
            "stop_url": "@@stop@@",
            "level_url": "@@level@@",
            "level_words": "@@level_words@@",
            "place_url": "@@place@@",
        }
        sheet = Piece(
            letters.plain("letters/posts_written/body.txt", context),
            letters.inline(render_to_string("letters/posts_written/body.html", context)),
        )
        texts, htmls = sheet.text.split(cut), sheet.html.split(f"<!--{cut}-->")
        pieces = map(Piece, texts[1:-1], htmls[1:-1])
        frame = Frame.of(Piece(f"{texts[0]}@@posts@@{texts[-1]}", f"{htmls[0]}@@posts@@{htmls[-1]}"))
        return frame, {post.pk: piece for post, piece in zip(posts, pieces, strict=True)}


def _for_letter(html: str) -> str:
    """Return a post's words for outside the portal: pictures by their description, addresses in full."""
    html = re.sub(r"<img\b[^>]*>", _description, html)
    return html.replace('href="/', f'href="{settings.SITE_URL}/')


def _in_text(html: str) -> str:
    """Return the same words without markup, each link with its address."""
    return prose.plain(LINK.sub(_with_address, html))


def _with_address(link: re.Match) -> str:
    address, words = link.groups()
    return words if address in words else f"{words} ({address})"


def _description(image: re.Match) -> str:
    found = ALT.search(image[0])
    return f"[afbeelding: {found[1]}]" if found and found[1] else "[afbeelding]"


POSTS_WRITTEN = LetterKind(
    name="posts_written",
    reason="je wilt horen wat er in een gesprek gebeurt",
    list_name="gesprekken",
    wanted=still_wanted,
    stop_words="Geen brieven meer over dit gesprek",
)
KINDS = [POSTS_WRITTEN]
