"""What facilitators write to their group, and to one participant."""

from datetime import datetime

from django.db import transaction

from audit import trail
from audit.acts import Act
from learninggroups.models import GroupLetter, LearningGroup, Membership
from learninggroups.notifications import letters as notifications
from learninggroups.permissions import Roles, may_send_letter, may_write_letters, may_write_to
from mailing.letters import ONE_PERSON_MAY
from members.models import Member
from members.permissions import require


class SecondPersonNeeded(Exception):
    """The letter goes to more people than one person may write to; ``readers`` is to how many."""

    def __init__(self, readers: int):
        super().__init__(readers)
        self.readers = readers


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
    written = {"subject": subject, "body": body, "author": actor, "tested_at": now}
    if not waiting.update(**written, asked_by=None, asked_at=None):
        raise LetterChanged
    notifications.proof_written(waiting.select_related("group").get(), actor, now=now)


@transaction.atomic(durable=True)
def send_letter(*, letter: GroupLetter, tested_at: datetime | None, actor: Member, now: datetime) -> int:
    """
    Send a letter to everyone who takes part, and return to how many.

    :raises LetterChanged: when it was sent meanwhile, or is not what was tested at that moment.
    :raises SecondPersonNeeded: when there are many, and nobody else asked to send these words.
    """
    require(may_send_letter(Roles.of(actor), letter))
    readers = notifications.readers_of(letter).count()
    waiting = GroupLetter.objects.filter(pk=letter.pk, sent_at=None, tested_at=tested_at)
    if readers > ONE_PERSON_MAY:
        waiting = waiting.filter(asked_at__isnull=False).exclude(asked_by=actor)
        if not waiting.exists():
            raise SecondPersonNeeded(readers)
    # RACE: the update doubles as the check, so that a double click sends once.
    if not waiting.update(sent_at=now):
        raise LetterChanged
    trail.record(Act.GROUP_LETTER_SENT, actor=actor, subject=letter, facts={"readers": readers}, now=now)
    return notifications.letter_sent(letter, now=now)


@transaction.atomic(durable=True)
def ask_for_second(*, letter: GroupLetter, tested_at: datetime | None, actor: Member, now: datetime) -> None:
    """
    Ask another facilitator or the programme team to look at a letter to many, and to send it.

    :raises LetterChanged: when it was sent meanwhile, or is not what was tested at that moment.
    """
    require(may_write_letters(Roles.of(actor), letter.group))
    waiting = GroupLetter.objects.filter(pk=letter.pk, sent_at=None, tested_at=tested_at)
    if not waiting.update(asked_by=actor, asked_at=now):
        raise LetterChanged
    notifications.second_asked(letter, actor, now=now)


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
