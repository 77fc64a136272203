"""Who is written to about a question, how often, and which letters still go."""

import pytest

from mailing import letters
from mailing.models import OutgoingMail
from members.models import Affiliation
from questions import notifications
from questions.models import Outcome, Question, Recipient
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import OPENED, AnswerFactory, QuestionFactory, RecipientFactory
from tests.questions.opening import write_opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return QuestionFactory(opened=True, title="Wat verandert het convenant?")


@pytest.fixture
def contact(question):
    """A contact person of an organisation that is asked, who is named herself as well."""
    contact = AffiliationFactory(role=Affiliation.Role.CONTACT, organization__name="Wijkteam Oost").member
    RecipientFactory(
        question=question, organization=contact.affiliations.get().organization, reasons=["thema Veiligheid"]
    )
    RecipientFactory(question=question, member=contact, reasons=["met naam gekozen"])
    return contact


def still_wanted(letter):
    return letters.kind_named(letter.letter).wanted([letter]) == {letter.pk}


def test_opening_writes_one_letter_with_every_voice(question, contact, now):
    write_opening(question, now)
    write_opening(question, now)

    letter = OutgoingMail.objects.get()
    assert (letter.member, letter.about) == (contact, f"question:{question.pk}")
    assert "Namens Wijkteam Oost".upper() in letter.text.upper()
    assert "thema Veiligheid" in letter.text
    assert "met naam gekozen" in letter.text
    assert "vrijdag 20 november 2026, 17.00 uur" in letter.text
    assert "alleen het programmateam" in letter.text
    assert letter.text.count("Niet voor ons") == 2


def test_opening_says_typed_words_as_they_are(question, contact, now):
    Question.objects.update(wording='Wat merken "kleine" teams & <grote> teams?')
    question.refresh_from_db()

    write_opening(question, now)

    letter = OutgoingMail.objects.get()
    assert 'Wat merken "kleine" teams & <grote> teams?' in letter.text
    assert "&lt;grote&gt;" in letter.html


def test_opening_reaches_active_contact_persons_only(question, now):
    organization = OrganizationFactory()
    RecipientFactory(question=question, organization=organization)
    AffiliationFactory(organization=organization)
    AffiliationFactory(organization=organization, role=Affiliation.Role.CONTACT, member__is_active=False)
    AffiliationFactory(organization=organization, role=Affiliation.Role.CONTACT, until_date=OPENED.date())

    write_opening(question, now)

    assert not OutgoingMail.objects.exists()


def test_letter_stays_wanted_until_every_voice_has_reacted(question, contact, now):
    write_opening(question, now)
    letter = OutgoingMail.objects.get()
    assert still_wanted(letter)

    Recipient.objects.filter(member=contact).update(reaction=Recipient.Reaction.CALL_ME)
    assert still_wanted(letter)
    Recipient.objects.update(reaction=Recipient.Reaction.ANSWERED)
    assert not still_wanted(letter)


@pytest.mark.parametrize("change", ["closed", "left"])
def test_letter_is_not_wanted_after(change, question, contact, now):
    Recipient.objects.filter(member=contact).delete()
    write_opening(question, now)
    letter = OutgoingMail.objects.get()
    assert still_wanted(letter)

    if change == "closed":
        Question.objects.update(state=Question.State.CLOSED)
    else:
        contact.affiliations.update(until_date=now.date())

    assert not still_wanted(letter)


@pytest.mark.parametrize("count", [1, 3])
def test_asking_which_letters_are_wanted_costs_the_same_for_any_number(count, now, django_assert_num_queries):
    for _ in range(count):
        place = AffiliationFactory(role=Affiliation.Role.CONTACT)
        row = RecipientFactory(organization=place.organization)
        write_opening(row.question, now)
    rows = list(OutgoingMail.objects.all())

    # The questions, the members, their places and their voices.
    with django_assert_num_queries(4):
        wanted = notifications.still_asked(rows)

    assert len(wanted) == count


def test_outcome_is_told_to_who_answered_and_to_nobody_else(question, contact, now):
    organization = contact.affiliations.get().organization
    AnswerFactory(question=question, organization=organization, submitted_at=OPENED)
    writer = AnswerFactory(question=question, member=MemberFactory(), submitted_at=OPENED).member
    AnswerFactory(question=question, member=MemberFactory())
    outcome = Outcome.objects.create(
        question=question,
        happened_on=now.date(),
        text="Er lag al een besluit.",
        nothing_done=True,
        recorded_at=now,
    )

    notifications.outcome_recorded(outcome, now)
    notifications.outcome_recorded(outcome, now)

    told = OutgoingMail.objects.all()
    assert {letter.member for letter in told} == {contact, writer}
    assert len(told) == 2
    assert "Er is niets mee gedaan" in told[0].text
    assert "Er lag al een besluit." in told[0].text
