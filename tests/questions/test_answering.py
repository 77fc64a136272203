"""Answering in two voices, reacting otherwise, and coming back on it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from members.models import Affiliation
from members.permissions import Roles
from questions.actions import answering, withdrawing
from questions.actions.words import PartWords, Words
from questions.models import Answer, Question, Recipient
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import (
    DEADLINE,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
    SynthesisFactory,
)

pytestmark = pytest.mark.django_db
Reaction = Recipient.Reaction


@pytest.fixture
def question():
    return QuestionFactory(opened=True)


@pytest.fixture
def sub_question(question):
    return SubQuestionFactory(question=question)


@pytest.fixture
def organization():
    return OrganizationFactory()


@pytest.fixture
def recipient(question, organization):
    return RecipientFactory(question=question, organization=organization)


@pytest.fixture
def contact(organization):
    return AffiliationFactory(organization=organization, role=Affiliation.Role.CONTACT).member


@pytest.fixture
def save(question, sub_question, recipient, organization, contact, now):
    """Save an answer on behalf of the organisation, as its contact person unless said otherwise."""

    def save(text, **changes):
        given = {
            "question": question,
            "organization": organization,
            "actor": contact,
            "words": Words(parts=(PartWords(sub_question.pk, text),)),
            "based_on": 0,
            "submitting": False,
            "now": now,
        }
        return answering.save_answer(**given | changes)

    return save


def text_of(answer):
    return answer.parts.get().text


def test_draft_is_kept_and_still_waits(save, recipient, contact, now):
    saved = save("Een begin.")

    assert (text_of(saved.answer), saved.answer.submitted_at, saved.is_late) == ("Een begin.", None, False)
    assert saved.answer.last_editor == contact
    recipient.refresh_from_db()
    assert recipient.reaction == Reaction.NONE


def test_answer_handed_in_ends_the_waiting(save, recipient, contact, now):
    save("Ons antwoord.", submitting=True)

    recipient.refresh_from_db()
    assert (recipient.reaction, recipient.reacted_at, recipient.reacted_by) == (
        Reaction.ANSWERED,
        now,
        contact,
    )


def test_change_keeps_what_was_written_before(save, now):
    first = save("Eerste tekst.", submitting=True).answer
    later = now + timedelta(hours=1)

    changed = save("Tweede tekst.", based_on=1, now=later).answer

    assert (changed.pk, changed.version, text_of(changed)) == (first.pk, 2, "Tweede tekst.")
    assert changed.submitted_at == now, "handed in stays handed in"
    kept = changed.versions.get()
    assert (kept.version, kept.saved_at, kept.parts[0]["text"]) == (1, now, "Eerste tekst.")


@pytest.mark.parametrize("based_on", [0, 2])
def test_change_of_what_was_not_on_screen_is_kept_beside_the_answer(save, based_on):
    answer = save("Eerste tekst.").answer

    saved = save("Andere tekst.", based_on=based_on, submitting=True)

    assert saved.has_clash
    assert saved.merged.parts[0].text == "Andere tekst. Eerste tekst."
    assert text_of(answer) == "Eerste tekst."
    answer.refresh_from_db()
    assert answer.submitted_at is None
    assert answer.versions.get(is_aside=True).parts[0]["text"] == "Andere tekst."


def test_saving_the_same_text_again_makes_no_version(save):
    first = save("Eerste tekst.").answer

    again = save("Eerste tekst.", based_on=1, seconds=12).answer

    assert (again.version, again.versions.count()) == (first.version, 0)
    assert again.writing_seconds == 12


def test_parts_keep_their_own_consent_and_readers_stay_within_the_promise(save, question, sub_question):
    second = SubQuestionFactory(question=question, position=2)
    parts = (
        PartWords(sub_question.pk, "Met naam.", naming=Answer.Naming.NAMED, may_be_quoted=True),
        PartWords(second.pk, "Zonder naam.", naming=Answer.Naming.UNTRACEABLE),
    )
    Question.objects.update(visibility=Question.Visibility.RESPONDENTS)

    answer = save("", words=Words(parts, readers=Question.Visibility.PUBLIC), submitting=True).answer

    kept = answer.parts.order_by("sub_question__position").values_list("naming", "may_be_quoted")
    assert list(kept) == [("named", True), ("untraceable", False)]
    assert answer.readers == Question.Visibility.RESPONDENTS


def test_member_stands_beside_no_organization_of_others(save):
    member = AffiliationFactory().member
    place = OrganizationFactory()

    with pytest.raises(PermissionDenied):
        save("", actor=member, organization=None, words=Words((), place_id=place.pk))


def test_withdrawn_answer_leaves_no_word_and_flags_what_used_it(save, contact, recipient, now):
    save("Eerste tekst.")
    answer = save("Ons antwoord.", based_on=1, submitting=True).answer
    synthesis = SynthesisFactory(question=answer.question)
    passage = synthesis.passages.create(
        section="recognized", position=1, kind="quote", text="antwoord", changed_at=now
    )
    passage.links.create(part=answer.parts.get(), excerpt="antwoord")

    withdrawing.withdraw_answer(answer=answer, actor=contact, now=DEADLINE + timedelta(days=30))

    answer.refresh_from_db()
    recipient.refresh_from_db()
    assert (text_of(answer), answer.versions.count(), answer.submitted_at) == ("", 0, None)
    assert answer.withdrawn_at
    assert not answer.parts.get().may_be_quoted
    assert synthesis.consent_flags.get().part == answer.parts.get()
    assert recipient.reaction == Reaction.ANSWERED, "nobody is reminded of what she withdrew"


@pytest.mark.parametrize("who", ["colleague", "twice"])
def test_answer_is_withdrawn_once_and_by_its_speakers(save, contact, organization, who, now):
    answer = save("Ons antwoord.", submitting=True).answer
    if who == "colleague":
        with pytest.raises(PermissionDenied):
            withdrawing.withdraw_answer(
                answer=answer, actor=AffiliationFactory(organization=organization).member, now=now
            )
    withdrawing.withdraw_answer(answer=answer, actor=contact, now=now)
    with pytest.raises(withdrawing.NotHandedIn):
        withdrawing.withdraw_answer(answer=answer, actor=contact, now=now)


def test_scenario_1_successor_goes_on_with_the_draft_and_who_left_does_not(save, contact, organization, now):
    answer = save("Halverwege.").answer
    contact.affiliations.update(until_date=now.date())
    successor = AffiliationFactory(organization=organization, role=Affiliation.Role.CONTACT).member

    assert answer in Answer.objects.visible_to(Roles.of(successor))
    assert answer not in Answer.objects.visible_to(Roles.of(contact))
    with pytest.raises(PermissionDenied):
        save("Van buiten.", based_on=1)
    assert text_of(save("Afgemaakt.", actor=successor, based_on=1).answer) == "Afgemaakt."


def test_scenario_4_person_in_two_organizations_speaks_for_the_one_she_chose(save, contact, question, now):
    other = RecipientFactory(question=question, organization=OrganizationFactory())
    AffiliationFactory(member=contact, organization=other.organization, role=Affiliation.Role.CONTACT)

    answer = save("Alleen hiervoor.", organization=other.organization, submitting=True).answer
    personal = save("Voor mezelf.", organization=None, submitting=True).answer

    assert answer.organization == other.organization
    assert list(Recipient.objects.waiting()) == list(question.recipients.exclude(pk=other.pk))
    assert personal.place is None, "beside which organisation she stands is hers to say"


def test_colleague_may_not_write_for_the_organization(save, organization):
    colleague = AffiliationFactory(organization=organization).member

    with pytest.raises(PermissionDenied):
        save("Namens ons.", actor=colleague)
    assert not Answer.objects.exists()


def test_contact_of_an_organization_that_was_not_asked_may_not_write(save):
    elsewhere = AffiliationFactory(role=Affiliation.Role.CONTACT)

    with pytest.raises(PermissionDenied):
        save("Namens ons.", actor=elsewhere.member, organization=elsewhere.organization)


def test_member_who_was_not_named_may_answer_personally(save, recipient):
    member = MemberFactory()

    answer = save("Voor mezelf.", actor=member, organization=None, submitting=True).answer

    assert (answer.member, answer.organization) == (member, None)
    recipient.refresh_from_db()
    assert recipient.reaction == Reaction.NONE, "the organisation still has its own voice"


def test_named_member_is_no_longer_waited_for_once_she_answered(save, question):
    named = RecipientFactory(question=question, member=MemberFactory())

    save("Voor mezelf.", actor=named.member, organization=None, submitting=True)

    named.refresh_from_db()
    assert named.reaction == Reaction.ANSWERED


@pytest.mark.parametrize("moment", ["deadline", "closed"])
def test_answer_after_the_deadline_is_kept_as_a_late_draft(save, question, recipient, moment, now):
    if moment == "closed":
        Question.objects.update(state=Question.State.CLOSED, closed_at=now)

    saved = save("Te laat.", submitting=True, now=DEADLINE if moment == "deadline" else now)

    assert saved.is_late
    assert (text_of(saved.answer), saved.answer.submitted_at, saved.answer.is_late) == (
        "Te laat.",
        None,
        True,
    )
    recipient.refresh_from_db()
    assert recipient.reaction == Reaction.NONE


def test_late_text_never_replaces_what_was_handed_in(save):
    save("Op tijd.", submitting=True)

    saved = save("Te laat.", based_on=1, submitting=True, now=DEADLINE)
    again = save("Nog later.", based_on=3, submitting=True, now=DEADLINE)

    assert saved.is_late
    assert text_of(saved.answer) == "Op tijd."
    assert not saved.answer.is_late
    late = again.answer.versions.filter(is_late=True).order_by("version")
    assert [version.parts[0]["text"] for version in late] == ["Te laat.", "Nog later."]


def test_answer_taken_back_is_a_draft_that_waits_again(save, recipient, contact, now):
    answer = save("Ons antwoord.", submitting=True).answer

    withdrawing.take_back_answer(answer=answer, actor=contact, now=now)

    answer.refresh_from_db()
    recipient.refresh_from_db()
    assert (answer.submitted_at, recipient.reaction) == (None, Reaction.NONE)
    assert text_of(answer) == "Ons antwoord."


def test_answer_is_not_taken_back_after_the_deadline_or_by_somebody_else(save, contact):
    answer = save("Ons antwoord.", submitting=True).answer

    with pytest.raises(answering.QuestionClosed):
        withdrawing.take_back_answer(answer=answer, actor=contact, now=DEADLINE)
    with pytest.raises(PermissionDenied):
        withdrawing.take_back_answer(answer=answer, actor=MemberFactory(), now=DEADLINE)


@pytest.mark.parametrize("reaction", [Reaction.NOT_FOR_US, Reaction.NO_ROOM, Reaction.CALL_ME])
def test_reaction_is_noted_and_can_be_undone(recipient, contact, reaction, now):
    answering.react(recipient=recipient, actor=contact, reaction=reaction, phone="06 12345678", now=now)

    recipient.refresh_from_db()
    assert (recipient.reaction, recipient.reacted_by, recipient.phone) == (reaction, contact, "06 12345678")

    answering.undo_reaction(recipient=recipient, actor=contact, now=now)

    recipient.refresh_from_db()
    assert (recipient.reaction, recipient.reacted_at, recipient.phone) == (Reaction.NONE, None, "")


@pytest.mark.parametrize("moment", ["before", "after"])
def test_reaction_is_refused_after_the_deadline(recipient, contact, moment, now):
    at = now if moment == "before" else DEADLINE

    def react():
        answering.react(recipient=recipient, actor=contact, reaction=Reaction.NO_ROOM, now=at)

    if moment == "before":
        react()
    else:
        with pytest.raises(answering.QuestionClosed):
            react()

    assert Recipient.objects.waiting().exists() is (moment == "after")


def test_reaction_does_not_hide_an_answer(save, recipient, contact, now):
    save("Ons antwoord.", submitting=True)

    with pytest.raises(answering.AlreadyAnswered):
        answering.react(recipient=recipient, actor=contact, reaction=Reaction.NO_ROOM, now=now)
    with pytest.raises(answering.AlreadyAnswered):
        answering.undo_reaction(recipient=recipient, actor=contact, now=now)


def test_colleague_may_not_react(recipient, organization, now):
    colleague = AffiliationFactory(organization=organization).member

    with pytest.raises(PermissionDenied):
        answering.react(recipient=recipient, actor=colleague, reaction=Reaction.NO_ROOM, now=now)
    assert Recipient.objects.waiting().exists()
