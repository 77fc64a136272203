"""
Bringing the items of an export in: every page first as an empty draft, then their texts.

So a text can link to a page that comes after it, and an import that was cut off goes on where it was.
Whole batches are written at once, because a site has thousands of pages and Wagtail saves one in a
tenth of a second. An import is no news: nothing is told to anybody.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.urls import Resolver404, resolve
from django.utils.html import escape
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from home.models import (
    ContentPage,
    FrontPage,
    ImportedFile,
    ImportedPage,
    NewsIndexPage,
    NewsPage,
    PortalPage,
    Publication,
)
from home.wordpress import reading
from home.wordpress.files import Library
from home.wordpress.plan import Place, Plan, State, make_plan, path_of
from home.wordpress.reading import Item
from home.wordpress.report import Report
from home.wordpress.texts import Writer, Written
from themes.models import Theme

BATCH = 100
# Written into each digest: a better import does everything anew that nobody edited.
EDITION = 1
INCOMPLETE = "incomplete"
WHAT = {ContentPage: "gewone pagina's", NewsPage: "nieuwsberichten"}

T = TypeVar("T")


def bring_in(
    *,
    export: Path,
    media: Path | None,
    themes: Mapping[str, Theme],
    is_trial: bool,
    now: datetime,
) -> str:
    """
    Bring in an export, and return a report of what was done and what could not be placed.

    :raises Unreadable: when the file is no export; nothing is written then.
    """
    report = Report()
    plan = make_plan(export, report, now)
    library = Library(media, plan.site, report, is_trial=is_trial)
    if is_trial:
        for place in plan.places.values():
            place.row = place.row or ImportedPage(page_id=0)
    else:
        for depth_batch in _in_batches(plan):
            _make_room(plan, depth_batch)
    writer = Writer(plan, library, report, themes)
    items = (item for item in reading.read(export) if item.number in plan.places)
    for batch in _batches(items):
        _fill(plan, batch, writer, report, now, is_trial=is_trial)
    if not is_trial:
        _redirect(plan, writer, report)
    return report.text(site=plan.site, is_trial=is_trial)


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    left = iter(things)
    while batch := list(islice(left, BATCH)):
        yield batch


def _in_batches(plan: Plan) -> Iterator[list[Place]]:
    """Yield the pages that are not there yet, so that no page is in one batch with its parent."""
    by_depth: dict[int, list[Place]] = defaultdict(list)
    for place in plan.in_order():
        if place.row is None:
            by_depth[place.depth].append(place)
    for depth in sorted(by_depth):
        yield from _batches(by_depth[depth])


@transaction.atomic(durable=True)
def _make_room(plan: Plan, places: list[Place]) -> None:
    """Put new pages in the tree: drafts without a text."""
    tops = {ContentPage: FrontPage.objects.get().page_ptr, NewsPage: NewsIndexPage.objects.get().page_ptr}
    above = {place.parent.row.page_id for place in places if place.parent and place.parent.row}
    parents = Page.objects.in_bulk(above - {None})
    under: dict[int, list[Place]] = defaultdict(list)
    pages_above: dict[int, Page] = {}
    for place in places:
        parent = parents.get(place.parent.row.page_id) if place.parent and place.parent.row else None
        parent = parent or tops[place.model]
        pages_above[parent.pk] = parent
        under[parent.pk].append(place)
    rows = []
    for number, children in under.items():
        pages = _add_children(pages_above[number], children)
        for place, page in zip(children, pages, strict=True):
            place.row = ImportedPage(site=plan.site, number=place.item.number, page=page)
            rows.append(place.row)
    ImportedPage.objects.bulk_create(rows)


def _add_children(parent: Page, places: list[Place]) -> list[Page]:
    last = parent.get_last_child()
    start = last._get_lastpos_in_path() if last else 0
    taken = set(parent.get_children().values_list("slug", flat=True))
    kinds = ContentType.objects.get_for_models(ContentPage, NewsPage)
    locale = Locale.get_default()
    pages = []
    for number, place in enumerate(places, start=start + 1):
        slug = _free_slug(place.slug, taken, at_top=parent.depth == 2)
        pages.append(
            Page(
                title=place.title,
                draft_title=place.title,
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                path=Page._get_path(parent.path, parent.depth + 1, number),
                depth=parent.depth + 1,
                numchild=0,
                content_type=kinds[place.model],
                locale=locale,
                translation_key=uuid4(),
                live=False,
                has_unpublished_changes=True,
            )
        )
    Page.objects.bulk_create(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    for place, page in zip(places, pages, strict=True):
        # Only the row of its own kind; that of every page is there already.
        place.model(page_ptr=page, body="[]").save_base(raw=True, force_insert=True)
    return pages


def _free_slug(wanted: str, taken: set[str], *, at_top: bool) -> str:
    slug, number = wanted, 1
    while slug in taken or (at_top and _is_of_the_portal(slug)):
        number += 1
        slug = f"{wanted}-{number}"
    taken.add(slug)
    return slug


def _is_of_the_portal(slug: str) -> bool:
    """Whether the portal itself answers at this address, so that a page there would never be seen."""
    try:
        return resolve(f"/{slug}/").url_name != "wagtail_serve"
    except Resolver404:
        return False


@transaction.atomic(durable=True)
def _fill(
    plan: Plan, items: list[Item], writer: Writer, report: Report, now: datetime, *, is_trial: bool
) -> None:
    """Write the texts of new pages, and of those that changed there and were not edited here."""
    pages: dict[int, PortalPage] = {}
    for model in WHAT:
        numbers = {
            plan.places[item.number].row.page_id for item in items if plan.places[item.number].model is model
        }
        pages |= {page.pk: page for page in model.objects.filter(pk__in=numbers - {None, 0})}
    done: dict[type[PortalPage], list[PortalPage]] = defaultdict(list)
    rows: list[ImportedPage] = []
    for item in items:
        place = plan.places[item.number]
        page = pages.get(place.row.page_id)
        digest = _digest(item, place, writer)
        if page is None and not (is_trial and place.row.page_id == 0):
            report.note("deleted", place.title)
        elif page is not None and _is_edited(place.row, page):
            report.note("edited", page.title)
        elif place.row.digest == digest:
            report.counts[f"{WHAT[place.model]}: hetzelfde"] += 1
        else:
            report.counts[f"{WHAT[place.model]}: {'bijgewerkt' if place.row.digest else 'nieuw'}"] += 1
            written = writer.write(item, place)
            if page is not None:
                _put(page, item, place, written, now)
                place.row.digest = digest if written.is_whole else INCOMPLETE
                done[place.model].append(page)
                rows.append(place.row)
    ImportedPage.objects.bulk_update(rows, ["digest", "revision", "was_live"])
    # So that a later edit is no news either.
    Publication.objects.bulk_create(
        [
            Publication(page_id=page.pk, announced_at=page.first_published_at)
            for page in done[NewsPage]
            if page.live
        ],
        ignore_conflicts=True,
    )
    for model, changed in done.items():
        get_search_backend().add_bulk(model, changed)


def _is_edited(row: ImportedPage, page: PortalPage) -> bool:
    return page.latest_revision_id != row.revision_id or page.live != row.was_live


def _digest(item: Item, place: Place, writer: Writer) -> str:
    """Return what is another when anything is that a page is made of."""
    parts = (
        EDITION,
        place.title,
        place.state.value,
        item.content,
        item.excerpt,
        item.author,
        item.written_at,
    )
    made_of = repr((*parts, item.changed_at, item.meta, writer.themes_of(item)))
    return hashlib.sha256(made_of.encode("utf-8", "replace")).hexdigest()


def _put(page: PortalPage, item: Item, place: Place, written: Written, now: datetime) -> None:
    """Write a page as it stood there, with its own dates."""
    is_live = place.state is State.LIVE
    published = item.written_at or now
    edited = max(published, item.changed_at or published)
    page.title = page.draft_title = place.title
    page.live, page.has_unpublished_changes = is_live, not is_live
    page.first_published_at = published if is_live else None
    page.last_published_at = edited if is_live else None
    page.latest_revision_created_at = edited
    page.go_live_at = published if place.state is State.SCHEDULED else None
    page.search_description = written.description
    page.sender_kind, page.sender_name = written.sender_kind, written.sender_name
    page.body = json.dumps(written.body)
    if isinstance(page, NewsPage):
        page.lead = written.lead
        _put_themes(page, written.themes)
    common = ("title", "draft_title", "live", "has_unpublished_changes", "first_published_at", "go_live_at")
    common += ("last_published_at", "latest_revision_created_at", "search_description")
    Page.objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in common})
    page.save_base(raw=True)
    if written.refers or place.row.digest:
        ReferenceIndex.create_or_update_for_object(page)
    if place.state is State.SCHEDULED:
        page.save_revision(approved_go_live_at=published, clean=False)
    place.row.revision_id, place.row.was_live = page.latest_revision_id, is_live
    # What the back office searches: the words alone, read in one go.
    page.body = json.dumps([{"type": "text", "value": escape(written.words), "id": "words"}])


def _put_themes(page: NewsPage, themes: tuple[int, ...]) -> None:
    rows = NewsPage.themes.through.objects
    rows.filter(newspage_id=page.pk).delete()
    rows.bulk_create(NewsPage.themes.through(newspage_id=page.pk, theme_id=theme) for theme in themes)
    page._prefetched_objects_cache = {}


@transaction.atomic(durable=True)
def _redirect(plan: Plan, writer: Writer, report: Report) -> None:
    """Let the old addresses lead to the new ones; what somebody made of them here stays."""
    wanted: dict[str, dict] = {"/feed": {"redirect_link": "/nieuws/feed/"}}
    for place in plan.places.values():
        if place.row and place.row.page_id and place.state is not State.DRAFT:
            wanted.setdefault(_old(place.item.address), {"redirect_page_id": place.row.page_id})
        for term in place.item.terms:
            if theme := writer.theme(term.name, term.slug):
                kind = "tag" if term.kind == "post_tag" else "category"
                wanted[f"/{kind}/{term.slug}"] = {"redirect_link": f"/nieuws/?thema={theme.slug}"}
    files = ImportedFile.objects.filter(site=plan.site).exclude(document=None).select_related("document")
    for file in files:
        wanted[_old(f"/wp-content/uploads/{file.path}")] = {"redirect_link": file.document.url}
    longest = Redirect._meta.get_field("old_path").max_length
    wanted = {old: new for old, new in wanted.items() if 1 < len(old) <= longest}
    known = set(Redirect.objects.values_list("old_path", flat=True))
    current = {
        path.split("/", 2)[2].rstrip("/"): pk
        for pk, path in Page.objects.filter(depth__gt=1).values_list("pk", "url_path")
    }
    new = [
        Redirect(old_path=old, **target)
        for old, target in wanted.items()
        if old not in known and current.get(old.lstrip("/")) is None
    ]
    Redirect.objects.bulk_create(new)
    report.counts["omleidingen van oude adressen"] += len(new)


def _old(address: str) -> str:
    """Return an address as redirects know it; a page that has only a number there has none."""
    return Redirect.normalise_path(path_of(address)) if path_of(address) else ""
