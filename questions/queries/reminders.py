"""Whom to remind of what: who is still waited for, by the rule of each moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from mailing.unsubscribing import stopped_by
from members.models import Member
from questions.models import Answer, Question, Recipient, Reminder
from questions.queries.people import waiting_voices


@dataclass(frozen=True)
class Due:
    """A reminder of one question that is due, or so near that it may go along with another."""

    question: Question
    moment: Reminder.Moment


@dataclass(frozen=True)
class WaitingVoice:
    """A voice that did not react; with a draft, somebody began to."""

    recipient: Recipient
    has_draft: bool


@dataclass(frozen=True)
class Waits:
    """What one question still waits for from one person."""

    due: Due
    voices: list[WaitingVoice]


@dataclass(frozen=True)
class ToRemind:
    """One person, and all that her letter is about."""

    member: Member
    waits: list[Waits]


def to_remind(members: Collection[Member], dues: Sequence[Due], today: date) -> list[ToRemind]:
    """
    Return who of these members is reminded of the first of these questions, and of which others with it.

    Nobody is reminded twice of the same moment, nor of what an organisation is asked that rests
    now, nor of a question about which she wants no letters. Halfway, who has a draft is left alone:
    she saw the question and began.
    """
    by_id = {due.question.pk: due for due in dues}
    drafts = set(
        Answer.objects.filter(question__in=by_id, submitted_at=None, withdrawn_at=None).values_list(
            "question_id", "organization_id", "member_id"
        )
    )
    reminded = set(
        Reminder.objects.filter(question__in=by_id, member__in=members).values_list(
            "question_id", "member_id", "moment"
        )
    )
    stopped = stopped_by([member.pk for member in members], [f"question:{pk}" for pk in by_id])
    found: dict[int, ToRemind] = {}
    people = waiting_voices(members, list(by_id))
    for due in dues:
        for asked in people[due.question.pk]:
            is_first = due is dues[0]
            if (due.question.pk, asked.member.pk, due.moment) in reminded:
                continue
            if (asked.member.pk, f"question:{due.question.pk}") in stopped:
                continue
            if not is_first and asked.member.pk not in found:
                continue
            voices = [
                WaitingVoice(row, (row.question_id, row.organization_id, row.member_id) in drafts)
                for row in asked.recipients
                if not _rests(row, today)
            ]
            if due.moment == Reminder.Moment.HALFWAY:
                voices = [voice for voice in voices if not voice.has_draft]
            if voices:
                person = found.setdefault(asked.member.pk, ToRemind(asked.member, []))
                person.waits.append(Waits(due, voices))
    return list(found.values())


def _rests(recipient: Recipient, today: date) -> bool:
    organization = recipient.organization
    return bool(organization and organization.rests_until and organization.rests_until > today)
