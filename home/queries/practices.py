"""What organisations and readers put beside a lesson, as one reader may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from home.models.practices import LocalPractice
from home.models.takeaways import Takeaway
from home.permissions import may_change_practice
from home.queries.filters import Filter, Option
from learninggroups.permissions import Roles
from members.models import Organization

if TYPE_CHECKING:
    from home.models.lessons import LessonPage

# On the page of the lesson itself; all of them stand one click further.
FIRST_PRACTICES = 3
FIRST_TAKEAWAYS = 5


# What stands in tables beside a lesson, in one statement: every reader of a lesson asks for it, and
# most shelves of most lessons are empty.
SHELVES = """
    SELECT 'theme', theme.name FROM home_lessonpage_themes tag
    JOIN themes_theme theme ON theme.id = tag.theme_id WHERE tag.lessonpage_id = %s
    UNION ALL
    SELECT 'region', region.name FROM home_lessonpage_regions tag
    JOIN members_region region ON region.id = tag.region_id WHERE tag.lessonpage_id = %s
    UNION ALL
    SELECT 'practices', '' WHERE EXISTS (SELECT 1 FROM home_localpractice WHERE lesson_id = %s)
    UNION ALL
    SELECT 'takeaways', '' WHERE EXISTS (SELECT 1 FROM home_takeaway WHERE lesson_id = %s)
    ORDER BY 1, 2
"""


@dataclass(frozen=True, kw_only=True)
class Shelves:
    """Where a lesson belongs, by name, and whether anybody put anything beside it."""

    themes: list[str]
    regions: list[str]
    has_practices: bool
    has_takeaways: bool


@dataclass(frozen=True, kw_only=True)
class Practice:
    """How one organisation does it, with where that is."""

    pk: int
    organization: str
    organization_address: str
    region: str
    team_kind: str
    size: str
    surroundings: str
    what: str
    context: str
    contact_line: str
    changed_at: datetime
    is_open: bool
    is_hidden: bool
    hidden_reason: str
    may_change: bool


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All that organisations put beside a lesson, side by side; narrowed by where they work."""

    practices: list[Practice]
    filters: list[Filter]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(narrowed.chosen for narrowed in self.filters)


@dataclass(frozen=True, kw_only=True)
class WaitingTakeaway:
    """What a visitor wrote and somebody has to look at."""

    pk: int
    words: str
    by: str
    lesson: str
    lesson_address: str
    confirmed_at: datetime


def shelves_of(lesson: "LessonPage") -> Shelves:
    """Return what there is beside a lesson."""
    with connection.cursor() as cursor:
        cursor.execute(SHELVES, [lesson.pk] * SHELVES.count("%s"))
        rows = cursor.fetchall()
    kinds = {kind for kind, _name in rows}
    return Shelves(
        themes=[name for kind, name in rows if kind == "theme"],
        regions=[name for kind, name in rows if kind == "region"],
        has_practices="practices" in kinds,
        has_takeaways="takeaways" in kinds,
    )


def practices_beside(lesson: "LessonPage", roles: Roles) -> list[Practice]:
    """Return how organisations do it, by their name, in one query."""
    rows = lesson.practices.visible_to(roles).in_order().select_related("organization__region")
    return [_practice(row, roles) for row in rows]


def comparison(lesson: "LessonPage", roles: Roles, typed: Mapping[str, str]) -> Comparison:
    """Return them side by side, as far as the address asks: ``team``, ``gemeente`` and ``omgeving``."""
    practices = practices_beside(lesson, roles)
    ways = {
        "team": ("Soort team", "team_kind"),
        "gemeente": ("Grootte van de gemeente", "size"),
        "omgeving": ("Stad of platteland", "surroundings"),
    }
    filters = [_filter(name, label, column, practices, typed) for name, (label, column) in ways.items()]
    chosen = {ways[narrowed.name][1]: narrowed.chosen for narrowed in filters if narrowed.chosen}
    return Comparison(
        practices=[
            one for one in practices if all(getattr(one, column) == word for column, word in chosen.items())
        ],
        # One kind is no choice.
        filters=[narrowed for narrowed in filters if len(narrowed.options) > 1],
    )


def own_organizations(roles: Roles) -> list[Organization]:
    """Return for whom this member may write."""
    places = Organization.objects.active().filter(pk__in=roles.organization_ids)
    return list(places.select_related("region").order_by("name"))


def takeaways_of(lesson: "LessonPage") -> Sequence[Takeaway]:
    """Return what readers have of a lesson, the newest first."""
    return lesson.takeaways.shown()


def takeaways_to_judge(roles: Roles) -> list[WaitingTakeaway]:
    """Return what waits for a look by this person, the longest waiting first, in at most one query."""
    if not (roles.facilitates or roles.is_programme_team or roles.is_editor):
        return []
    return [
        WaitingTakeaway(
            pk=takeaway.pk,
            words=takeaway.words,
            by=takeaway.name or "een lezer",
            lesson=takeaway.lesson.title,
            lesson_address=takeaway.lesson.address,
            confirmed_at=takeaway.confirmed_at,
        )
        for takeaway in Takeaway.objects.to_judge(roles).select_related("lesson")
    ]


def _practice(row: LocalPractice, roles: Roles) -> Practice:
    place = row.organization
    return Practice(
        pk=row.pk,
        organization=place.name,
        organization_address=place.get_absolute_url() if roles.is_member and place.is_active else "",
        region=place.region.name if place.region else "",
        team_kind=row.team_kind,
        size=row.get_size_display(),
        surroundings=row.get_surroundings_display(),
        what=row.what,
        context=row.context,
        contact_line=row.contact_line,
        changed_at=row.changed_at,
        is_open=row.openness == LocalPractice.Openness.OPEN,
        is_hidden=row.hidden_at is not None,
        hidden_reason=row.hidden_reason,
        may_change=may_change_practice(roles, row),
    )


def _filter(
    name: str, label: str, column: str, practices: Iterable[Practice], typed: Mapping[str, str]
) -> Filter:
    words = sorted({getattr(one, column) for one in practices} - {""})
    options = [Option(name=word, slug=word, is_chosen=typed.get(name) == word) for word in words]
    return Filter(name=name, label=label, options=options)
