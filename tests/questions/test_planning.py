"""Writing down who is asked and their letters, whoever does it first and wherever it was stopped."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mailing import outbox
from mailing.models import OutgoingMail
from members.models import Affiliation
from questions.actions import planning
from questions.models import Question, Recipient
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import OPENED, QuestionFactory, SubQuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    """A question that was just opened for two organisations, one without a contact person, and a member."""
    question = QuestionFactory(just_opened=True, asks_everyone=True)
    SubQuestionFactory(question=question)
    AffiliationFactory(organization__name="Oost", role=Affiliation.Role.CONTACT)
    OrganizationFactory(name="West")
    question.audience_members.add(MemberFactory(name="Noor"))
    return question


def plan(now, seconds=60):
    return planning.plan_due(clock=lambda: now, seconds=seconds)


def asked(question):
    return set(question.recipients.values_list("organization__name", "member__name"))


def letters():
    return list(OutgoingMail.objects.order_by("pk").values_list("to_name", flat=True))


def test_worker_writes_who_is_asked_and_one_letter_each(question, now):
    assert plan(now) == 2

    assert asked(question) == {("Oost", None), ("West", None), (None, "Noor")}
    assert len(letters()) == 2
    question.refresh_from_db()
    assert (question.planned_at, question.planned_up_to) == (now, planning.EVERYONE)


def test_planning_twice_asks_nobody_twice(question, now):
    plan(now)
    OrganizationFactory(name="Net bijgekomen")

    assert plan(now + timedelta(minutes=1)) == 0
    assert len(asked(question)) == 3
    assert len(letters()) == 2


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn", "closed"])
def test_nothing_is_planned_for_a_question_that_is_not_open(question, now, state):
    reason = {"withdrawn_reason": "Niet meer nodig."} if state == "withdrawn" else {}
    Question.objects.update(state=state, opens_at=now, **reason)

    assert plan(now) == 0
    assert not Recipient.objects.exists()


def test_somebody_with_several_voices_gets_one_letter_that_names_each(question, now):
    both = MemberFactory(name="Bea")
    for name in ("Zuid", "Noord"):
        AffiliationFactory(member=both, organization__name=name, role=Affiliation.Role.CONTACT)
    question.audience_members.add(both)

    plan(now)

    letter = OutgoingMail.objects.get(member=both)
    for words in ("NAMENS Zuid", "NAMENS Noord", "JIJ PERSOONLIJK", "met naam gekozen", "alle organisaties"):
        assert words in letter.text
    assert letter.html.count("Namens ") == 2


def test_worker_that_was_stopped_goes_on_where_it_was(question, now, monkeypatch):
    question.audience_members.set([MemberFactory() for _ in range(7)])
    monkeypatch.setattr(planning, "CHUNK", 3)
    real, calls = outbox.queue, []

    def stopped(outgoing, **at):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(outgoing, **at)

    monkeypatch.setattr(outbox, "queue", stopped)
    with pytest.raises(KeyboardInterrupt):
        plan(now)
    first = letters()
    assert len(first) == 3
    assert asked(question)

    assert plan(now) == 5
    assert letters()[:3] == first
    assert len(set(letters())) == 8


def test_planning_stops_when_its_time_is_up(question, now, monkeypatch):
    question.audience_members.set([MemberFactory() for _ in range(7)])
    monkeypatch.setattr(planning, "CHUNK", 2)
    ticks = iter(range(100))

    planning.plan_due(clock=lambda: now + timedelta(seconds=next(ticks)), seconds=4)

    written = len(letters())
    assert 0 < written < 8
    plan(now)
    assert len(letters()) == 8


def test_letter_is_not_written_to_who_answered_before_it(question, now):
    planning.write_recipients(question=question, now=now)
    Recipient.objects.filter(member__name="Noor").update(reaction=Recipient.Reaction.ANSWERED)

    assert plan(now) == 1


def test_typed_marks_and_tags_stay_words(question, now):
    Question.objects.update(wording="Wat <b>merken</b> jullie & anderen?")
    MemberFactory(name="Noor")
    Recipient.objects.all().delete()
    question.audience_members.set([MemberFactory(name="<i>Fien</i> & co")])

    plan(now)

    letter = OutgoingMail.objects.get(to_name="<i>Fien</i> & co")
    assert "Dag <i>Fien</i> & co," in letter.text
    assert "Dag &lt;i&gt;Fien&lt;/i&gt; &amp; co," in letter.html
    assert "&lt;b&gt;merken&lt;/b&gt;" in letter.html


def test_contact_person_answers_before_the_worker_came(question, client_of):
    contact = Affiliation.objects.get(organization__name="Oost").member

    page = client_of(contact).get(reverse("questions:question", args=[question.pk]))

    assert "Namens Oost" in page.content.decode()
    recipient = Recipient.objects.get(organization__name="Oost")
    assert recipient.seen_at
    answering = reverse("questions:answer_on_behalf", args=[question.pk, recipient.organization_id])
    assert client_of(contact).get(answering).status_code == 200


def test_opening_the_page_is_seen_for_who_speaks_and_for_nobody_else(question, client_of, now):
    planning.write_recipients(question=question, now=now)
    oost = Recipient.objects.get(organization__name="Oost")
    colleague = AffiliationFactory(organization=oost.organization).member
    address = reverse("questions:question", args=[question.pk])

    client_of(None).get(address)
    client_of(colleague).get(address)
    assert not Recipient.objects.exclude(seen_at=None).exists()

    client_of(oost.organization.affiliations.get(role="contact").member).get(address)
    assert [row.pk for row in Recipient.objects.exclude(seen_at=None)] == [oost.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_a_chunk_costs_the_same_however_many_are_in_it(count, now, django_assert_num_queries):
    question = QuestionFactory(just_opened=True, asks_everyone=True, planned_at=OPENED)
    for _ in range(count):
        place = AffiliationFactory(role=Affiliation.Role.CONTACT)
        Recipient.objects.create(question=question, organization=place.organization)

    # The list; the claim; the question, its people, their places, their voices, letters and how
    # far; that nothing is left. Two savepoints around each of the three transactions.
    with django_assert_num_queries(15):
        plan(now)

    assert len(letters()) == count
