"""Every step that a question takes: who may, what it writes down, what it sends, and each refusal."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM, Affiliation
from questions.actions import advancing, asking, ending, preparing, rounds
from questions.actions.steps import WrongState, take
from questions.models import Question, Recipient, StateChange
from questions.models.steps import STEPS
from questions.notifications import still_asked
from questions.queries.audience import chosen_by
from questions.queries.marks import mark_of
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import (
    DEADLINE,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
    complete_draft,
    question_in,
)
from tests.questions.opening import write_opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def reader():
    return in_team(MemberFactory(name="Pim Programma"), PROGRAMME_TEAM)


@pytest.fixture
def draft(writer):
    AffiliationFactory(organization__name="Noord", role=Affiliation.Role.CONTACT)
    return complete_draft(owner=writer, edited_by=writer)


def approve(question, actor, now):
    preparing.approve_question(question=question, actor=actor, seen=mark_of(question), now=now)


def state_of(question) -> str:
    return Question.objects.values_list("state", flat=True).get(pk=question.pk)


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("state", Question.State.values)
def test_a_step_is_taken_from_its_sources_and_from_nowhere_else(name, state, writer, now):
    question = question_in(state)
    columns = {
        "opened_at": question.opened_at or now,
        "deadline_at": now + timedelta(days=9),
        "opens_at": now,
        "closed_at": now,
        "withdrawn_reason": "Toch niet." if name == "withdraw" else question.withdrawn_reason,
        "merged_into": QuestionFactory() if name == "merge" else question.merged_into,
    }

    if state in STEPS[name].sources:
        with transaction.atomic():
            take(name, question, actor=writer, now=now, **columns)
        assert state_of(question) == STEPS[name].target
        change = StateChange.objects.get()
        assert (change.from_state, change.to_state, change.by, change.at) == (
            state, STEPS[name].target, writer, now,
        )  # fmt: skip
    else:
        with pytest.raises(WrongState), transaction.atomic():
            take(name, question, actor=writer, now=now, **columns)
        assert state_of(question) == state
        assert not StateChange.objects.exists()


def test_somebody_else_finds_a_draft_ready(draft, writer, reader, now):
    with pytest.raises(preparing.OwnWords):
        approve(draft, writer, now)
    approve(draft, reader, now)

    draft.refresh_from_db()
    assert (draft.state, draft.ready_by) == ("ready", reader)


def test_who_read_other_words_does_not_find_them_ready(draft, reader, now):
    seen = mark_of(draft)
    draft.sub_questions.update(text="Iets heel anders?")

    with pytest.raises(preparing.TextChanged):
        preparing.approve_question(question=draft, actor=reader, seen=seen, now=now)

    assert state_of(draft) == "draft"


def test_a_draft_that_lacks_something_is_not_found_ready(draft, reader, now):
    draft.sub_questions.all().delete()

    with pytest.raises(asking.NotReady) as refusal:
        approve(draft, reader, now)

    assert list(refusal.value.problems) == ["part_1_text"]


@pytest.mark.parametrize("state", ["ready", "scheduled"])
def test_editing_what_was_found_ready_makes_it_a_draft_again(state, writer, reader, now):
    question = question_in(state, edited_by=writer, ready_by=reader)
    words = asking.Composition(title="Anders", asker="VNG", wording="Wat merk je?")

    asking.revise_question(question=question, actor=reader, composition=words, now=now)

    question.refresh_from_db()
    assert (question.state, question.edited_by, question.ready_by, question.opens_at) == (
        "draft", reader, None, None,
    )  # fmt: skip
    with pytest.raises(preparing.NotReady):
        approve(question, reader, now)


def test_a_planned_question_opens_when_its_moment_has_come(draft, writer, reader, now):
    approve(draft, reader, now)
    preparing.schedule_question(question=draft, actor=writer, opens_at=now + timedelta(hours=2), now=now)

    assert advancing.open_due_questions(now=now + timedelta(hours=1)) == 0
    assert advancing.open_due_questions(now=now + timedelta(hours=3)) == 1
    assert advancing.open_due_questions(now=now + timedelta(hours=3)) == 0

    draft.refresh_from_db()
    assert (draft.state, draft.opened_at) == ("open", now + timedelta(hours=3))
    assert draft.state_changes.latest("pk").by is None


def test_a_planned_question_of_which_the_deadline_passed_is_a_draft_again(draft, writer, reader, now):
    approve(draft, reader, now)
    preparing.schedule_question(question=draft, actor=writer, opens_at=now + timedelta(hours=2), now=now)

    assert advancing.open_due_questions(now=DEADLINE + timedelta(days=1)) == 0

    assert state_of(draft) == "draft"
    assert draft.state_changes.latest("pk").reason == "Dit moment is al voorbij. Kies een later moment."


@pytest.mark.parametrize("opens_at", [timedelta(hours=-1), timedelta(0), DEADLINE])
def test_a_moment_that_is_past_or_after_the_deadline_is_refused(draft, writer, reader, now, opens_at):
    approve(draft, reader, now)
    moment = now + opens_at if isinstance(opens_at, timedelta) else opens_at

    with pytest.raises(preparing.WrongMoment):
        preparing.schedule_question(question=draft, actor=writer, opens_at=moment, now=now)

    assert state_of(draft) == "ready"


def test_time_says_that_an_outcome_is_still_to_come(now):
    shared = question_in("shared", closed_at=now - timedelta(days=21))
    recent = question_in("shared", closed_at=now - timedelta(days=20))
    interpreting = question_in("interpreting", closed_at=now - timedelta(days=30))

    assert advancing.await_outcomes(now=now) == 1

    assert [state_of(question) for question in (shared, recent, interpreting)] == [
        "awaiting", "shared", "interpreting",
    ]  # fmt: skip


@pytest.fixture
def asked():
    """An open question that Oost got a letter about, that West left, and that Zuid never heard of."""
    question = question_in("open", title="Vraag")
    for name in ("Oost", "West"):
        place = AffiliationFactory(organization__name=name, role=Affiliation.Role.CONTACT)
        RecipientFactory(question=question, organization=place.organization)
    write_opening(question, question.opened_at)
    OutgoingMail.objects.update(state="sent", sent_at=question.opened_at)
    Recipient.objects.filter(organization__name="West").update(reaction="not_for_us")
    late = AffiliationFactory(organization__name="Zuid", role=Affiliation.Role.CONTACT)
    RecipientFactory(question=question, organization=late.organization)
    return question


def test_withdrawing_tells_why_to_who_got_the_question_and_did_not_leave_it(asked, writer, now):
    ending.withdraw_question(question=asked, actor=writer, reason="Het is al besloten.", now=now)

    asked.refresh_from_db()
    assert (asked.state, asked.withdrawn_reason, asked.closed_at) == ("withdrawn", "Het is al besloten.", now)
    letter = OutgoingMail.objects.get(letter="question_withdrawn")
    assert letter.member.affiliations.get().organization.name == "Oost"
    assert "Het is al besloten." in letter.text


def test_withdrawing_needs_a_reason(asked, writer, now):
    with pytest.raises(ending.NoReason):
        ending.withdraw_question(question=asked, actor=writer, reason="  ", now=now)

    assert state_of(asked) == "open"


def test_a_shared_question_is_not_withdrawn(writer, now):
    question = question_in("shared")

    with pytest.raises(WrongState):
        ending.withdraw_question(question=question, actor=writer, reason="Toch niet.", now=now)

    assert state_of(question) == "shared"


def test_scenario_8_withdrawn_while_letters_are_queued_none_goes_out(draft, writer, now):
    question = question_in("open")
    place = AffiliationFactory(organization__name="West", role=Affiliation.Role.CONTACT)
    RecipientFactory(question=question, organization=place.organization)
    write_opening(question, now)
    queued = list(OutgoingMail.objects.filter(letter="question_opened"))

    assert still_asked(queued) == {row.pk for row in queued}
    ending.withdraw_question(question=question, actor=writer, reason="Toch niet.", now=now)

    assert still_asked(queued) == set()
    assert not OutgoingMail.objects.filter(letter="question_withdrawn").exists()


def test_a_question_goes_on_in_another(writer, now):
    question, other = question_in("draft"), question_in("open", title="De andere")

    ending.merge_question(question=question, into=other, actor=writer, now=now)

    question.refresh_from_db()
    assert (question.state, question.merged_into) == ("merged", other)


@pytest.mark.parametrize("state", ["closed", "withdrawn", "merged", "completed"])
def test_a_question_does_not_go_on_in_one_that_is_over(state, writer, now):
    question, other = question_in("draft"), question_in(state)

    with pytest.raises(ending.NotAnother):
        ending.merge_question(question=question, into=other, actor=writer, now=now)
    with pytest.raises(ending.NotAnother):
        ending.merge_question(question=question, into=question, actor=writer, now=now)

    assert state_of(question) == "draft"


def test_a_second_round_asks_who_did_not_leave_the_first(writer, now):
    first = question_in("shared", title="Vraag", visibility="members", owner=writer)
    SubQuestionFactory(question=first, text="Wat merk je?")
    stays, leaves = OrganizationFactory(name="Oost"), OrganizationFactory(name="West")
    RecipientFactory(question=first, organization=stays, reaction="answered")
    RecipientFactory(question=first, organization=leaves, reaction="no_room")
    noor = MemberFactory(name="Noor")
    RecipientFactory(question=first, member=noor)

    second = rounds.begin_second_round(question=first, actor=writer, now=now)

    assert state_of(first) == "second_round"
    assert (second.state, second.previous_round, second.visibility) == ("draft", first, "members")
    assert [part.text for part in second.sub_questions.all()] == ["Wat merk je?"]
    chosen = chosen_by(second, now)
    assert chosen.organizations == {stays.pk: ["gevraagd in de eerste ronde"]}
    assert set(chosen.members) == {noor.pk}
    with pytest.raises(WrongState):
        rounds.begin_second_round(question=first, actor=writer, now=now)


def test_only_the_programme_team_takes_steps(draft, asked, now):
    member = MemberFactory()
    shared = question_in("shared")
    ready = question_in("ready", deadline_at=DEADLINE)

    refused = [
        lambda: approve(draft, member, now),
        lambda: preparing.reopen_draft(question=ready, actor=member, now=now),
        lambda: preparing.schedule_question(question=ready, actor=member, opens_at=DEADLINE, now=now),
        lambda: ending.withdraw_question(question=asked, actor=member, reason="Nee", now=now),
        lambda: ending.merge_question(question=draft, into=asked, actor=member, now=now),
        lambda: rounds.begin_second_round(question=shared, actor=member, now=now),
    ]
    for step in refused:
        with pytest.raises(PermissionDenied):
            step()
    assert not StateChange.objects.exists()
