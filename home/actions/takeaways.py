"""What readers have of a lesson: their yes, a look by somebody, and how it is forgotten."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q

from home.models import LessonPage, Takeaway
from home.models.takeaways import ADDRESS_KEPT, UNCONFIRMED_KEPT, WAITING_KEPT
from home.notifications import readers
from home.permissions import may_judge_takeaways, may_read
from learninggroups.permissions import Roles
from mailing import outbox
from mailing.hours import is_daytime
from members.models import Member, Organization
from members.permissions import require

State = Takeaway.State


@transaction.atomic(durable=True)
def write_takeaway(
    *,
    lesson: LessonPage,
    words: str,
    name: str,
    email: str,
    actor: Member | AnonymousUser,
    now: datetime,
) -> Takeaway:
    """
    Keep what a reader has of a lesson.

    A member's words stand with it at once, under her name and her organisation's. Anybody else
    is asked by letter whether she wrote them; typed twice, the last words count.
    """
    roles = Roles.of(actor)
    require(lesson.live and may_read(roles, lesson))
    if roles.is_member:
        return Takeaway.objects.create(
            lesson=lesson,
            words=words,
            name=_called(actor, roles),
            member=actor,
            state=State.SHOWN,
            written_at=now,
            confirmed_at=now,
            decided_at=now,
            shown_at=now,
        )
    email = email.lower()
    takeaway, is_new = Takeaway.objects.get_or_create(
        lesson=lesson,
        email=email,
        state=State.ASKED,
        defaults={"words": words, "name": name, "written_at": now},
    )
    if not is_new:
        Takeaway.objects.filter(pk=takeaway.pk).update(words=words, name=name, written_at=now)
        takeaway.words, takeaway.name = words, name
    readers.confirm(takeaway, now=now)
    return takeaway


def _called(member: Member, roles: Roles) -> str:
    where = Organization.objects.filter(pk=roles.speaks_at).values_list("name", flat=True).first()
    return (f"{member.name}, {where}" if where else member.name)[:120]


@transaction.atomic(durable=True)
def confirm_takeaway(*, takeaway: Takeaway, now: datetime) -> bool:
    """
    Take the yes of an address, and say whether it was the first.

    Who may do this, the link in her letter says: the view has checked it.
    """
    asked = Takeaway.objects.filter(pk=takeaway.pk, state=State.ASKED)
    return bool(asked.update(state=State.WAITING, confirmed_at=now))


@transaction.atomic(durable=True)
def erase_takeaway(*, takeaway: Takeaway) -> None:
    """
    Delete a reader's words, her address and the letters to it.

    Who may do this, the link in her letter says, or that they are her own: the view has checked it.
    """
    Takeaway.objects.filter(pk=takeaway.pk).delete()
    if takeaway.email and not Takeaway.objects.filter(email=takeaway.email).exists():
        outbox.forget(readers.TO_READERS, [takeaway.email])


@transaction.atomic(durable=True)
def show_takeaway(*, takeaway: Takeaway, actor: Member, now: datetime) -> bool:
    """Put a visitor's words with the lesson, and thank her; say whether they waited for that."""
    require(may_judge_takeaways(Roles.of(actor), takeaway.lesson))
    waiting = Takeaway.objects.filter(pk=takeaway.pk, state=State.WAITING)
    if not waiting.update(state=State.SHOWN, shown_at=now, decided_at=now):
        return False
    readers.shown(takeaway, now=now)
    return True


@transaction.atomic(durable=True)
def decline_takeaway(*, takeaway: Takeaway, reason: str, actor: Member, now: datetime) -> bool:
    """Say that a visitor's words do not come online; they are gone at once, and she hears why."""
    require(may_judge_takeaways(Roles.of(actor), takeaway.lesson))
    waiting = Takeaway.objects.filter(pk=takeaway.pk, state=State.WAITING)
    if not waiting.update(state=State.DECLINED, words="", decided_at=now):
        return False
    readers.declined(takeaway, reason, now=now)
    return True


def tell_of_takeaways(*, now: datetime) -> int:
    """
    Write to the people of each lesson what came in since the last letter, and return how many lessons.

    One letter a day for each lesson at most. Safe to run twice or at once.
    """
    if not is_daytime(now):
        return 0
    fresh = Takeaway.objects.filter(told_at=None, state__in=[State.WAITING, State.SHOWN])
    told_today = Takeaway.objects.filter(told_at__gt=now - timedelta(days=1)).values("lesson")
    lessons = LessonPage.objects.filter(pk__in=fresh.values("lesson")).exclude(pk__in=told_today)
    return sum(_tell_people(lesson, now) for lesson in lessons.order_by("pk"))


@transaction.atomic(durable=True)
def _tell_people(lesson: LessonPage, now: datetime) -> bool:
    fresh = Takeaway.objects.filter(lesson=lesson, told_at=None, state__in=[State.WAITING, State.SHOWN])
    # RACE: who comes second waits here, and then finds none.
    found = list(fresh.select_for_update().order_by("pk"))
    if not found:
        return False
    waiting = [takeaway for takeaway in found if takeaway.state == State.WAITING]
    online = [takeaway for takeaway in found if takeaway.state == State.SHOWN]
    readers.takeaways_came(lesson, waiting, online, now=now)
    Takeaway.objects.filter(pk__in=[takeaway.pk for takeaway in found]).update(told_at=now)
    return True


@transaction.atomic(durable=True)
def forget_readers(*, now: datetime) -> None:
    """Delete what nobody confirmed or looked at in time, and forget addresses a month after the decision."""
    decided = Q(decided_at__lt=now - ADDRESS_KEPT)
    Takeaway.objects.filter(
        Q(state=State.ASKED, written_at__lt=now - UNCONFIRMED_KEPT)
        | Q(state=State.WAITING, confirmed_at__lt=now - WAITING_KEPT)
        | Q(decided, state=State.DECLINED)
    ).delete()
    Takeaway.objects.filter(decided).exclude(email="").update(email="")
    outbox.forget_others(readers.TO_READERS, Takeaway.objects.exclude(email="").values("email"))
