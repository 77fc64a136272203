"""Every letter about a question, word for word as a person gets it."""

from datetime import date, timedelta

import pytest

from mailing.models import OutgoingMail
from members.models import Affiliation
from questions import notifications
from questions.actions.publishing import keep_version
from questions.models import LeftOut, Outcome, Question, Reminder
from questions.queries.reminders import Due, to_remind
from tests.factories.members import AffiliationFactory, MemberFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
    SynthesisFactory,
    quote_of,
)
from tests.golden import assert_letter
from tests.questions.opening import write_opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return QuestionFactory(
        opened=True,
        title="Wat verandert het convenant in jullie praktijk?",
        asker="de VNG",
        wording="Gemeenten en Rijk maakten afspraken over lokale teams.\n\nWat merken jullie daarvan?",
        context="De VNG verzamelt ervaringen voor het overleg in december.",
        importance="In het overleg wordt besloten welke ondersteuning er komt.",
        use="We maken een synthese en bespreken die met de VNG.",
        use_date=date(2026, 12, 15),
        owner=MemberFactory(name="Pia Programma"),
    )


@pytest.fixture
def contact(question):
    """A contact person who is also named herself."""
    place = AffiliationFactory(
        member__name="Cor Contact", organization__name="Wijkteam Oost", role=Affiliation.Role.CONTACT
    )
    RecipientFactory(
        question=question, organization=place.organization, reasons=["thema Veiligheid", "regio Twente"]
    )
    RecipientFactory(question=question, member=place.member, reasons=["met naam gekozen"])
    return place.member


def test_question_opened(question, contact):
    write_opening(question, OPENED)

    assert_letter(OutgoingMail.objects.get(), "question_opened")


@pytest.mark.parametrize("moment", list(Reminder.Moment))
def test_question_reminder(question, contact, moment):
    AnswerFactory(question=question, organization=contact.affiliations.get().organization)

    remind(contact, [Due(question, moment)])

    assert_letter(OutgoingMail.objects.get(), f"question_reminder_{moment.value}")


def test_question_reminder_of_two_questions(question, contact):
    other = QuestionFactory(opened=True, title="Wat helpt jullie bij wachttijden?", asker="de Inspectie")
    RecipientFactory(question=other, member=contact, reasons=["met naam gekozen"])

    remind(contact, [Due(question, Reminder.Moment.LAST), Due(other, Reminder.Moment.HALFWAY)])

    assert_letter(OutgoingMail.objects.get(), "question_reminder_two")


def remind(member, dues):
    now = DEADLINE - timedelta(days=2)
    notifications.write_reminders(to_remind([member], dues, now.date()), now)


@pytest.mark.parametrize("nothing_done", [False, True])
def test_outcome_recorded(question, contact, nothing_done):
    AnswerFactory(question=question, member=contact, submitted_at=OPENED)
    outcome = Outcome.objects.create(
        question=question,
        happened_on=date(2026, 12, 15),
        text="Het besluit was al genomen." if nothing_done else "Jullie voorbeeld lag op tafel.",
        nothing_done=nothing_done,
        follow_up="" if nothing_done else "In maart horen we hoe de proef loopt.",
        recorded_at=DEADLINE,
    )

    notifications.outcome_recorded(outcome, DEADLINE)

    assert_letter(
        OutgoingMail.objects.get(), "outcome_recorded_nothing" if nothing_done else "outcome_recorded"
    )


def test_outcome_reminder(question):
    Question.objects.update(state=Question.State.CLOSED, closed_at=DEADLINE)
    question.refresh_from_db()

    notifications.outcome_reminder(question, [question.owner], DEADLINE + timedelta(days=21))

    assert_letter(OutgoingMail.objects.get(), "outcome_reminder")


@pytest.fixture
def returned(question, contact):
    """The question with its synthesis, of which one passage rests on the organisation's answer."""
    place = contact.affiliations.get().organization
    answer = AnswerFactory(question=question, organization=place, submitted_at=OPENED, readers="team")
    part = AnswerPartFactory(
        answer=answer, sub_question=SubQuestionFactory(question=question), may_be_quoted=True
    )
    synthesis = SynthesisFactory(question=question)
    quote_of(part, synthesis=synthesis, section="recognized", text="Wij bellen eerst.")
    silent = AnswerFactory(question=question, member=contact, submitted_at=OPENED)
    LeftOut.objects.create(answer=silent, reason="Dit ging over een andere vraag.", decided_at=OPENED)
    question.return_until = DEADLINE + timedelta(days=5)
    return question


def test_synthesis_returned(returned):
    version = keep_version(returned, "returned", actor=None, now=DEADLINE)

    notifications.synthesis_returned(returned, version, now=DEADLINE)

    assert_letter(OutgoingMail.objects.get(), "synthesis_returned")


def test_consent_changed(returned):
    notifications.consent_changed(
        returned, ["citeren mag niet meer", "het antwoord is ingetrokken"], now=DEADLINE
    )

    assert_letter(OutgoingMail.objects.get(), "consent_changed")


def test_readers_asked(returned):
    returned.visibility = Question.Visibility.MEMBERS

    notifications.readers_asked(returned, now=DEADLINE)

    assert_letter(OutgoingMail.objects.get(), "readers_asked")


def test_outcome_recorded_leads_to_the_passage_she_fed(returned):
    keep_version(returned, "shared", actor=None, now=DEADLINE)
    outcome = Outcome.objects.create(
        question=returned,
        happened_on=date(2026, 12, 15),
        text="Het overleg besloot tot drie proeven.",
        forum="Overleg lokale teams",
        brought_by="Pia Programma",
        response="Dit helpt ons verder.",
        review_on=date(2027, 3, 1),
        recorded_at=DEADLINE,
    )

    notifications.outcome_recorded(outcome, DEADLINE)

    letter = OutgoingMail.objects.get()
    assert f"#passage-{returned.synthesis.passages.get().pk}" in letter.text
    assert "Overleg lokale teams, door Pia Programma" in letter.text
    assert "Dit helpt ons verder." in letter.text
    assert "1 maart 2027 kijken we weer" in letter.text
