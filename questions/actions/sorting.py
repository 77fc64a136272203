"""Going through the answers: who read what, which words they are sorted by, and what is left out and why."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from members.models import Member
from questions.actions.steps import WrongState
from questions.actions.synthesizing import WRITABLE
from questions.models import Answer, AnswerPart, AnswerRead, Label, Labelling, LeftOut, Question, Synthesis
from questions.permissions import Roles, may_run_questions, require


class LabelExists(Exception):
    """This question has a label of this name."""


class AnswerUsed(Exception):
    """The answer is in a passage, so it is not left out."""


@transaction.atomic(durable=True)
def mark_read(*, answers: Collection[Answer], actor: Member) -> None:
    """Write down that somebody read these answers as they are now; what changes later is new again."""
    require(may_run_questions(Roles.of(actor)))
    AnswerRead.objects.bulk_create(
        [AnswerRead(answer=answer, member=actor, version=answer.version) for answer in answers],
        update_conflicts=True,
        unique_fields=["answer", "member"],
        update_fields=["version"],
    )


@transaction.atomic(durable=True)
def mark_unread(*, answer: Answer, actor: Member) -> None:
    """Let an answer be new again for somebody who wants to come back to it."""
    require(may_run_questions(Roles.of(actor)))
    AnswerRead.objects.filter(answer=answer, member=actor).delete()


@transaction.atomic(durable=True)
def leave_out(*, answer: Answer, actor: Member, reason: str, now: datetime) -> None:
    """
    Say that an answer was read and is in no passage, and why; its writer reads the reason.

    :raises AnswerUsed: when it is in a passage, perhaps since a moment ago.
    :raises WrongState: when the synthesis may not change now.
    """
    require(may_run_questions(Roles.of(actor)))
    _hold_synthesis(answer.question_id)
    if answer.parts.exclude(links=None).exists():
        raise AnswerUsed
    LeftOut.objects.update_or_create(
        answer=answer, defaults={"reason": reason, "decided_at": now, "decided_by": actor}
    )


@transaction.atomic(durable=True)
def leave_out_together(
    *, question: Question, answers: Collection[Answer], actor: Member, reason: str, now: datetime
) -> int:
    """
    Leave several answers out for one reason, and return how many that were.

    What a colleague used or left out meanwhile keeps what she decided.

    :raises WrongState: when the synthesis may not change now.
    """
    require(may_run_questions(Roles.of(actor)))
    _hold_synthesis(question.pk)
    used = AnswerPart.objects.filter(answer__in=answers).exclude(links=None).values("answer")
    waiting = question.answers.submitted().filter(pk__in=[answer.pk for answer in answers], left_out=None)
    made = LeftOut.objects.bulk_create(
        LeftOut(answer=answer, reason=reason, decided_at=now, decided_by=actor)
        for answer in waiting.exclude(pk__in=used)
    )
    return len(made)


def _hold_synthesis(question: int) -> None:
    # RACE: whoever uses an answer holds the synthesis too, so of using and leaving out one waits.
    writable = Synthesis.objects.filter(question=question, question__state__in=WRITABLE)
    if not writable.select_for_update(no_key=True, of=["self"]).exists():
        raise WrongState


@transaction.atomic(durable=True)
def take_up_again(*, answer: Answer, actor: Member) -> None:
    """Let an answer that was left out wait for its place again."""
    require(may_run_questions(Roles.of(actor)))
    LeftOut.objects.filter(answer=answer).delete()


@transaction.atomic(durable=True)
def add_label(*, question: Question, actor: Member, name: str, section: str = "") -> Label:
    """
    Add a word to sort answers by.

    :raises LabelExists: when the question has it, in whatever capitals.
    """
    require(may_run_questions(Roles.of(actor)))
    return _new_label(question, name, section)


@transaction.atomic(durable=True)
def change_label(*, label: Label, actor: Member, name: str, section: str) -> None:
    """
    Give a label another name, or let it belong to another section.

    :raises LabelExists: when another label of the question has this name.
    """
    require(may_run_questions(Roles.of(actor)))
    _require_new(label.question, name, besides=label)
    Label.objects.filter(pk=label.pk).update(name=name, section=section)


@transaction.atomic(durable=True)
def remove_label(*, label: Label, actor: Member) -> None:
    """Take a label away, from every part that carried it."""
    require(may_run_questions(Roles.of(actor)))
    label.delete()


@transaction.atomic(durable=True)
def sort_part(
    *,
    part: AnswerPart,
    actor: Member,
    put: Collection[Label] = (),
    taken: Collection[Label] = (),
    new_name: str = "",
    new_section: str = "",
) -> None:
    """
    Put labels on a part and take others off, and make a new one on the way.

    What a colleague put on it meanwhile stays, because only what was changed is said.

    :raises LabelExists: when the new label is one that the question has.
    """
    require(may_run_questions(Roles.of(actor)))
    question = part.answer.question
    put = list(put)
    if new_name:
        put.append(_new_label(question, new_name, new_section))
    require(all(label.question_id == question.pk for label in put))
    Labelling.objects.filter(part=part, label__in=taken).delete()
    Labelling.objects.bulk_create(
        [Labelling(label=label, part=part, labelled_by=actor) for label in put], ignore_conflicts=True
    )


def _new_label(question: Question, name: str, section: str) -> Label:
    _require_new(question, name)
    return Label.objects.create(question=question, name=name, section=section)


def _require_new(question: Question, name: str, besides: Label | None = None) -> None:
    others = question.labels.exclude(pk=besides.pk) if besides else question.labels
    if others.filter(name__iexact=name).exists():
        raise LabelExists
