"""What a member hears of by letter, and which of her choices says so."""

from dataclasses import dataclass

from learninggroups.models import LearningGroup, Membership, ReadMark, Thread
from learninggroups.permissions import Roles
from members.models import Level, Member


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen at one place, and what holds there."""

    # Empty: nothing is chosen here, what was chosen further off holds.
    chosen: str
    level: Level
    # Where the level comes from: "thread", "group" or "own".
    source: str
    # What would hold if nothing were chosen here.
    otherwise: Level


@dataclass(frozen=True, slots=True)
class PlaceLevel:
    """A group or a thread for which a member chose a level, or could."""

    name: str
    url: str
    level: Level
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Switches:
    """Every switch of a member that decides which letters about posts she gets."""

    own: Level
    groups: tuple[PlaceLevel, ...]
    threads: tuple[PlaceLevel, ...]


def choice_for_thread(member: Member, thread: Thread) -> Choice:
    """Return what this member hears of a thread."""
    mark = ReadMark.objects.filter(thread=thread, member=member).first()
    chosen = mark.level if mark else ""
    further = choice_for_group(member, thread.group)
    if chosen:
        return Choice(chosen, Level(chosen), "thread", further.level)
    return Choice("", further.level, further.source, further.level)


def choice_for_group(member: Member, group: LearningGroup) -> Choice:
    """Return what this member hears of a group."""
    place = _places(member).filter(group=group).first()
    chosen = place.level if place else ""
    own = Level(member.level)
    return Choice(chosen, Level(chosen) if chosen else own, "group" if chosen else "own", own)


def switches_of(member: Member, roles: Roles) -> Switches:
    """Return all choices of a member, for the page that shows every switch."""
    places = _places(member).filter(group__archived_at=None).select_related("group").order_by("group__name")
    marks = ReadMark.objects.filter(
        member=member, thread__in=Thread.objects.visible_to(roles).values("pk")
    ).exclude(level="")
    return Switches(
        own=Level(member.level),
        groups=tuple(
            PlaceLevel(
                place.group.name,
                place.group.get_absolute_url() + "horen/",
                Level(place.level or member.level),
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


def _places(member: Member):
    return Membership.objects.filter(member=member).exclude(role=Membership.Role.REQUESTED)
