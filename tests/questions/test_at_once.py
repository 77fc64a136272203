"""Two people at the same moment, on connections of their own: nothing is lost and nothing is doubled."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from mailing.models import OutgoingMail
from members.models import Affiliation
from questions.actions import advancing, answering, reminding
from questions.actions.words import PartWords, Words
from questions.models import Answer, Question, Recipient
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import DEADLINE, QuestionFactory, RecipientFactory, SubQuestionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run these at the same moment, and return what each returned or raised."""
    barrier = Barrier(len(actions))
    found: list[object] = [None] * len(actions)

    def run(place: int) -> None:
        try:
            barrier.wait(timeout=10)
            found[place] = actions[place]()
        except Exception as refusal:  # noqa: BLE001 - the test itself judges what was raised
            found[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=[place]) for place in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


@pytest.fixture
def question():
    question = QuestionFactory(opened=True)
    SubQuestionFactory(question=question)
    return question


@pytest.fixture
def organization(question):
    organization = OrganizationFactory()
    RecipientFactory(question=question, organization=organization)
    return organization


@pytest.fixture
def save(question, organization, now):
    """Return a function that saves an answer as one of the contact persons."""
    sub_question = question.sub_questions.get()

    def saving(text, *, at=now, based_on=0, submitting=False):
        actor = AffiliationFactory(organization=organization, role=Affiliation.Role.CONTACT).member
        return lambda: answering.save_answer(
            question=question,
            organization=organization,
            actor=actor,
            words=Words(parts=(PartWords(sub_question.pk, text),)),
            based_on=based_on,
            submitting=submitting,
            now=at,
        )

    return saving


def test_two_first_drafts_give_one_answer_and_one_text_aside(save):
    found = at_once(save("Tekst van de een."), save("Tekst van de ander."))

    assert sorted(each.has_clash for each in found) == [False, True]
    answer = Answer.objects.get()
    texts = {answer.parts.get().text, answer.versions.get().parts[0]["text"]}
    assert texts == {"Tekst van de een.", "Tekst van de ander."}


def test_two_changes_of_one_sentence_give_one_change_and_one_text_aside(save):
    save("Eerste tekst.")()

    found = at_once(save("Tekst van de een.", based_on=1), save("Tekst van de ander.", based_on=1))

    assert sorted(each.has_clash for each in found) == [False, True]
    answer = Answer.objects.get()
    texts = {answer.parts.get().text, *(version.parts[0]["text"] for version in answer.versions.all())}
    assert texts == {"Eerste tekst.", "Tekst van de een.", "Tekst van de ander."}


def test_two_changes_of_different_sentences_both_land(save):
    save("Eerste. Tweede.")()

    found = at_once(save("Eerste, nu. Tweede.", based_on=1), save("Eerste. Tweede, nu.", based_on=1))

    assert not any(each.has_clash for each in found)
    assert Answer.objects.get().parts.get().text == "Eerste, nu. Tweede, nu."


def test_answer_at_the_deadline_is_either_in_or_late(save, question):
    """An answer of just before the deadline, and the closing of just after, in whatever order they land."""
    just_before = save("Op de valreep.", at=DEADLINE - timedelta(seconds=1), submitting=True)

    saved, closed = at_once(just_before, lambda: advancing.close_due_questions(now=DEADLINE))

    assert closed == 1
    answer = Answer.objects.get()
    recipient = Recipient.objects.get()
    assert answer.parts.get().text == "Op de valreep."
    if saved.is_late:
        assert (answer.submitted_at, recipient.reaction) == (None, Recipient.Reaction.NONE)
    else:
        assert answer.submitted_at
        assert recipient.reaction == Recipient.Reaction.ANSWERED


def test_two_rounds_at_once_remind_once(question):
    RecipientFactory(question=question, member=MemberFactory())
    moment = DEADLINE - timedelta(days=2)

    sent = at_once(*[lambda: reminding.remind_due(clock=lambda: moment, seconds=60)] * 2)

    assert sorted(sent) == [0, 1]
    assert OutgoingMail.objects.count() == 1


def test_two_closings_at_once_close_once(question):
    closed = at_once(*[lambda: advancing.close_due_questions(now=DEADLINE)] * 2)

    assert sorted(closed) == [0, 1]
    assert Question.objects.get().closed_at == DEADLINE
