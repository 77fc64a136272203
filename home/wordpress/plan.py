"""What of an export becomes a page, and where; decided before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.text import slugify

from home.models import ContentPage, ImportedPage, NewsPage
from home.wordpress import reading
from home.wordpress.files import uploaded_path
from home.wordpress.markup import plain
from home.wordpress.reading import Item, Origin
from home.wordpress.report import Report
from home.wordpress.shortcodes import bare

MODELS = {"page": ContentPage, "post": NewsPage}
LONGEST_TITLE, LONGEST_SLUG = 255, 100
# What nobody wrote to be read; it is counted and not named.
UNREAD = {"trash": "uit de prullenbak", "auto-draft": "lege concepten"}


class State(Enum):
    """How a page will stand here."""

    LIVE = "online"
    DRAFT = "concept"
    SCHEDULED = "gepland"


@dataclass(slots=True)
class Place:
    """One page to be, without its text."""

    item: Item
    title: str
    state: State
    parent: "Place | None" = None
    depth: int = 0
    row: ImportedPage | None = None

    @property
    def model(self) -> type[ContentPage] | type[NewsPage]:
        """The kind of page that this becomes."""
        return MODELS[self.item.kind]

    @property
    def slug(self) -> str:
        """Return its last part of an address, which another page may have already."""
        wanted = slugify(unquote(self.item.slug)) or slugify(self.title)
        return wanted[:LONGEST_SLUG].strip("-") or f"pagina-{self.item.number}"


@dataclass(slots=True)
class Plan:
    """Everything of an export but the texts."""

    origin: Origin
    places: dict[int, Place] = field(default_factory=dict)
    by_path: dict[str, int] = field(default_factory=dict)
    # Of the files: where they lie among the uploads, and what is on them.
    files: dict[int, str] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    shared_texts: dict[int, str] = field(default_factory=dict)

    @property
    def site(self) -> str:
        """Return by what name the old site is remembered."""
        return site_name(self.origin.address)

    def in_order(self) -> Iterator[Place]:
        """Yield the places so that parents come first, and brothers and sisters as they stood in the menu."""
        return iter(
            sorted(
                self.places.values(),
                key=lambda place: (
                    place.depth,
                    place.item.order,
                    place.item.written_at or datetime.max.replace(tzinfo=reading.UTC),
                    place.item.number,
                ),
            )
        )

    def at(self, address: str) -> Place | None:
        """Return the place to which an address of the old site leads."""
        parts = urlsplit(address)
        words = parse_qs(parts.query)
        for key in ("p", "page_id", "preview_id"):
            if words.get(key, [""])[0].isdecimal():
                return self.places.get(int(words[key][0]))
        return self.places.get(self.by_path.get(path_of(address), 0))


def site_name(address: str) -> str:
    """Return a site without what may change of its address: scheme and www."""
    parts = urlsplit(address)
    return f"{host_of(address)}{parts.path.rstrip('/')}"[:200]


def host_of(address: str) -> str:
    """Return the host in an address, without www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def path_of(address: str) -> str:
    """Return the path of an address as it is looked up."""
    return unquote(urlsplit(address).path).rstrip("/").lower()


def make_plan(export: Path, report: Report, now: datetime) -> Plan:
    """
    Read an export once and decide what becomes of each item.

    :raises Unreadable: when it is no export.
    """
    plan = Plan(Origin())
    for item in reading.read(export, plan.origin):
        if item.comments:
            report.counts["reacties niet overgenomen"] += item.comments
        if item.kind in MODELS:
            _take_page(plan, item, report, now)
        elif item.kind == "attachment":
            _take_file(plan, item)
        elif item.kind == "wp_block":
            plan.shared_texts[item.number] = item.content
        elif item.kind == "revision":
            report.counts["eerdere versies overgeslagen"] += 1
        else:
            report.note("left_out", f"{item.kind or 'zonder soort'}", plain(item.title)[:80])
    _put_under_parents(plan, report)
    rows = {row.number: row for row in ImportedPage.objects.filter(site=plan.site)}
    for number, place in plan.places.items():
        place.row = rows.get(number)
    return plan


def _take_page(plan: Plan, item: Item, report: Report, now: datetime) -> None:
    title = plain(item.title)[:LONGEST_TITLE]
    if item.status in UNREAD:
        report.counts[UNREAD[item.status]] += 1
        return
    if not item.number or item.number in plan.places:
        report.note("left_out", "twee keer hetzelfde nummer, of geen nummer", title)
        return
    if not title:
        report.note("places", "zonder titel", item.address)
        title = plain(bare(item.content[:2000]))[:60].rsplit(" ", 1)[0] or "Zonder titel"
    plan.places[item.number] = Place(item.without_text(), title, _state(item, title, report, now))
    if path := path_of(item.address):
        plan.by_path[path] = item.number


def _state(item: Item, title: str, report: Report, now: datetime) -> State:
    if item.has_password:
        report.note("status", "stond achter een wachtwoord: nu een concept", title)
        return State.DRAFT
    if item.status == "private":
        report.note("status", "stond op privé: nu een concept", title)
        return State.DRAFT
    if item.status == "publish" or (item.status == "future" and item.written_at and item.written_at <= now):
        return State.LIVE
    if item.status == "future" and item.written_at:
        return State.SCHEDULED
    return State.DRAFT


def _take_file(plan: Plan, item: Item) -> None:
    path = uploaded_path(item.file_address) or item.meta.get("file", "")
    if path:
        plan.files[item.number] = path
        plan.alts[path] = item.meta.get("alt", "")


def _put_under_parents(plan: Plan, report: Report) -> None:
    """Find the parent of each page; one that has none any more, or is its own, comes at the top."""
    for place in plan.places.values():
        number = place.item.parent
        if place.item.kind != "page" or not number:
            continue
        parent = plan.places.get(number)
        if parent is None or parent.item.kind != "page":
            report.note("places", "de pagina erboven is er niet; staat nu bovenaan", place.title)
            continue
        place.parent = parent
    for place in plan.places.values():
        seen, above = {place.item.number}, place.parent
        while above is not None:
            if above.item.number in seen:
                report.note("places", "stond onder zichzelf; staat nu bovenaan", place.title)
                place.parent = None
                break
            seen.add(above.item.number)
            above = above.parent
    for place in plan.places.values():
        above = place.parent
        while above is not None:
            place.depth += 1
            above = above.parent
