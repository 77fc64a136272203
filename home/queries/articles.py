"""Articles as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from home.models.base import ArticlePage
from home.models.developments import DevelopmentPage
from home.models.knowledge import KnowledgePage
from home.models.lessons import LessonPage
from home.permissions import may_read
from members.permissions import Roles


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
    # Of a lesson or of outside knowledge: for which teams, where, and who made it.
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    source: str = ""


# A page has fifty columns, and reading them all takes three times as long as reading these.
IN_A_LIST = ("title", "url_path", "lead", "sender_kind", "sender_name", "first_published_at")
MORE_IN_A_LIST = {
    DevelopmentPage: (["programme"], ["programme__name", "valid_until", "superseded_by"]),
    LessonPage: (["group"], ["group__name", "closed_reason", "team_kinds"]),
    KnowledgePage: (["programme"], ["programme__name", "team_kinds", "made_by", "publisher"]),
}


def newest(model: type[ArticlePage]):
    """Return the live articles of one kind, newest first, with what a list shows of them."""
    related, more = MORE_IN_A_LIST.get(model, ([], []))
    articles = model.objects.live().order_by("-first_published_at", "-pk").select_related(*related)
    return articles.prefetch_related("themes").only(*IN_A_LIST, *more)


def current_developments(today: date):
    """Return the developments that still hold: not lapsed, and nothing in their place."""
    holds = Q(valid_until=None) | Q(valid_until__gte=today)
    replaced = Q(superseded_by__isnull=False, superseded_by__live=True)
    return newest(DevelopmentPage).filter(holds).exclude(replaced)


def teasers(articles: Iterable[ArticlePage], roles: Roles, today: date) -> list[Teaser]:
    """Return articles as this person may see them in a list."""
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
        more["kinds"] = tuple(article.kinds)
    if isinstance(article, KnowledgePage):
        more["programme"] = article.programme.name if article.programme else ""
        more["kinds"] = tuple(article.kinds)
        more["source"] = ", ".join(filter(None, [article.made_by, article.publisher]))
    return Teaser(
        title=article.title,
        address=article.address,
        lead=article.lead if is_readable else "",
        sender=article.sender,
        published_at=article.first_published_at,
        themes=tuple(theme.name for theme in article.themes.all()),
        **more,
    )
