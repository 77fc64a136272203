"""Whom reminders go to, what they leave alone, and how several questions share one letter."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mailing import letters, unsubscribing
from mailing.models import OutgoingMail, Unsubscription
from members.models import Affiliation
from questions.actions import reminding, sending
from questions.models import Answer, Question, Recipient, Reminder
from tests.factories.members import AffiliationFactory, MemberFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HALFWAY = OPENED + (DEADLINE - OPENED) / 2
LAST = DEADLINE - 2 * DAY


@pytest.fixture
def question():
    return QuestionFactory(opened=True, title="Eerste vraag")


@pytest.fixture
def contact(question):
    """A contact person of an organisation that is asked."""
    contact = AffiliationFactory(role=Affiliation.Role.CONTACT, organization__name="Wijkteam Oost").member
    RecipientFactory(question=question, organization=contact.affiliations.get().organization)
    return contact


def remind(now):
    return reminding.remind_due(clock=lambda: now, seconds=60)


def moments_of(member):
    return list(
        Reminder.objects.filter(member=member).order_by("pk").values_list("question__title", "moment")
    )


def test_draft_is_left_alone_halfway_and_asked_for_at_the_end(question, contact):
    AnswerFactory(question=question, organization=contact.affiliations.get().organization)

    assert remind(HALFWAY) == 0
    assert remind(LAST) == 1

    assert moments_of(contact) == [("Eerste vraag", "last")]


def test_scenario_6_deadline_extended_after_reminders_exits_are_not_mailed_again(question, contact):
    exits = [
        RecipientFactory(question=question, member=MemberFactory(), reaction=reaction).member
        for reaction in ("not_for_us", "no_room", "call_me", "answered")
    ]
    remind(HALFWAY)
    remind(LAST)
    Question.objects.update(deadline_at=DEADLINE + 7 * DAY, extended_at=LAST + DAY)

    now = LAST + DAY
    while now < DEADLINE + 7 * DAY:
        remind(now)
        now += timedelta(hours=6)

    assert moments_of(contact) == [
        ("Eerste vraag", "halfway"),
        ("Eerste vraag", "last"),
        ("Eerste vraag", "extended"),
    ]
    assert not OutgoingMail.objects.filter(member__in=exits).exists()
    last_letter = OutgoingMail.objects.filter(member=contact).order_by("-pk")[0]
    assert last_letter.subject == "Het kan nog tot vrijdag 27 november: Eerste vraag"


def test_extension_is_told_once_however_often_the_deadline_moves(question, contact):
    for days in (2, 4, 6):
        Question.objects.update(deadline_at=DEADLINE + days * DAY, extended_at=HALFWAY + days * DAY)
        remind(HALFWAY + days * DAY)

    assert Reminder.objects.filter(member=contact, moment="extended").count() == 1


def test_questions_of_one_week_share_a_letter(question, contact):
    second = QuestionFactory(opened=True, title="Tweede vraag", deadline_at=DEADLINE + 3 * DAY)
    later = QuestionFactory(opened=True, title="Veel later", deadline_at=DEADLINE + 60 * DAY)
    Question.objects.exclude(pk=question.pk).update(halfway_reminded_at=OPENED)
    for also in (second, later):
        RecipientFactory(question=also, member=contact)
    only_second = RecipientFactory(question=second, member=MemberFactory()).member

    assert remind(LAST) == 1
    assert remind(LAST + 3 * DAY) == 1

    assert moments_of(contact) == [("Eerste vraag", "last"), ("Tweede vraag", "last")]
    assert moments_of(only_second) == [("Tweede vraag", "last")]
    letter = OutgoingMail.objects.get(member=contact)
    assert letter.subject == "Herinnering: 2 vragen wachten op je antwoord"
    assert "Tweede vraag" in letter.text
    assert "Veel later" not in letter.text


def test_stopping_a_shared_letter_stops_each_question_in_it_and_can_be_undone(question, contact):
    second = QuestionFactory(opened=True, title="Tweede vraag", deadline_at=DEADLINE + DAY)
    RecipientFactory(question=second, member=contact)
    other = QuestionFactory(opened=True)
    remind(LAST)
    letter = OutgoingMail.objects.get()
    assert "Geen brieven meer over deze vragen" in letter.text
    kind, about = letters.kind_named(letter.letter), {"member_id": contact.pk, "about": letter.about}

    was = kind.stop(**about, now=LAST)

    assert kind.stop(**about, now=LAST) == ""
    stopped = Unsubscription.objects.filter(member=contact).values_list("topic", "label")
    assert set(stopped) == {
        (f"question:{question.pk}", "Eerste vraag"),
        (f"question:{second.pk}", "Tweede vraag"),
    }
    assert f"question:{other.pk}" not in was
    kind.undo(**about, was=was, now=LAST)
    assert not Unsubscription.objects.exists()


def test_shared_letter_goes_as_long_as_one_question_waits(question, contact):
    second = QuestionFactory(opened=True, deadline_at=DEADLINE + DAY)
    RecipientFactory(question=second, member=contact)
    remind(LAST)
    letter = OutgoingMail.objects.get()
    wanted = letters.kind_named(letter.letter).wanted

    Recipient.objects.filter(question=question).update(reaction="no_room")
    assert wanted([letter]) == {letter.pk}
    Recipient.objects.update(reaction="no_room")
    assert wanted([letter]) == set()


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_scenario_8_question_withdrawn_or_member_gone_while_mail_is_queued(question, contact, is_withdrawn):
    remind(LAST)
    letter = OutgoingMail.objects.get()

    if is_withdrawn:
        Question.objects.update(state="withdrawn", withdrawn_reason="De vrager stelt de vraag niet meer.")
    else:
        contact.affiliations.update(until_date=LAST.date())

    assert letters.kind_named(letter.letter).wanted([letter]) == set()


def test_organisation_that_rests_is_not_reminded(question, contact):
    organization = contact.affiliations.get().organization
    organization.rests_until = date(2026, 12, 1)
    organization.save()

    assert remind(LAST) == 0


def test_reminding_goes_on_after_it_was_stopped(question, monkeypatch):
    members = [RecipientFactory(question=question, member=MemberFactory()).member for _ in range(5)]
    monkeypatch.setattr(reminding, "CHUNK", 2)
    moments = iter([LAST, LAST, LAST + timedelta(seconds=61)])

    first = reminding.remind_due(clock=lambda: next(moments), seconds=60)
    question.refresh_from_db()
    assert (first, question.last_reminded_at) == (2, None)

    assert remind(LAST) == 3
    assert Reminder.objects.count() == len(members)


@pytest.fixture
def drafted(question, contact):
    answer = AnswerFactory(question=question, organization=contact.affiliations.get().organization)
    sub_question = SubQuestionFactory(question=question)
    AnswerPartFactory(answer=answer, sub_question=sub_question, text="Zo ver zijn we.")
    return Recipient.objects.get()


def test_draft_is_sent_as_it_is(drafted, contact, client_of):
    Question.objects.update(opened_at=OPENED - 900 * DAY, deadline_at=DEADLINE + 9000 * DAY)
    address = reverse("questions:send_as_it_is", args=[drafted.question_id, drafted.pk])

    page = client_of(contact).get(address).content.decode()
    assert "Zo ver zijn we." in page
    assert client_of(contact).post(address).status_code == 303

    drafted.refresh_from_db()
    assert drafted.reaction == "answered"
    assert Answer.objects.get().submitted_at


def test_draft_is_sent_once_and_in_time_by_who_speaks(drafted, contact):
    with pytest.raises(PermissionDenied):
        sending.send_as_it_is(recipient=drafted, actor=MemberFactory(), now=LAST)
    with pytest.raises(sending.NothingToSend):
        sending.send_as_it_is(recipient=drafted, actor=contact, now=DEADLINE)
    sending.send_as_it_is(recipient=drafted, actor=contact, now=LAST)
    with pytest.raises(sending.NothingToSend):
        sending.send_as_it_is(recipient=drafted, actor=contact, now=LAST)


@pytest.mark.parametrize("count", [1, 3])
def test_chunk_of_reminders_costs_the_same_however_many(question, count, django_assert_num_queries):
    for _ in range(count):
        place = AffiliationFactory(role=Affiliation.Role.CONTACT)
        RecipientFactory(question=question, organization=place.organization)

    with django_assert_num_queries(13):
        assert remind(LAST) == count


def test_who_wants_no_letters_about_a_question_is_not_reminded_of_it(question):
    place = AffiliationFactory(role=Affiliation.Role.CONTACT)
    RecipientFactory(question=question, organization=place.organization)
    unsubscribing.unsubscribe(place.member_id, f"question:{question.pk}", "", now=LAST)

    assert remind(LAST) == 0
