"""From closed to completed: the synthesis, its quotes, and telling back; every refusal on the way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from activity.models import Event
from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM
from questions.actions import concluding
from questions.models import Answer, AnswerPart, Question, Recipient
from questions.queries.synthesis import synthesis_of
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory, RegionFactory
from tests.factories.questions import (
    DEADLINE,
    AnswerFactory,
    AnswerPartFactory,
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


def write(synthesis, actor, now, *, version=1, **sections):
    texts = {"recognized": "", "diverging": "", "failing": "", "signals": "", "unknown": ""}
    return concluding.write_synthesis(
        question=synthesis.question, actor=actor, sections=texts | sections, version=version, now=now
    )


def quote(part, actor, passage="er is te weinig tijd"):
    return concluding.add_quote(
        question=part.answer.question, actor=actor, source=part, section="recognized", passage=passage
    )


def test_interpreting_begins_once_and_only_after_closing(team_member, now):
    question = QuestionFactory(opened=True)

    with pytest.raises(concluding.WrongState):
        concluding.start_interpreting(question=question, actor=team_member, now=now)
    Question.objects.update(state="closed", closed_at=now)
    concluding.start_interpreting(question=question, actor=team_member, now=now)
    with pytest.raises(concluding.WrongState):
        concluding.start_interpreting(question=question, actor=team_member, now=now)

    question.refresh_from_db()
    assert (question.state, question.synthesis.version) == ("interpreting", 1)


def test_writing_makes_a_version_and_the_same_text_none(synthesis, team_member, now):
    write(synthesis, team_member, now, recognized="Tijd ontbreekt.")
    again = write(synthesis, team_member, now, version=1, recognized="Tijd ontbreekt.")

    assert (again.version, again.recognized, again.changed_by) == (2, "Tijd ontbreekt.", team_member)


def test_saving_over_somebody_elses_text_is_refused_and_shows_it(synthesis, team_member, now):
    write(synthesis, team_member, now, recognized="Wat Pia schreef")

    with pytest.raises(concluding.SynthesisChanged) as refusal:
        write(synthesis, team_member, now, version=1, recognized="Wat ik schreef")

    assert refusal.value.current.recognized == "Wat Pia schreef"
    synthesis.refresh_from_db()
    assert (synthesis.recognized, synthesis.version) == ("Wat Pia schreef", 2)


def test_speaking_for_the_members_is_refused_per_section(synthesis, team_member, now):
    with pytest.raises(concluding.SpeaksForMembers) as refusal:
        write(synthesis, team_member, now, recognized="De leden vinden dit.", signals="Eén team belt.")

    assert refusal.value.problems == {"recognized": "De leden vinden"}
    synthesis.refresh_from_db()
    assert synthesis.version == 1


def test_a_quote_stands_word_for_word_with_its_source(synthesis, part, team_member):
    quote(part, team_member, " er is te\nweinig tijd ")
    quote(part, team_member, "er is te weinig tijd")

    row = synthesis_of(synthesis.question).sections[0].quotes
    assert [(quote.passage, quote.attribution, quote.source_id) for quote in row] == [
        ("er is te weinig tijd", "Cor Contact, namens Oost", part.pk)
    ]


def test_a_quote_that_was_changed_is_refused(part, team_member):
    with pytest.raises(concluding.NotWordForWord):
        quote(part, team_member, "er is veel te weinig tijd")


def test_a_quote_without_consent_is_refused(part, team_member):
    AnswerPart.objects.update(may_be_quoted=False)
    part.refresh_from_db()

    with pytest.raises(concluding.NoConsent):
        quote(part, team_member)


def test_a_quote_from_a_draft_is_refused(part, team_member):
    Answer.objects.update(submitted_at=None)
    part.refresh_from_db()

    with pytest.raises(concluding.NoConsent):
        quote(part, team_member)


def test_a_quote_from_another_question_is_refused(part, team_member):
    other = SynthesisFactory()

    with pytest.raises(PermissionDenied):
        concluding.add_quote(
            question=other.question, actor=team_member, source=part, section="signals", passage="tijd"
        )


def test_a_quote_disappears_when_consent_is_withdrawn(synthesis, part, team_member):
    quote(part, team_member)
    AnswerPart.objects.update(may_be_quoted=False)

    text = synthesis_of(synthesis.question)

    assert text.sections[0].quotes == []
    assert [quote.passage for quote in text.withdrawn] == ["er is te weinig tijd"]


@pytest.mark.parametrize(
    ("naming", "label"),
    [
        ("named", "Cor Contact, namens Oost"),
        ("organization", "Oost"),
        ("kind_region", "een jeugdteam in de regio Twente"),
        ("untraceable", "een organisatie"),
    ],
)
def test_an_organisation_is_named_as_it_chose(synthesis, part, team_member, naming, label):
    quote(part, team_member)
    AnswerPart.objects.update(naming=naming)

    assert synthesis_of(synthesis.question).sections[0].quotes[0].attribution == label


@pytest.mark.parametrize(
    ("naming", "label"),
    [
        ("named", "Noor, West"),
        ("organization", "een lid bij West"),
        ("kind_region", "een lid"),
        ("untraceable", "een lid"),
    ],
)
def test_a_member_is_named_as_she_chose(synthesis, part, team_member, naming, label):
    noor = AffiliationFactory(member__name="Noor", organization__name="West")
    Answer.objects.update(organization=None, member=noor.member, place=noor.organization)
    AnswerPart.objects.update(naming=naming)
    part.refresh_from_db()
    quote(part, team_member)

    assert synthesis_of(synthesis.question).sections[0].quotes[0].attribution == label


@pytest.mark.parametrize("count", [1, 3])
def test_reading_a_synthesis_costs_the_same_with_more_quotes(
    synthesis, part, team_member, count, django_assert_num_queries
):
    for word in ["Wij", "zien", "het"][:count]:
        quote(part, team_member, word)

    with django_assert_num_queries(3):
        text = synthesis_of(synthesis.question)

    assert len(text.sections[0].quotes) == count


def test_sharing_publishes_once_and_never_emptiness(synthesis, team_member, now):
    question = synthesis.question

    with pytest.raises(concluding.EmptySynthesis):
        concluding.share_synthesis(question=question, actor=team_member, now=now)
    question.refresh_from_db()
    assert question.state == "interpreting"

    write(synthesis, team_member, now, unknown="Er kwamen geen antwoorden.")
    concluding.share_synthesis(question=question, actor=team_member, now=now)
    with pytest.raises(concluding.WrongState):
        concluding.share_synthesis(question=question, actor=team_member, now=now)

    question.refresh_from_db()
    assert (question.state, question.synthesis.shared_at) == ("shared", now)
    assert [(event.kind, event.audience) for event in Event.objects.all()] == [
        ("synthesis_shared", "members")
    ]


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
    kept = quote(part, team_member)

    with pytest.raises(PermissionDenied):
        concluding.start_interpreting(question=question, actor=member, now=now)
    with pytest.raises(PermissionDenied):
        write(synthesis, member, now)
    with pytest.raises(PermissionDenied):
        quote(part, member)
    with pytest.raises(PermissionDenied):
        concluding.remove_quote(quote=kept, actor=member)
    with pytest.raises(PermissionDenied):
        concluding.share_synthesis(question=question, actor=member, now=now)
    with pytest.raises(PermissionDenied):
        record(question, member, now)
    with pytest.raises(PermissionDenied):
        concluding.complete_question(question=question, actor=member, now=now)

    assert synthesis.quotes.count() == 1
