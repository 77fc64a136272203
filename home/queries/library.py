"""The lists of lessons and of outside knowledge, and how readers narrow them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.utils.http import urlencode
from django.utils.text import slugify

from home.models.base import ArticlePage
from home.models.knowledge import KnowledgePage
from home.models.lessons import LessonPage
from home.models.sharing import as_lines, in_lines
from home.queries.articles import Teaser, newest, teasers
from home.queries.filters import Filter, Option
from members.models import Region
from members.permissions import Roles
from themes.models import Programme, Theme

PER_PAGE = 12


@dataclass(frozen=True, kw_only=True)
class Library:
    """One page of a list; ``words`` is what the address must say to show the same again."""

    teasers: list[Teaser]
    page: PaginatorPage
    filters: list[Filter]
    words: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(narrowed.chosen for narrowed in self.filters)

    @property
    def theme(self) -> str:
        """The theme that was chosen, which has a feed of its own."""
        return next((narrowed.chosen for narrowed in self.filters if narrowed.name == "thema"), "")


def library(
    model: type[LessonPage | KnowledgePage], roles: Roles, typed: Mapping[str, str], today: date
) -> Library:
    """
    Return one page of the lessons or of the outside knowledge.

    ``typed`` are the words of the address: ``thema``, ``regio``, ``team``, ``programma`` and
    ``pagina``. What is not known there is as if it was not asked.
    """
    choices = _choices(model)
    found = newest(model)
    for name, (_label, rows) in choices.items():
        for _name, slug, holds in rows:
            if typed.get(name) == slug:
                found = found.filter(**holds)
    filters = [_filter(name, label, rows, typed) for name, (label, rows) in choices.items()]
    page = Paginator(found, PER_PAGE).get_page(typed.get("pagina"))
    return Library(
        teasers=_with_regions(page.object_list, teasers(page.object_list, roles, today)),
        page=page,
        filters=[narrowed for narrowed in filters if narrowed.options],
        words=_words(filters, page.number),
    )


# One choice: as people say it, as the address does, and what the pages have in common.
Row = tuple[str, str, dict[str, Any]]


def _choices(model: type[LessonPage | KnowledgePage]) -> dict[str, tuple[str, list[Row]]]:
    """Return by what this list can be narrowed: what leads to nothing by itself is not among it."""
    texts = model.objects.live().exclude(team_kinds="").values_list("team_kinds", flat=True)
    kinds = sorted({kind for text in texts for kind in in_lines(text)})
    themes = Theme.objects.order_by("name")
    programmes = Programme.objects.order_by("name")
    choices = {
        "thema": ("Thema", [(theme.name, theme.slug, {"themes": theme}) for theme in themes]),
        "programma": ("Programma", [(one.name, one.slug, {"programme": one}) for one in programmes]),
        "team": (
            "Soort team",
            [(kind, slugify(kind), {"team_kinds__contains": as_lines([kind])}) for kind in kinds],
        ),
    }
    if model is LessonPage:
        regions = Region.objects.filter(lessons__live=True).distinct().order_by("name")
        choices["regio"] = ("Regio", [(one.name, slugify(one.name), {"regions": one}) for one in regions])
    return choices


def _filter(name: str, label: str, rows: list[Row], typed: Mapping[str, str]) -> Filter:
    options = [Option(name=called, slug=slug, is_chosen=typed.get(name) == slug) for called, slug, _ in rows]
    return Filter(name=name, label=label, options=options)


def _words(filters: list[Filter], number: int) -> str:
    """Return what the one address of this page says after its question mark; empty for the bare list."""
    words = {narrowed.name: narrowed.chosen for narrowed in filters if narrowed.chosen}
    if number > 1:
        words["pagina"] = str(number)
    return f"?{urlencode(words)}" if words else ""


def _with_regions(articles: Iterable[ArticlePage], shown: list[Teaser]) -> list[Teaser]:
    """Say of each lesson in which regions it was learned, in one query."""
    lessons = [article.pk for article in articles if isinstance(article, LessonPage)]
    if not lessons:
        return shown
    rows = LessonPage.regions.through.objects.filter(lessonpage__in=lessons).order_by("region__name")
    names: dict[int, list[str]] = {}
    for lesson, name in rows.values_list("lessonpage", "region__name"):
        names.setdefault(lesson, []).append(name)
    return [
        replace(teaser, regions=tuple(names.get(pk, ()))) for pk, teaser in zip(lessons, shown, strict=True)
    ]
