"""Everything around one theme on one page: a learning network (*leernetwerk*)."""

from dataclasses import dataclass
from datetime import date, datetime

from home.models.articles import NewsPage
from home.models.lessons import LessonPage
from home.queries.articles import Teaser, current_developments, newest, teasers
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from learninggroups.queries import group_list
from learninggroups.queries.groups import GroupEntry
from learninggroups.queries.hands import Hands, hands_for
from meetings.models import Meeting
from meetings.queries.pages import next_meetings
from questions.models import Question
from themes.models import Theme

OF_EACH = 5


@dataclass(frozen=True, kw_only=True)
class NetworkLine:
    """One network in the list of networks."""

    theme: Theme
    groups: tuple[LearningGroup, ...]


@dataclass(frozen=True, kw_only=True)
class Network:
    """What there is of one theme, as far as this person may see it."""

    theme: Theme
    groups: list[GroupEntry]
    meetings: list[Meeting]
    questions: list[Question]
    lessons: list[Teaser]
    developments: list[Teaser]
    news: list[Teaser]
    hands: Hands

    @property
    def is_empty(self) -> bool:
        """Nothing was done around this theme yet."""
        return not (self.groups or self.questions or self.lessons or self.developments or self.news)


def network_list(roles: Roles) -> list[NetworkLine]:
    """Return every theme with its groups, by name."""
    groups_of: dict[int, list[LearningGroup]] = {}
    for group in LearningGroup.objects.visible_to(roles).current().exclude(theme=None).order_by("name"):
        groups_of.setdefault(group.theme_id, []).append(group)
    themes = Theme.objects.order_by("name")
    return [NetworkLine(theme=theme, groups=tuple(groups_of.get(theme.pk, ()))) for theme in themes]


def network(roles: Roles, theme: Theme, now: datetime, today: date) -> Network:
    """Return the page of one theme."""
    questions = Question.objects.visible_to(roles).asked().filter(themes=theme)
    return Network(
        theme=theme,
        groups=group_list(roles, now, theme.pk),
        meetings=next_meetings(roles, now, OF_EACH, theme),
        questions=list(questions.order_by("-opened_at", "-pk")[:OF_EACH]),
        lessons=teasers(newest(LessonPage).filter(themes=theme)[:OF_EACH], roles, today),
        developments=teasers(current_developments(today).filter(themes=theme)[:OF_EACH], roles, today),
        news=teasers(newest(NewsPage).filter(themes=theme)[:OF_EACH], roles, today),
        hands=hands_for(roles, theme.pk),
    )
