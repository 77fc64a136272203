"""The text of one item in the fields and blocks of our pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.core.exceptions import ValidationError

from home.models import PortalPage
from home.models.base import validate_sender
from home.wordpress import markup, shortcodes
from home.wordpress.files import IMAGE_SUFFIXES, Library, uploaded_path
from home.wordpress.plan import Place, Plan, host_of
from home.wordpress.reading import Item
from home.wordpress.report import Notes, Report
from themes.models import Theme

LONGEST_LEAD, LONGEST_NAME = 300, 160
LONG_TEXT = 200_000
NO_TEXT = "<p>Deze pagina had geen tekst.</p>"
_SENTENCE = re.compile(r"(?<=[.?])\s+(?=[A-ZÀ-Þ‘“\"'])")

Block = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a page says; ``is_whole`` unless a file that was not there may come later."""

    lead: str
    body: list[Block]
    words: str
    sender_kind: str
    sender_name: str
    description: str
    themes: tuple[int, ...]
    is_whole: bool

    @property
    def refers(self) -> bool:
        """Whether it leads to pages of ours, or shows files."""
        return any(block["type"] != "text" or "linktype=" in block["value"] for block in self.body)


class Writer:
    """Writes texts, with links to what the other items became."""

    def __init__(
        self, plan: Plan, library: Library, report: Report, themes: Mapping[str, Theme] | None = None
    ) -> None:
        """``themes`` says which theme of ours a name over there means, besides those with the same name."""
        self._plan = plan
        self._library = library
        self._report = report
        self._host = host_of(plan.origin.address)
        own = Theme.objects.order_by("pk")
        known = {name.casefold(): theme for theme in own for name in (theme.slug, theme.name)}
        self._themes = known | {name.casefold(): theme for name, theme in (themes or {}).items()}

    def themes_of(self, item: Item) -> tuple[int, ...]:
        """Return which of our themes an item is about."""
        return tuple(sorted({theme.pk for term in item.terms if (theme := self.theme(term.name, term.slug))}))

    def theme(self, name: str, slug: str) -> Theme | None:
        """Return which theme of ours a category or tag means."""
        return self._themes.get(name.casefold()) or self._themes.get(slug.casefold())

    def write(self, item: Item, place: Place) -> Written:
        """Return what the page of an item will say."""
        notes = Notes(self._report, place.title)
        self._library.lacked = False
        content = shortcodes.expand(
            item.content, lambda number: self._plan.shared_texts.get(number, ""), notes
        )
        pieces = markup.pieces(content, lambda address: self._link(address, notes), notes)
        body = [block for piece in pieces for block in self._blocks(piece, notes)]
        words = " ".join(markup.plain(block["value"]) for block in body if block["type"] == "text")
        if len(words) > LONG_TEXT:
            notes.note("long", f"{len(words) // 1000} duizend tekens")
        for term in item.terms:
            if item.kind == "post" and self.theme(term.name, term.slug) is None:
                notes.note("themes", f"{term.name} ({term.slug})")
        kind, name = self._sender(item, notes)
        return Written(
            lead=_lead(markup.plain(shortcodes.bare(item.excerpt)) or words or place.title),
            body=body or [_block("text", NO_TEXT)],
            words=words[:LONG_TEXT],
            sender_kind=kind,
            sender_name=name,
            description=markup.plain(item.meta.get("description", "")),
            themes=self.themes_of(item),
            is_whole=not self._library.lacked,
        )

    def _sender(self, item: Item, notes: Notes) -> tuple[str, str]:
        name = markup.plain(self._plan.origin.authors.get(item.author, "") or item.author)[:LONGEST_NAME]
        try:
            validate_sender(name)
        except ValidationError:
            notes.note("senders", name)
            name = ""
        kinds = PortalPage.SenderKind
        return (kinds.PERSON, name) if name else (kinds.PROGRAMME_TEAM, "")

    def _blocks(self, piece: markup.Piece, notes: Notes) -> list[Block]:
        if isinstance(piece, markup.Text):
            return [_block("text", piece.html)]
        if isinstance(piece, markup.Figure):
            return self._figure(piece, notes)
        path = uploaded_path(piece.address)
        number = self._library.document(path, notes) if path else None
        if number is None:
            return [_block("text", f"<p>{markup.escape(piece.label)}</p>")] if piece.label else []
        return [_block("document", {"document": number, "description": ""})]

    def _figure(self, figure: markup.Figure, notes: Notes) -> list[Block]:
        path = self._plan.files.get(figure.number, "") or uploaded_path(figure.address)
        number = self._library.image(path, notes) if path else None
        if number is None:
            if not path and figure.address and not figure.address.startswith("data:"):
                notes.note("elsewhere", figure.address[:200])
            return [_block("text", f"<p>{markup.escape(figure.caption)}</p>")] if figure.caption else []
        alt = figure.alt or self._plan.alts.get(path, "")
        if not alt:
            notes.note("wordless", path)
        image = {"image": number, "decorative": False, "alt_text": alt}
        return [_block("figure", {"image": image, "caption": figure.caption})]

    def _link(self, address: str, notes: Notes) -> markup.Link:
        """Return how our pages link to an address, or nothing when only its words should stay."""
        try:
            parts = urlsplit(address)
            host = host_of(address)
        except ValueError:
            return {}
        if (host and host != self._host) or parts.scheme not in ("", "http", "https"):
            return {"href": address} if address.lower().startswith(markup.SCHEMES) else {}
        if not host and not parts.path and not parts.query:
            return {}
        if path := uploaded_path(address):
            return self._link_to_file(path, notes)
        place = self._plan.at(address)
        if place is not None and place.row is not None and place.row.page_id is not None:
            return {"linktype": "page", "id": str(place.row.page_id)}
        if parts.path.strip("/") or parts.query:
            notes.note("links", address[:200])
        query = f"?{parts.query}" if parts.query else ""
        return {"href": f"/{parts.path.lstrip('/')}{query}"}

    def _link_to_file(self, path: str, notes: Notes) -> markup.Link:
        if PurePosixPath(path).suffix.lower() in IMAGE_SUFFIXES:
            # A picture links to itself at full size, which our pages show already.
            return {}
        number = self._library.document(path, notes)
        return {} if number is None else {"linktype": "document", "id": str(number)}


def _block(kind: str, value: Any) -> Block:
    return {"type": kind, "value": value, "id": str(uuid4())}


def _lead(words: str) -> str:
    """Return the first sentences that fit, or as many words."""
    lead = ""
    for sentence in _SENTENCE.split(words[: 2 * LONGEST_LEAD]):
        if len(lead) + len(sentence) + 1 > LONGEST_LEAD or lead.count(". ") > 1:
            break
        lead = f"{lead} {sentence}".strip()
    if lead and (len(lead) < len(words) or len(words) <= LONGEST_LEAD):
        return lead
    return words[: LONGEST_LEAD - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
