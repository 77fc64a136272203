"""What a member wants to hear by letter: of one thread, of a group, of a theme, or by default."""

from datetime import datetime

from django.db import transaction

from learninggroups.models import LearningGroup, Membership, Post, ReadMark, ThemeChoice, Thread
from learninggroups.notifications.posts import posts_of
from learninggroups.permissions import Roles, may_choose_for_themes, may_see_thread
from members.actions.choices import write_down
from members.models import Choice, Level, Member
from members.permissions import require
from themes.models import Theme

# As it stands on the page, and in what she chose.
ASKED = "Wat wil je horen?"
# What stopping returns when nothing was chosen for the thread before: "" says that nothing changed.
NOT_CHOSEN = "-"


@transaction.atomic(durable=True)
def choose_for_thread(*, thread: Thread, level: str, actor: Member, now: datetime) -> None:
    """Say what one wants to hear of a thread; nothing chosen means that the group's choice holds."""
    require(may_see_thread(Roles.of(actor), thread))
    _set(thread.pk, actor.pk, level, now)


@transaction.atomic(durable=True)
def choose_for_group(*, group: LearningGroup, level: str, actor: Member) -> None:
    """Say what one wants to hear of a group one takes part in or follows."""
    places = Membership.objects.filter(group=group, member=actor).exclude(role=Membership.Role.REQUESTED)
    require(bool(places.update(level=level)))


@transaction.atomic(durable=True)
def choose_for_theme(*, theme: Theme, level: str, actor: Member) -> None:
    """Say what one wants to hear of the groups of a theme; nothing chosen means that one's default holds."""
    require(may_choose_for_themes(Roles.of(actor)))
    if not level:
        ThemeChoice.objects.filter(theme=theme, member=actor).delete()
        return
    # RACE: two windows may both be first; the second one finds the row.
    ThemeChoice.objects.bulk_create(
        [ThemeChoice(theme=theme, member=actor, level=level)],
        update_conflicts=True,
        unique_fields=["theme", "member"],
        update_fields=["level"],
    )


@transaction.atomic(durable=True)
def choose_by_default(*, level: str, actor: Member, how: str = Choice.How.SITE, now: datetime) -> None:
    """Say what one wants to hear wherever nothing else was chosen."""
    if Member.objects.active().filter(pk=actor.pk).update(level=level):
        write_down(
            member=actor, kind=Choice.Kind.LEVEL, choice=Level(level).label, words=ASKED, how=how, now=now
        )


@transaction.atomic(durable=True)
def stop_thread(*, member_id: int, about: str, now: datetime) -> str:
    """Let a member hear of a thread in the digest only, and return what she had chosen before."""
    thread_id = _thread_of(about)
    if thread_id is None:
        return ""
    mark = ReadMark.objects.filter(thread=thread_id, member=member_id).first()
    was = mark.level if mark else ""
    if was == Level.OVERVIEW:
        return ""
    _set(thread_id, member_id, Level.OVERVIEW, now)
    return was or NOT_CHOSEN


@transaction.atomic(durable=True)
def resume_thread(*, member_id: int, about: str, was: str, now: datetime) -> None:
    """Put back what she had chosen for a thread before she stopped its letters."""
    thread_id = _thread_of(about)
    if thread_id is not None:
        _set(thread_id, member_id, "" if was == NOT_CHOSEN else was, now)


def _thread_of(about: str) -> int | None:
    """Return the thread in which the first post of a letter stands now."""
    return Post.objects.filter(pk=posts_of(about)[0]).values_list("thread", flat=True).first()


def _set(thread_id: int, member_id: int, level: str, now: datetime) -> None:
    """Write down a level; who never opened the thread has read it up to nowhere."""
    if not level:
        ReadMark.objects.filter(thread=thread_id, member=member_id, position=0).delete()
        ReadMark.objects.filter(thread=thread_id, member=member_id).update(level="")
        return
    # RACE: two windows may both be first; the second one finds the row.
    mark = ReadMark(thread_id=thread_id, member_id=member_id, position=0, read_at=now, level=level)
    ReadMark.objects.bulk_create(
        [mark], update_conflicts=True, unique_fields=["member", "thread"], update_fields=["level"]
    )
