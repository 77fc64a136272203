"""What facilitators write to their group, and to one participant."""

from datetime import datetime

from django.db import transaction

from learninggroups.models import GroupLetter, LearningGroup, Membership
from learninggroups.notifications import letters as notifications
from learninggroups.permissions import Roles, may_write_letters, may_write_to
from members.models import Member
from members.permissions import require


class LetterChanged(Exception):
    """The letter was sent, or changed after the proof that was read."""


@transaction.atomic(durable=True)
def write_letter(
    *, group: LearningGroup, subject: str, body: str, actor: Member, now: datetime
) -> GroupLetter:
    """Keep a new letter to a group, and send its writer a proof; the group gets nothing yet."""
    require(may_write_letters(Roles.of(actor), group))
    # RACE: a double click finds the letter that the first press kept; the lock makes it wait.
    LearningGroup.objects.select_for_update().get(pk=group.pk)
    letter, _ = GroupLetter.objects.get_or_create(
        group=group,
        author=actor,
        subject=subject,
        body=body,
        sent_at=None,
        defaults={"written_at": now, "tested_at": now},
    )
    notifications.proof_written(letter, actor, now=now)
    return letter


@transaction.atomic(durable=True)
def change_letter(*, letter: GroupLetter, subject: str, body: str, actor: Member, now: datetime) -> None:
    """
    Change a letter that was not sent, and send a proof of what it became.

    :raises LetterChanged: when it was sent meanwhile.
    """
    require(may_write_letters(Roles.of(actor), letter.group))
    waiting = GroupLetter.objects.filter(pk=letter.pk, sent_at=None)
    if not waiting.update(subject=subject, body=body, author=actor, tested_at=now):
        raise LetterChanged
    notifications.proof_written(waiting.select_related("group").get(), actor, now=now)


@transaction.atomic(durable=True)
def send_letter(*, letter: GroupLetter, tested_at: datetime | None, actor: Member, now: datetime) -> int:
    """
    Send a letter to everyone who takes part, and return to how many.

    :raises LetterChanged: when it was sent meanwhile, or is not what was tested at that moment.
    """
    require(may_write_letters(Roles.of(actor), letter.group))
    # RACE: the update doubles as the check, so that a double click sends once.
    if not GroupLetter.objects.filter(pk=letter.pk, sent_at=None, tested_at=tested_at).update(sent_at=now):
        raise LetterChanged
    return notifications.letter_sent(letter, now=now)


@transaction.atomic(durable=True)
def discard_letter(*, letter: GroupLetter, actor: Member) -> None:
    """
    Throw a letter away that was not sent.

    :raises LetterChanged: when it was sent meanwhile.
    """
    require(may_write_letters(Roles.of(actor), letter.group))
    discarded, _ = GroupLetter.objects.filter(pk=letter.pk, sent_at=None).delete()
    if not discarded:
        raise LetterChanged


@transaction.atomic(durable=True)
def write_to_participant(*, membership: Membership, word: str, actor: Member, now: datetime) -> None:
    """Send one participant a letter from a facilitator, with an address to answer to."""
    require(may_write_to(Roles.of(actor), membership))
    notifications.word_to_participant(membership, word, actor, now=now)


@transaction.atomic(durable=True)
def stop_letters(*, member_id: int, about: str, now: datetime) -> str:
    """Stop the letters of one group to one member, by the link in such a letter."""
    letter_id = int(about.partition(":")[2])
    wanting = Membership.objects.filter(member=member_id, group__letters=letter_id, wants_letters=True)
    return "wanted" if wanting.update(wants_letters=False) else ""


@transaction.atomic(durable=True)
def resume_letters(*, member_id: int, about: str, was: str, now: datetime) -> None:
    """Let a member have the letters of a group again."""
    letter_id = int(about.partition(":")[2])
    Membership.objects.filter(member=member_id, group__letters=letter_id).update(wants_letters=True)
