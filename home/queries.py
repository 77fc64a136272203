"""What the front page and the sections show, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.http import urlencode

from home.models.articles import DevelopmentPage, LessonPage, NewsPage
from home.models.base import ArticlePage
from home.permissions import may_read
from learninggroups.models import LearningGroup
from members.permissions import Roles
from questions.models import Outcome, Question
from themes.models import Programme, Theme

ARTICLES_PER_PAGE = 12
FRONT_GROUPS = 6


@dataclass(frozen=True, kw_only=True)
class Teaser:
    """One article in a list; a stranger to a closed lesson gets no lead but the reason."""

    title: str
    address: str
    lead: str
    sender: str
    published_at: datetime | None
    programme: str = ""
    group: str = ""
    themes: tuple[str, ...] = ()
    closed_reason: str = ""
    is_lapsed: bool = False


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """A learning group as a visitor sees it: what for, and whom to call."""

    name: str
    address: str
    purpose: str
    contact_line: str


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """One national question on the front page, with what was done with it so far."""

    title: str
    address: str
    asker: str
    is_open: bool
    deadline_at: datetime | None
    outcome: str
    outcome_on: date | None


@dataclass(frozen=True, kw_only=True)
class FrontPageContent:
    """What plays now."""

    developments: list[Teaser]
    lessons: list[Teaser]
    news: list[Teaser]
    groups: list[GroupLine]
    group_count: int
    question: QuestionLine | None


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


def front_page(roles: Roles, today: date) -> FrontPageContent:
    """Return what the front page shows: the newest of each kind, as far as it still holds."""
    groups = list(LearningGroup.objects.visible_to(roles).order_by("name"))
    return FrontPageContent(
        developments=_teasers(current_developments(today)[:3], roles, today),
        lessons=_teasers(newest(LessonPage).filter(closed_reason="")[:3], roles, today),
        news=_teasers(newest(NewsPage)[:3], roles, today),
        groups=[
            GroupLine(
                name=group.name,
                address=group.get_absolute_url(),
                purpose=group.purpose,
                contact_line=group.contact_line,
            )
            for group in groups[:FRONT_GROUPS]
        ],
        group_count=len(groups),
        question=_question_on_front(roles),
    )


def section(model: type[ArticlePage], roles: Roles, choices: Mapping[str, str], today: date) -> Section:
    """
    Return one page of a section.

    ``choices`` are the words of the address: ``thema``, ``programma`` and ``pagina``; what
    is not known there is as if it was not asked.
    """
    has_programmes = model is DevelopmentPage
    themes = list(Theme.objects.order_by("name"))
    programmes = list(Programme.objects.order_by("name")) if has_programmes else []
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
        teasers=_teasers(page.object_list, roles, today),
        page=page,
        themes=_filter("thema", themes, asked),
        programmes=_filter("programma", programmes, asked),
        is_narrowed=bool(asked),
    )


def newest(model: type[ArticlePage]):
    """Return the live articles of one kind, newest first, with what a list shows of them."""
    related = {DevelopmentPage: ["programme"], LessonPage: ["group"]}.get(model, [])
    articles = model.objects.live().order_by("-first_published_at", "-pk").select_related(*related)
    return articles.prefetch_related("themes").defer_streamfields()


def current_developments(today: date):
    """Return the developments that still hold: not lapsed, and nothing in their place."""
    holds = Q(valid_until=None) | Q(valid_until__gte=today)
    replaced = Q(superseded_by__isnull=False, superseded_by__live=True)
    return newest(DevelopmentPage).filter(holds).exclude(replaced)


def _teasers(articles, roles: Roles, today: date) -> list[Teaser]:
    return [_teaser(article, roles, today) for article in articles]


def _teaser(article: ArticlePage, roles: Roles, today: date) -> Teaser:
    more = {}
    is_readable = True
    if isinstance(article, DevelopmentPage):
        more["programme"] = article.programme.name if article.programme else ""
        more["is_lapsed"] = article.superseded_by_id is not None or article.has_lapsed(today)
    if isinstance(article, LessonPage):
        is_readable = may_read(roles, article)
        more["group"] = article.group.name if article.group else ""
        more["closed_reason"] = article.closed_reason
    return Teaser(
        title=article.title,
        address=article.address,
        lead=article.lead if is_readable else "",
        sender=article.sender,
        published_at=article.first_published_at,
        themes=tuple(theme.name for theme in article.themes.all()),
        **more,
    )


def _question_on_front(roles: Roles) -> QuestionLine | None:
    """Return the question that closes first, or else the last one of which the outcome is known."""
    questions = Question.objects.visible_to(roles)
    outcome = None
    question = questions.open().order_by("deadline_at", "pk").first()
    if question is None:
        outcome = (
            Outcome.objects.filter(question__in=questions.filter(state=Question.State.COMPLETED))
            .select_related("question")
            .order_by("-happened_on", "-pk")
            .first()
        )
        if outcome is None:
            return None
        question = outcome.question
    return QuestionLine(
        title=question.title,
        address=question.get_absolute_url(),
        asker=question.asker,
        is_open=outcome is None,
        deadline_at=question.deadline_at,
        outcome=outcome.text if outcome else "",
        outcome_on=outcome.happened_on if outcome else None,
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
    return f"?{urlencode(words)}" if words else "."
