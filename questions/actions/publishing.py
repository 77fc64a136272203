"""Publishing a synthesis, as versions that people can cite."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from activity import journal
from members.models import Member
from questions.actions import synthesizing
from questions.actions.steps import WrongState, take
from questions.indexing import index_question
from questions.models import Question, Synthesis, SynthesisVersion
from questions.permissions import Roles, may_run_questions, require
from questions.queries.synthesis import synthesis_text
from questions.queries.versions import kept_sections
from questions.querysets import TOLD_STATES

Purpose = SynthesisVersion.Purpose


class NothingNew(Exception):
    """The synthesis says exactly what was published before."""


@transaction.atomic(durable=True)
def share_synthesis(*, question: Question, actor: Member, now: datetime) -> SynthesisVersion:
    """
    Publish the synthesis on the page of the question.

    :raises synthesizing.NotWhole: when it is not fit to be read by others yet.
    :raises WrongState: when it was shared already.
    """
    require(may_run_questions(Roles.of(actor)))
    take("share", question, actor=actor, now=now)
    synthesis = Synthesis.objects.select_related("question").get(question=question)
    synthesizing.require_whole(synthesis)
    Synthesis.objects.filter(pk=synthesis.pk).update(shared_at=now)
    version = keep_version(question, Purpose.SHARED, actor=actor, now=now)
    index_question(question.pk)
    journal.record("synthesis_shared", question, audience=journal.MEMBERS, actor=actor, now=now)
    return version


@transaction.atomic(durable=True)
def publish_version(*, question: Question, actor: Member, note: str, now: datetime) -> SynthesisVersion:
    """
    Publish what was changed since in a synthesis that was shared; ``note`` says what and why.

    :raises NothingNew: when nothing was changed.
    :raises synthesizing.NotWhole: when it is not fit to be read by others.
    :raises WrongState: when it was not shared yet.
    """
    require(may_run_questions(Roles.of(actor)))
    # RACE: the update changes nothing but locks the row, so two versions never cross.
    if not Question.objects.filter(pk=question.pk, state__in=TOLD_STATES).update(state=F("state")):
        raise WrongState
    synthesis = Synthesis.objects.select_related("question").get(question=question)
    synthesizing.require_whole(synthesis)
    newest = synthesis.versions.order_by("-number").first()
    sections = kept_sections(synthesis_text(question))
    if newest and newest.sections == sections:
        raise NothingNew
    version = keep_version(question, Purpose.SHARED, sections=sections, actor=actor, note=note, now=now)
    index_question(question.pk)
    return version


def keep_version(
    question: Question,
    purpose: str,
    *,
    sections: list[dict] | None = None,
    actor: Member | None,
    note: str = "",
    because: str = "Er is een nieuwe versie.",
    now: datetime,
) -> SynthesisVersion:
    """
    Keep the synthesis as it stands, or these sections, inside the transaction of the caller.

    Earlier versions are outdated from now on, ``because`` of what it says.
    """
    # RACE: whoever makes a version waits for this row, so that no number is given twice.
    synthesis = Synthesis.objects.select_for_update(no_key=True).get(question=question)
    last = synthesis.versions.aggregate(last=Max("number"))["last"] or 0
    synthesis.versions.filter(outdated_at=None).update(outdated_at=now, outdated_because=because)
    return synthesis.versions.create(
        number=last + 1,
        purpose=purpose,
        sections=kept_sections(synthesis_text(question)) if sections is None else sections,
        note=note,
        made_at=now,
        made_by=actor,
    )
