"""What a section lists, and how it is narrowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.utils.http import urlencode

from home.models.base import ArticlePage
from home.models.developments import DevelopmentPage
from home.queries.articles import Teaser, newest, teasers
from members.permissions import Roles
from themes.models import Programme, Theme

ARTICLES_PER_PAGE = 12


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One link of a filter."""

    name: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of a section's list, with the filters that can be chosen."""

    teasers: list[Teaser]
    page: PaginatorPage
    themes: list[Choice]
    programmes: list[Choice]
    is_narrowed: bool
    # What of the address makes this page this page, and of its feed; with a question mark, or empty.
    words: str
    feed_words: str


def section(model: type[ArticlePage], roles: Roles, choices: Mapping[str, str], today: date) -> Section:
    """
    Return one page of a section.

    ``choices`` are the words of the address: ``thema``, ``programma`` and ``pagina``; what
    is not known there is as if it was not asked.
    """
    has_programmes = model is DevelopmentPage
    themes = list(Theme.objects.order_by("name"))
    programmes = list(Programme.objects.order_by("position", "name")) if has_programmes else []
    theme = _chosen(themes, choices.get("thema"))
    programme = _chosen(programmes, choices.get("programma"))

    articles = newest(model)
    if theme:
        articles = articles.filter(themes=theme)
    if programme:
        articles = articles.filter(programme=programme)
    page = Paginator(articles, ARTICLES_PER_PAGE).get_page(choices.get("pagina"))

    asked = {
        key: chosen.slug for key, chosen in (("thema", theme), ("programma", programme)) if chosen is not None
    }
    return Section(
        teasers=teasers(page.object_list, roles, today),
        page=page,
        themes=_filter("thema", themes, asked),
        programmes=_filter("programma", programmes, asked),
        is_narrowed=bool(asked),
        words=_query(asked | ({"pagina": page.number} if page.number > 1 else {})),
        feed_words=_query({"thema": theme.slug} if theme else {}),
    )


def _chosen(options: list, slug: str | None):
    return next((option for option in options if option.slug == slug), None)


def _filter(key: str, options: list, asked: dict[str, str]) -> list[Choice]:
    """Return the links of one filter; the chosen one leads back to everything."""
    rest = {other: slug for other, slug in asked.items() if other != key}
    return [
        Choice(
            name=option.name,
            href=_href(rest if asked.get(key) == option.slug else rest | {key: option.slug}),
            is_chosen=asked.get(key) == option.slug,
        )
        for option in options
    ]


def _href(words: Mapping[str, object]) -> str:
    """Return a relative address; an empty query leads back to the bare page."""
    return _query(words) or "."


def _query(words: Mapping[str, object]) -> str:
    return f"?{urlencode(words)}" if words else ""
