"""Colleagues without an account add to the answer of their organisation, with a code that ends."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from members.models import Member
from questions import notifications
from questions.actions.answering import AlreadyAnswered, QuestionClosed, Saved, save_answer
from questions.actions.words import PartWords, Words, parts_said
from questions.models import Answer, Contribution, ContributionCode, Question, Recipient
from questions.permissions import Roles, may_speak, require
from questions.queries.codes import code_hash, new_code
from questions.queries.contributions import working_codes

# As long after the deadline as NICE leaves its codes, for an answer that comes late.
LONGEST_AFTER_DEADLINE = timedelta(days=28)


class NotTaken(Exception):
    """The question takes no contributions, or the moment chosen for the code does not fit it."""


class CodeGone(Exception):
    """The code was taken back or has ended."""


class ContributionChanged(Exception):
    """The contribution was changed in another window after this text was read."""


@transaction.atomic(durable=True)
def make_code(*, recipient: Recipient, actor: Member, note: str, expires_at: datetime, now: datetime) -> str:
    """
    Make a code for colleagues of one organisation and return its twelve digits, which are kept nowhere.

    :raises NotTaken: when the question is not open, or the code would end too early or too late.
    """
    require(recipient.organization_id is not None and may_speak(Roles.of(actor), recipient))
    question = recipient.question
    if question.state != Question.State.OPEN:
        raise NotTaken
    if not now < expires_at <= question.deadline_at + LONGEST_AFTER_DEADLINE:
        raise NotTaken
    code = new_code()
    ContributionCode.objects.create(
        recipient=recipient,
        code_hash=code_hash("contribution", code),
        note=note,
        made_by=actor,
        made_at=now,
        expires_at=expires_at,
    )
    return code


@transaction.atomic(durable=True)
def revoke_code(*, code: ContributionCode, actor: Member, now: datetime) -> None:
    """Take a code back; what was contributed with it stays."""
    require(may_speak(Roles.of(actor), code.recipient))
    ContributionCode.objects.filter(pk=code.pk, revoked_at=None).update(revoked_at=now)


@transaction.atomic(durable=True)
def contribute(
    *,
    code: ContributionCode,
    contribution: Contribution | None,
    name: str,
    texts: Mapping[str, str],
    based_on: int,
    email: str,
    now: datetime,
) -> Contribution:
    """
    Keep what a colleague says per sub-question, and send her a receipt when she gave an address.

    ``contribution`` is hers from before, and ``based_on`` the version that was on her screen.

    :raises CodeGone: when the code was taken back or ended meanwhile.
    :raises ContributionChanged: when she saved in another window meanwhile; nothing is written.
    """
    # RACE: the row is locked, so a code that is being taken back lets nothing in afterwards.
    if not working_codes(now).select_for_update(of=["self"]).filter(pk=code.pk).exists():
        raise CodeGone
    if contribution is None:
        contribution = Contribution.objects.create(
            code=code, name=name, texts=dict(texts), contributed_at=now
        )
    else:
        own = Contribution.objects.filter(pk=contribution.pk, code=code, version=based_on)
        # What was taken over is asked to be looked at again, because it says something else now.
        changed = own.update(
            name=name,
            texts=dict(texts),
            version=F("version") + 1,
            contributed_at=now,
            taken_over_at=None,
            taken_over_by=None,
        )
        if not changed:
            raise ContributionChanged
        contribution.refresh_from_db()
    if email:
        notifications.contribution_received(contribution, email, now=now)
    return contribution


def take_over(*, contribution: Contribution, actor: Member, now: datetime) -> Saved:
    """
    Put what a colleague said under what the draft of the answer says, and mark it as taken over.

    What others save at the same moment is merged as always. Should this stop between the two
    steps, the text is in and its mark is not: nothing is lost, and nobody is misled for long.

    :raises AlreadyAnswered: when the answer was handed in; its words are then changed by hand.
    :raises QuestionClosed: when the question takes no answers any more.
    """
    recipient = contribution.code.recipient
    if recipient.question.state != Question.State.OPEN or now >= recipient.question.deadline_at:
        raise QuestionClosed
    answer = Answer.objects.filter(
        question=recipient.question_id, organization=recipient.organization_id
    ).first()
    if answer and answer.submitted_at:
        raise AlreadyAnswered
    said = parts_said(answer.parts.all()) if answer else ()
    saved = save_answer(
        question=recipient.question,
        organization=recipient.organization,
        actor=actor,
        words=Words(parts=_with_texts(said, contribution.texts), readers=answer.readers if answer else None),
        based_on=answer.version if answer else 0,
        submitting=False,
        now=now,
    )
    _mark_taken_over(contribution, actor, now)
    return saved


@transaction.atomic(durable=True)
def _mark_taken_over(contribution: Contribution, actor: Member, now: datetime) -> None:
    # The version is asked, so that what she changed meanwhile still waits to be looked at.
    Contribution.objects.filter(pk=contribution.pk, version=contribution.version).update(
        taken_over_at=now, taken_over_by=actor
    )


def _with_texts(said: Iterable[PartWords], texts: Mapping[str, str]) -> tuple[PartWords, ...]:
    """Return the parts of an answer with a colleague's texts under their first readings."""
    parts = {part.key: part for part in said}
    for pk, text in texts.items():
        part = parts.get((int(pk), 1), PartWords(int(pk)))
        parts[part.key] = replace(part, text=f"{part.text}\n\n{text}".strip(), has_no_experience=False)
    return tuple(parts.values())
