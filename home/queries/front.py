"""What the front page shows."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone

from home.models.base import PortalPage
from home.queries.articles import Teaser
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from learninggroups.queries.moments import in_utc
from meetings.models import Meeting
from meetings.queries.pages import next_meetings
from questions.models import Outcome, Question

FRONT_GROUPS = 6
FRONT_MEETINGS = 2
# SQL, because this is the page that most people open: to put these statements together Django takes
# a third of the time in which the page is made. home/queries/articles.py says the same for lists.
DEVELOPMENTS = """
    SELECT page.id, page.title, page.url_path, page.first_published_at, article.lead, article.sender_kind,
        article.sender_name, programme.name, ''
    FROM home_developmentpage article
    JOIN wagtailcore_page page ON page.id = article.page_ptr_id
    LEFT JOIN wagtailcore_page successor ON successor.id = article.superseded_by_id AND successor.live
    LEFT JOIN themes_programme programme ON programme.id = article.programme_id
    WHERE page.live AND successor.id IS NULL
        AND (article.valid_until IS NULL OR article.valid_until >= %s)
    ORDER BY page.first_published_at DESC, page.id DESC LIMIT 3
"""
LESSONS = """
    SELECT page.id, page.title, page.url_path, page.first_published_at, article.lead, article.sender_kind,
        article.sender_name, '', learning_group.name
    FROM home_lessonpage article
    JOIN wagtailcore_page page ON page.id = article.page_ptr_id
    LEFT JOIN learninggroups_learninggroup learning_group ON learning_group.id = article.group_id
    WHERE page.live AND article.closed_reason = ''
    ORDER BY page.first_published_at DESC, page.id DESC LIMIT 3
"""
NEWS = """
    SELECT page.id, page.title, page.url_path, page.first_published_at, article.lead, article.sender_kind,
        article.sender_name, '', ''
    FROM home_newspage article
    JOIN wagtailcore_page page ON page.id = article.page_ptr_id
    WHERE page.live
    ORDER BY page.first_published_at DESC, page.id DESC LIMIT 3
"""
PROGRAMMES = "SELECT name, short_name, slug FROM themes_programme ORDER BY position, name"
THEMES = """
    SELECT tag.developmentpage_id, theme.name FROM home_developmentpage_themes tag
    JOIN themes_theme theme ON theme.id = tag.theme_id WHERE tag.developmentpage_id IN ({pages})
    UNION ALL
    SELECT tag.lessonpage_id, theme.name FROM home_lessonpage_themes tag
    JOIN themes_theme theme ON theme.id = tag.theme_id WHERE tag.lessonpage_id IN ({pages})
    ORDER BY 2
"""


@dataclass(frozen=True)
class ProgrammeLine:
    """A national programme, by what people call it."""

    called: str
    address: str


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

    programmes: list[ProgrammeLine]
    developments: list[Teaser]
    lessons: list[Teaser]
    news: list[Teaser]
    groups: list[GroupLine]
    group_count: int
    question: QuestionLine | None
    meetings: list[Meeting]


def front_page(roles: Roles, now: datetime) -> FrontPageContent:
    """Return what the front page shows: the newest of each kind, as far as it still holds."""
    developments, lessons, news = _newest_articles(timezone.localdate(now))
    groups = _first_groups(roles)
    return FrontPageContent(
        programmes=programmes(),
        developments=developments,
        lessons=lessons,
        news=news,
        groups=[
            GroupLine(
                name=group.name,
                address=group.get_absolute_url(),
                purpose=group.purpose,
                contact_line=group.contact_line,
            )
            for group in groups
        ],
        group_count=groups[0].living if groups else 0,
        question=_question_on_front(roles),
        meetings=next_meetings(roles, now, FRONT_MEETINGS),
    )


def programmes() -> list[ProgrammeLine]:
    """Return the national programmes, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(PROGRAMMES)
        return [
            ProgrammeLine(called=short or name, address=reverse("home:programme", args=[slug]))
            for name, short, slug in cursor.fetchall()
        ]


def _first_groups(roles: Roles) -> list[LearningGroup]:
    """Return the first groups by name, each with ``living``: how many there are."""
    groups = LearningGroup.objects.visible_to(roles).current().order_by("name")
    shown = groups.only("name", "slug", "purpose", "contact_line")
    return list(shown.annotate(living=Window(Count("pk")))[:FRONT_GROUPS])


def _newest_articles(today: date) -> tuple[list[Teaser], ...]:
    """Return the newest developments, lessons and news that everybody may read; news without its themes."""
    with connection.cursor() as cursor:
        cursor.execute(DEVELOPMENTS, [connection.ops.adapt_datefield_value(today)])
        developments = cursor.fetchall()
        cursor.execute(LESSONS)
        lessons = cursor.fetchall()
        cursor.execute(NEWS)
        news = cursor.fetchall()
        themes_of: dict[int, list[str]] = {}
        tagged = [row[0] for row in [*developments, *lessons]]
        if tagged:
            pages = ",".join(["%s"] * len(tagged))
            cursor.execute(THEMES.format(pages=pages), [*tagged, *tagged])
            for page, theme in cursor.fetchall():
                themes_of.setdefault(page, []).append(theme)
    return tuple([_teaser(row, themes_of) for row in rows] for rows in (developments, lessons, news))


def _teaser(row: tuple, themes_of: dict[int, list[str]]) -> Teaser:
    page, title, url_path, published_at, lead, sender_kind, sender_name, programme, group = row
    return Teaser(
        title=title,
        address="/" + url_path.split("/", 2)[2],
        lead=lead,
        sender=PortalPage.who_speaks(sender_kind, sender_name),
        published_at=in_utc(published_at),
        programme=programme or "",
        group=group or "",
        themes=tuple(themes_of.get(page, ())),
    )


def _question_on_front(roles: Roles) -> QuestionLine | None:
    """Return the question that closes first, or else the last one of which the outcome is known."""
    questions = Question.objects.visible_to(roles).only("title", "asker", "deadline_at")
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
