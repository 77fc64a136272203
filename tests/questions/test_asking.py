"""Composing, choosing, opening, extending and closing a question, and every refusal on the way."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from activity.models import Event
from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM, Affiliation
from questions.actions import asking
from questions.actions.asking import AudienceChoice, Composition, Part
from questions.actions.steps import WrongState
from questions.models import Question, Recipient
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import DEADLINE, SubQuestionFactory, complete_draft


@pytest.fixture
def team_member(db):
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def question(team_member):
    """A question found ready that asks two organisations, one of them without a contact person."""
    question = complete_draft(owner=team_member, edited_by=team_member, state=Question.State.READY)
    AffiliationFactory(organization__name="Oost", role=Affiliation.Role.CONTACT)
    OrganizationFactory(name="West")
    return question


def composition(**fields) -> Composition:
    return Composition(**({"title": "Titel", "asker": "VNG", "wording": "Wat merk je?"} | fields))


def test_three_fields_make_a_draft(team_member, now):
    question = asking.compose_question(actor=team_member, composition=composition(), now=now)

    question.refresh_from_db()
    assert (question.state, question.owner, question.visibility) == ("draft", team_member, "team")
    assert not question.sub_questions.exists()


def test_revising_replaces_the_sub_questions(question, team_member, now):
    parts = [Part(text="Een"), Part(text="Twee", kind="choice", choices=["ja", "nee"])]

    asking.revise_question(
        question=question, actor=team_member, composition=composition(parts=parts), now=now
    )

    assert list(question.sub_questions.order_by("position").values_list("position", "text", "choices")) == [
        (1, "Een", []),
        (2, "Twee", ["ja", "nee"]),
    ]


def test_opening_tells_the_journal_and_leaves_the_rest_to_the_worker(question, team_member, now):
    asking.open_question(question=question, actor=team_member, now=now)

    question.refresh_from_db()
    assert (question.state, question.opened_at, question.planned_at) == ("open", now, None)
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.audience) == ("question_opened", question.pk, "members")


def test_opening_twice_asks_once(question, team_member, now):
    asking.open_question(question=question, actor=team_member, now=now)

    with pytest.raises(WrongState):
        asking.open_question(question=question, actor=team_member, now=now)

    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("importance", ""),
        ("use", ""),
        ("use_date", None),
        ("deadline_at", None),
        ("deadline_at", DEADLINE - timedelta(days=30)),
    ],
)
def test_opening_without_what_people_need_to_know_is_refused(question, team_member, now, field, value):
    Question.objects.filter(pk=question.pk).update(**{field: value})

    with pytest.raises(asking.NotReady) as refusal:
        asking.open_question(question=question, actor=team_member, now=now)

    assert list(refusal.value.problems) == [field]
    assert_not_opened(question)


def test_opening_without_sub_questions_is_refused(question, team_member, now):
    question.sub_questions.all().delete()

    with pytest.raises(asking.NotReady) as refusal:
        asking.open_question(question=question, actor=team_member, now=now)

    assert refusal.value.problems == {"part_1_text": "Schrijf ten minste één deelvraag."}
    assert_not_opened(question)


def test_opening_with_a_choice_of_one_is_refused(question, team_member, now):
    SubQuestionFactory(question=question, position=2, kind="choice", choices=["ja"])

    with pytest.raises(asking.NotReady) as refusal:
        asking.open_question(question=question, actor=team_member, now=now)

    assert list(refusal.value.problems) == ["part_2_choices"]


def test_opening_for_nobody_is_refused(question, team_member, now):
    Question.objects.filter(pk=question.pk).update(asks_everyone=False)

    with pytest.raises(asking.EmptyAudience):
        asking.open_question(question=question, actor=team_member, now=now)

    assert_not_opened(question)


def assert_not_opened(question):
    question.refresh_from_db()
    assert question.state == "ready"
    assert not Recipient.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert not Event.objects.exists()


def test_an_open_question_keeps_its_words_and_its_audience(question, team_member, now):
    asking.open_question(question=question, actor=team_member, now=now)

    with pytest.raises(WrongState):
        asking.revise_question(question=question, actor=team_member, composition=composition(), now=now)
    with pytest.raises(WrongState):
        asking.choose_audience(question=question, actor=team_member, choice=AudienceChoice(), now=now)

    question.refresh_from_db()
    assert question.asks_everyone
    assert question.sub_questions.count() == 1


def test_a_deadline_moves_only_later_and_only_while_open(question, team_member, now):
    asking.open_question(question=question, actor=team_member, now=now)
    later, earlier = DEADLINE + timedelta(days=7), DEADLINE - timedelta(days=1)

    asking.extend_deadline(question=question, actor=team_member, deadline_at=later, now=now)
    with pytest.raises(asking.DeadlinePassed):
        asking.extend_deadline(question=question, actor=team_member, deadline_at=earlier, now=now)
    asking.close_question(question=question, actor=team_member, now=now)
    with pytest.raises(WrongState):
        asking.extend_deadline(
            question=question, actor=team_member, deadline_at=later + timedelta(days=7), now=now
        )

    question.refresh_from_db()
    assert question.deadline_at == later


def test_closing_by_hand_happens_once(question, team_member, now):
    asking.open_question(question=question, actor=team_member, now=now)
    asking.close_question(question=question, actor=team_member, now=now)

    with pytest.raises(WrongState):
        asking.close_question(question=question, actor=team_member, now=now + timedelta(hours=1))

    question.refresh_from_db()
    assert (question.state, question.closed_at) == ("closed", now)


def test_only_the_programme_team_asks(question, now):
    member = MemberFactory()

    with pytest.raises(PermissionDenied):
        asking.compose_question(actor=member, composition=composition(), now=now)
    with pytest.raises(PermissionDenied):
        asking.revise_question(question=question, actor=member, composition=composition(), now=now)
    with pytest.raises(PermissionDenied):
        asking.choose_audience(question=question, actor=member, choice=AudienceChoice(), now=now)
    with pytest.raises(PermissionDenied):
        asking.open_question(question=question, actor=member, now=now)
    with pytest.raises(PermissionDenied):
        asking.extend_deadline(question=question, actor=member, deadline_at=DEADLINE, now=now)
    with pytest.raises(PermissionDenied):
        asking.close_question(question=question, actor=member, now=now)

    assert_not_opened(question)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_open_once(question, team_member, now):
    start = threading.Barrier(2)
    results = []

    def click() -> None:
        try:
            start.wait()
            asking.open_question(question=Question.objects.get(pk=question.pk), actor=team_member, now=now)
            results.append("opened")
        except WrongState:
            results.append("already open")
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    assert sorted(results) == ["already open", "opened"]
    assert Event.objects.count() == 1
