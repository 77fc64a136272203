"""What a member hears of by letter, and which of her choices says so."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from learninggroups.models import LearningGroup, Membership, ReadMark, ThemeChoice, Thread
from learninggroups.permissions import Roles
from members.models import Level, Member
from themes.models import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen at one place, and what holds there."""

    # Empty: nothing is chosen here, what was chosen further off holds.
    chosen: str
    level: Level
    # Where the level comes from: "thread", "group", "theme" or "own".
    source: str
    # What would hold if nothing were chosen here, and where that would come from.
    otherwise: Level
    further: str


@dataclass(frozen=True, slots=True)
class PlaceLevel:
    """A theme, a group or a thread for which a member chose a level, or could."""

    name: str
    url: str
    level: Level
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Switches:
    """Every switch of a member that decides which letters about posts she gets."""

    own: Level
    themes: tuple[PlaceLevel, ...]
    groups: tuple[PlaceLevel, ...]
    threads: tuple[PlaceLevel, ...]


def choice_for_thread(member: Member, thread: Thread) -> Choice:
    """Return what this member hears of a thread."""
    mark = ReadMark.objects.filter(thread=thread, member=member).first()
    return _nearest("thread", mark, choice_for_group(member, thread.group))


def choice_for_group(member: Member, group: LearningGroup) -> Choice:
    """Return what this member hears of a group."""
    place = _places(member).filter(group=group).first()
    further = choice_for_theme(member, group.theme) if group.theme else choice_by_default(member)
    return _nearest("group", place, further)


def choice_for_theme(member: Member, theme: Theme) -> Choice:
    """Return what this member hears of the groups of a theme."""
    chosen = ThemeChoice.objects.filter(theme=theme, member=member).first()
    return _nearest("theme", chosen, choice_by_default(member))


def choice_by_default(member: Member) -> Choice:
    """Return what this member hears wherever she chose nothing else."""
    own = Level(member.level)
    return Choice(own, own, "own", own, "own")


def switches_of(member: Member, roles: Roles) -> Switches:
    """Return all choices of a member, for the page that shows every switch."""
    places = list(
        _places(member).filter(group__archived_at=None).select_related("group").order_by("group__name")
    )
    marks = ReadMark.objects.filter(
        member=member, thread__in=Thread.objects.visible_to(roles).values("pk")
    ).exclude(level="")
    chosen = dict(ThemeChoice.objects.filter(member=member).values_list("theme", "level"))
    themes = Theme.objects.filter(Q(pk__in=chosen) | Q(pk__in={place.group.theme_id for place in places}))
    return Switches(
        own=Level(member.level),
        themes=tuple(
            PlaceLevel(
                theme.name,
                reverse("learninggroups:theme-level", args=[theme.slug]),
                Level(chosen.get(theme.pk, member.level)),
                is_chosen=theme.pk in chosen,
            )
            for theme in themes.order_by("name")
        ),
        groups=tuple(
            PlaceLevel(
                place.group.name,
                place.group.get_absolute_url() + "horen/",
                Level(place.level or chosen.get(place.group.theme_id, member.level)),
                is_chosen=bool(place.level),
            )
            for place in places
        ),
        threads=tuple(
            PlaceLevel(
                mark.thread.title,
                mark.thread.get_absolute_url() + "horen/",
                Level(mark.level),
                is_chosen=True,
            )
            for mark in marks.select_related("thread").order_by("thread__title", "pk")
        ),
    )


def _nearest(here: str, row: ReadMark | Membership | ThemeChoice | None, further: Choice) -> Choice:
    """Return what holds at a place: what was chosen there, or else further off."""
    if row and row.level:
        return Choice(row.level, Level(row.level), here, further.level, further.source)
    return Choice("", further.level, further.source, further.level, further.source)


def _places(member: Member):
    return Membership.objects.filter(member=member).exclude(role=Membership.Role.REQUESTED)
