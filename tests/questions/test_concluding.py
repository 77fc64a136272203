"""From a written synthesis to completed: sharing it and telling back; every refusal on the way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from activity.models import Event
from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM
from questions.actions import concluding, publishing, synthesizing
from questions.models import Answer, Question, Recipient
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory, RegionFactory
from tests.factories.questions import (
    DEADLINE,
    AnswerFactory,
    AnswerPartFactory,
    LabelFactory,
    PassageFactory,
    PassageSourceFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
    SynthesisFactory,
)

pytestmark = pytest.mark.django_db

SAID = "Wij zien het elke dag: er is te weinig tijd."


@pytest.fixture
def team_member():
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def synthesis():
    return SynthesisFactory()


@pytest.fixture
def part(synthesis):
    """A part of an organisation's answer that may be quoted."""
    editor = AffiliationFactory(
        organization__name="Oost",
        organization__kind="jeugdteam",
        organization__region=RegionFactory(name="Twente"),
        member__name="Cor Contact",
        role="contact",
    ).member
    answer = AnswerFactory(
        question=synthesis.question,
        organization=editor.affiliations.get().organization,
        last_editor=editor,
        submitted_at=DEADLINE - timedelta(days=1),
    )
    sub_question = SubQuestionFactory(question=synthesis.question)
    return AnswerPartFactory(
        answer=answer,
        sub_question=sub_question,
        text=SAID,
        naming=Answer.Naming.NAMED,
        may_be_quoted=True,
    )


def test_sharing_publishes_once_and_never_emptiness(synthesis, team_member, now):
    question = synthesis.question

    with pytest.raises(synthesizing.NotWhole):
        publishing.share_synthesis(question=question, actor=team_member, now=now)
    question.refresh_from_db()
    assert question.state == "interpreting"

    PassageFactory(synthesis=synthesis, section="unknown", text="Er kwamen geen antwoorden.")
    publishing.share_synthesis(question=question, actor=team_member, now=now)
    with pytest.raises(concluding.WrongState):
        publishing.share_synthesis(question=question, actor=team_member, now=now)

    question.refresh_from_db()
    assert (question.state, question.synthesis.shared_at) == ("shared", now)
    assert [(event.kind, event.audience) for event in Event.objects.all()] == [
        ("synthesis_shared", "members")
    ]


def test_sharing_waits_until_every_answer_is_accounted_for(synthesis, part, team_member, now):
    question = synthesis.question
    own = PassageFactory(synthesis=synthesis)

    with pytest.raises(synthesizing.NotWhole) as refusal:
        publishing.share_synthesis(question=question, actor=team_member, now=now)
    PassageSourceFactory(passage=own, part=part)
    question.refresh_from_db()
    publishing.share_synthesis(question=question, actor=team_member, now=now)

    assert refusal.value.coverage.organizations.open == 1
    assert question.state == "shared"


def test_sharing_waits_until_a_section_with_labelled_answers_says_something(
    synthesis, part, team_member, now
):
    question = synthesis.question
    PassageSourceFactory(passage__synthesis=synthesis, part=part)
    part.labellings.create(label=LabelFactory(question=question, section="signals"))

    with pytest.raises(synthesizing.NotWhole) as refusal:
        publishing.share_synthesis(question=question, actor=team_member, now=now)
    PassageFactory(synthesis=synthesis, section="signals")
    question.refresh_from_db()
    publishing.share_synthesis(question=question, actor=team_member, now=now)

    assert refusal.value.unsaid == ["signals"]


def test_outcome_is_told_to_everyone_who_answered_and_to_nobody_else(synthesis, part, team_member, now):
    question = synthesis.question
    RecipientFactory(question=question, member=MemberFactory(), reaction=Recipient.Reaction.NO_ROOM)

    outcome = record(question, team_member, now, nothing_done=True, text="Er was geen geld.")

    letter = OutgoingMail.objects.get(letter="outcome_recorded")
    assert letter.to_name == "Cor Contact"
    assert "Er was geen geld." in letter.text
    assert (outcome.nothing_done, outcome.recorded_by) == (True, team_member)
    assert [event.kind for event in Event.objects.all()] == ["outcome_recorded"]


def test_recording_the_same_outcome_twice_tells_it_once(synthesis, part, team_member, now):
    record(synthesis.question, team_member, now)

    with pytest.raises(concluding.AlreadyTold):
        record(synthesis.question, team_member, now)

    assert OutgoingMail.objects.filter(letter="outcome_recorded").count() == 1


def test_outcome_of_an_open_question_is_refused(team_member, now):
    with pytest.raises(concluding.WrongState):
        record(QuestionFactory(opened=True), team_member, now)

    assert not OutgoingMail.objects.exists()


def test_completing_needs_a_shared_synthesis_and_an_outcome(synthesis, team_member, now):
    question = synthesis.question

    with pytest.raises(concluding.WrongState):
        concluding.complete_question(question=question, actor=team_member, now=now)
    Question.objects.update(state="shared")
    with pytest.raises(concluding.NoOutcome):
        concluding.complete_question(question=question, actor=team_member, now=now)
    record(question, team_member, now)
    concluding.complete_question(question=question, actor=team_member, now=now)

    question.refresh_from_db()
    assert question.state == "completed"


def record(question, actor, now, *, nothing_done=False, text="De tafel besprak het."):
    return concluding.record_outcome(
        question=question,
        actor=actor,
        happened_on=date(2026, 11, 9),
        text=text,
        nothing_done=nothing_done,
        follow_up="",
        now=now,
    )


def test_only_the_programme_team_concludes(synthesis, part, team_member, now):
    member = MemberFactory()
    question = synthesis.question

    with pytest.raises(PermissionDenied):
        publishing.share_synthesis(question=question, actor=member, now=now)
    with pytest.raises(PermissionDenied):
        record(question, member, now)
    with pytest.raises(PermissionDenied):
        concluding.complete_question(question=question, actor=member, now=now)

    question.refresh_from_db()
    assert question.state == "interpreting"
