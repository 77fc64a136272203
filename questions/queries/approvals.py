"""Texts that wait for the yes of whoever spoke them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from activity.asked import Asked
from members.models import Affiliation, Member
from questions.models import Answer, AnswerPart, Approval, Recipient


def waiting_approvals(now: datetime) -> QuerySet[Approval]:
    """Return the approvals that can be given now: for the text as it is, and no word given yet."""
    return Approval.objects.filter(
        approved_at=None, refused_at=None, expires_at__gt=now, answer__version=F("answer_version")
    ).select_related("answer__question", "answer__organization", "answer__typed_by", "speaker")


def texts_asked(member_ids: Collection[int], now: datetime) -> Iterable[Asked]:
    """
    Say which texts wait for the yes of these members.

    SECURITY: the code that opens a text stands in the letter that asked for it, and nowhere else.
    """
    waiting = waiting_approvals(now).filter(speaker__in=member_ids, answer__question__deadline_at__gt=now)
    for approval in waiting.order_by("expires_at", "pk"):
        asked_on, until = (timezone.localtime(at) for at in (approval.asked_at, approval.expires_at))
        yield Asked(
            member_id=approval.speaker_id,
            title=approval.answer.question.title,
            path=reverse("questions:type_approval"),
            above=f"Zeggen of het klopt kan tot {date_format(until, r'l j F, H.i')} uur",
            below=(
                "Er staat een antwoord klaar zoals jij het vertelde. "
                f"De code staat in de brief van {date_format(asked_on, 'j F')}."
            ),
            noun=("tekst", "teksten"),
            until=approval.expires_at,
        )


def speakers_for(recipient: Recipient) -> list[Member]:
    """Return who can have spoken for a voice: the member herself, or the contact persons."""
    if recipient.member_id:
        return [recipient.member]
    contacts = Affiliation.objects.contacts().filter(organization=recipient.organization_id)
    return list(Member.objects.active().filter(pk__in=contacts.values("member")).order_by("name"))


def spoken_so_far(recipient: Recipient) -> tuple[Answer | None, list[AnswerPart]]:
    """Return what was typed for a voice and still waits for its yes; nothing of what it wrote itself."""
    answer = Answer.objects.filter(
        question=recipient.question_id,
        organization=recipient.organization_id,
        member=recipient.member_id,
        typed_by__isnull=False,
        submitted_at=None,
    ).first()
    return answer, list(answer.parts.order_by("sub_question__position", "reading")) if answer else []
