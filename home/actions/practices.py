"""How organisations say how they do it at their own place, and who may take that back."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from activity import journal
from home.models import LessonPage, LocalPractice
from home.notifications import readers
from home.permissions import may_add_practice, may_change_practice, may_hide_practice
from learninggroups.permissions import Roles
from members.models import Member, Organization
from members.permissions import require


@dataclass(frozen=True, kw_only=True)
class PracticeWords:
    """What somebody typed: what they do, for whom and where, whom to call, and who reads it."""

    what: str
    context: str
    contact_line: str
    team_kind: str = ""
    size: str = ""
    surroundings: str = ""
    openness: str = LocalPractice.Openness.OPEN


@transaction.atomic(durable=True)
def share_practice(
    *, lesson: LessonPage, organization: Organization, words: PracticeWords, actor: Member, now: datetime
) -> LocalPractice:
    """
    Put beside a lesson how it is done at an organisation, under its name.

    Each member once for each of her organisations; what she types again replaces what she typed.
    """
    require(may_add_practice(Roles.of(actor), lesson, organization))
    practice, is_new = LocalPractice.objects.update_or_create(
        lesson=lesson,
        organization=organization,
        author=actor,
        defaults=asdict(words) | {"changed_at": now},
        create_defaults=asdict(words) | {"written_at": now, "changed_at": now},
    )
    if is_new:
        audience = _audience(lesson, words.openness)
        journal.record("practice_shared", practice, audience=audience, actor=actor, now=now)
    return practice


@transaction.atomic(durable=True)
def change_practice(*, practice: LocalPractice, words: PracticeWords, actor: Member, now: datetime) -> None:
    """Keep other words, or let other people read them."""
    require(may_change_practice(Roles.of(actor), practice))
    same = LocalPractice.objects.filter(pk=practice.pk)
    same.update(**asdict(words), changed_at=now)
    journal.readdress(same, audience=_audience(practice.lesson, words.openness))


@transaction.atomic(durable=True)
def withdraw_practice(*, practice: LocalPractice, actor: Member) -> None:
    """Take it back: no word of it stays."""
    require(may_change_practice(Roles.of(actor), practice))
    journal.retract(practice)
    practice.delete()


@transaction.atomic(durable=True)
def hide_practice(*, practice: LocalPractice, reason: str, actor: Member, now: datetime) -> None:
    """Take it out of sight, and tell who wrote it why."""
    require(may_hide_practice(Roles.of(actor)))
    standing = LocalPractice.objects.standing().filter(pk=practice.pk)
    if standing.update(hidden_at=now, hidden_reason=reason):
        journal.retract(practice)
        practice.refresh_from_db()
        readers.practice_hidden(practice, now=now)


@transaction.atomic(durable=True)
def show_practice(*, practice: LocalPractice, actor: Member) -> None:
    """Put back what was hidden; nobody is told of it again."""
    require(may_hide_practice(Roles.of(actor)))
    LocalPractice.objects.filter(pk=practice.pk).update(hidden_at=None, hidden_reason="")


def _audience(lesson: LessonPage, openness: str) -> str:
    is_for_all = openness == LocalPractice.Openness.OPEN and lesson.is_open
    return journal.PUBLIC if is_for_all else journal.MEMBERS
