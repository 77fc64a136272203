"""Colleagues write along with a code: it ends, can be taken back, cannot be guessed, and loses no text."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from mailing.models import OutgoingMail
from members.models import Affiliation
from questions.actions import answering, contributing
from questions.actions.words import PartWords, Words
from questions.models import AnswerPart, Contribution, ContributionCode, Question
from questions.queries.codes import code_hash
from questions.queries.contributions import colleagues_of, working_codes
from tests.factories.contributions import ContributionCodeFactory, ContributionFactory
from tests.factories.members import AffiliationFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    RecipientFactory,
    SubQuestionFactory,
)
from tests.golden import assert_letter

NOW = OPENED + timedelta(days=1)


@pytest.fixture
def recipient(db):
    return RecipientFactory(of_organization=True, organization__name="Wijkteam Oost")


@pytest.fixture
def sub_question(recipient):
    return SubQuestionFactory(question=recipient.question)


@pytest.fixture
def contact(recipient):
    place = AffiliationFactory(organization=recipient.organization, role=Affiliation.Role.CONTACT)
    return place.member


def make_code(recipient, actor, expires_at=DEADLINE):
    return contributing.make_code(
        recipient=recipient, actor=actor, note="team Noord", expires_at=expires_at, now=NOW
    )


def contribute(code, sub_question, text="Wij zien dit vaker.", contribution=None, based_on=0, **fields):
    return contributing.contribute(
        code=code,
        contribution=contribution,
        name="Coen Collega",
        texts={str(sub_question.pk): text},
        based_on=based_on,
        email=fields.pop("email", ""),
        now=fields.pop("now", NOW),
    )


def test_a_code_has_twelve_digits_and_only_its_hash_is_kept(recipient, contact):
    code = make_code(recipient, contact)
    assert len(code) == 12
    assert code.isdigit()
    kept = ContributionCode.objects.get()
    assert kept.code_hash == code_hash("contribution", code)
    assert code not in str(vars(kept))


def test_a_code_is_found_with_spaces_in_it(recipient, contact):
    code = make_code(recipient, contact)
    assert (
        code_hash("contribution", f"{code[:4]} {code[4:8]} {code[8:]}")
        == ContributionCode.objects.get().code_hash
    )


def test_a_colleague_who_is_no_contact_makes_no_code(recipient):
    colleague = AffiliationFactory(organization=recipient.organization).member
    with pytest.raises(PermissionDenied):
        make_code(recipient, colleague)


@pytest.mark.parametrize(
    "expires_at", [NOW, NOW - timedelta(hours=1), DEADLINE + timedelta(days=28, seconds=1)]
)
def test_a_code_ends_after_now_and_within_four_weeks_of_the_deadline(recipient, contact, expires_at):
    make_code(recipient, contact, DEADLINE + timedelta(days=28))
    with pytest.raises(contributing.NotTaken):
        make_code(recipient, contact, expires_at)


def test_a_code_works_until_it_ends(recipient):
    ContributionCodeFactory(recipient=recipient)
    assert working_codes(DEADLINE - timedelta(seconds=1)).exists()
    assert not working_codes(DEADLINE).exists()


def test_a_code_of_a_withdrawn_question_works_no_more(recipient):
    ContributionCodeFactory(recipient=recipient)
    Question.objects.update(state=Question.State.WITHDRAWN, withdrawn_reason="De vrager trok haar terug.")
    assert not working_codes(NOW).exists()


def test_a_code_that_is_taken_back_lets_nothing_in(recipient, contact, sub_question):
    code = ContributionCodeFactory(recipient=recipient)
    contributing.revoke_code(code=code, actor=contact, now=NOW)
    with pytest.raises(contributing.CodeGone):
        contribute(code, sub_question)
    assert not Contribution.objects.exists()


def test_what_was_written_before_a_code_was_taken_back_stays(recipient, contact, sub_question):
    code = ContributionCodeFactory(recipient=recipient)
    contribute(code, sub_question)
    contributing.revoke_code(code=code, actor=contact, now=NOW)
    page = colleagues_of(recipient, [sub_question], NOW)
    assert [row.lines for row in page.contributions] == [((sub_question, "Wij zien dit vaker."),)]
    assert not page.codes[0].works


def test_two_windows_of_one_colleague_do_not_overwrite_each_other(recipient, sub_question):
    code = ContributionCodeFactory(recipient=recipient)
    own = contribute(code, sub_question, "eerste")
    contribute(code, sub_question, "tweede", contribution=own, based_on=1)
    with pytest.raises(contributing.ContributionChanged):
        contribute(code, sub_question, "derde", contribution=own, based_on=1)
    assert Contribution.objects.get().texts == {str(sub_question.pk): "tweede"}


def test_a_changed_contribution_waits_to_be_looked_at_again(recipient, contact, sub_question):
    code = ContributionCodeFactory(recipient=recipient)
    own = ContributionFactory(code=code, taken_over_at=NOW, taken_over_by=contact)
    contribute(code, sub_question, "anders", contribution=own, based_on=1)
    assert Contribution.objects.get().taken_over_at is None


def test_the_receipt_is_the_only_place_of_the_address(recipient, sub_question):
    code = ContributionCodeFactory(recipient=recipient)
    recipient.question.title = "Wat verandert er?"
    recipient.question.save()
    contribute(code, sub_question, email="coen@example.org")
    letter = OutgoingMail.objects.get()
    assert letter.to_address == "coen@example.org"
    assert_letter(letter, "contribution_received")


def test_no_address_gives_no_letter(recipient, sub_question):
    contribute(ContributionCodeFactory(recipient=recipient), sub_question)
    assert not OutgoingMail.objects.exists()


def test_taken_over_it_stands_under_what_the_draft_said(recipient, contact, sub_question):
    other = SubQuestionFactory(question=recipient.question, position=2)
    answering.save_answer(
        question=recipient.question,
        organization=recipient.organization,
        actor=contact,
        words=Words(parts=(PartWords(sub_question.pk, text="Ons begin.", may_be_quoted=True),)),
        based_on=0,
        submitting=False,
        now=NOW,
    )
    contribution = ContributionFactory(
        code__recipient=recipient, texts={str(sub_question.pk): "Mijn deel.", str(other.pk): "Nog iets."}
    )
    contributing.take_over(contribution=contribution, actor=contact, now=NOW)
    parts = AnswerPart.objects.order_by("sub_question__position")
    assert [part.text for part in parts] == ["Ons begin.\n\nMijn deel.", "Nog iets."]
    assert parts[0].may_be_quoted
    assert Contribution.objects.get().taken_over_by == contact


def test_what_was_handed_in_is_not_changed_by_taking_over(recipient, contact, sub_question):
    AnswerFactory(question=recipient.question, organization=recipient.organization, submitted_at=NOW)
    contribution = ContributionFactory(code__recipient=recipient, texts={str(sub_question.pk): "Mijn deel."})
    with pytest.raises(answering.AlreadyAnswered):
        contributing.take_over(contribution=contribution, actor=contact, now=NOW)
    assert Contribution.objects.get().taken_over_at is None


@pytest.fixture
def hand_in(recipient, time_machine):
    """Return what hands in the code in a browser of one's own and gives the address behind it."""
    time_machine.move_to(NOW)
    ContributionCodeFactory(recipient=recipient, digits="1" * 12)

    def hand_in(client, digits="1" * 12):
        return client.post(reverse("questions:type_code"), {"code": digits})

    return hand_in


def test_a_colleague_writes_and_changes_on_her_own_device(hand_in, sub_question):
    field = f"part-{sub_question.pk}"
    mine, theirs = Client(), Client()
    address = hand_in(mine)["Location"]
    hand_in(theirs)
    mine.post(address, {"version": 0, "name": "Coen", field: "Eerst dit."})
    mine.post(address, {"version": 1, "name": "Coen", field: "Nu dit."})
    theirs.post(address, {"version": 0, "name": "Daan", field: "Iets van mij."})
    assert sorted(each.texts[str(sub_question.pk)] for each in Contribution.objects.all()) == [
        "Iets van mij.",
        "Nu dit.",
    ]
    assert "Nu dit." in mine.get(address).content.decode()
    assert "Nu dit." not in theirs.get(address).content.decode()


def test_who_handed_in_no_code_is_asked_for_one(client, hand_in):
    address = hand_in(Client())["Location"]
    assert client.get(address)["Location"] == reverse("questions:type_code")


def test_an_empty_contribution_is_asked_to_say_something(client, hand_in):
    answer = client.post(hand_in(client)["Location"], {"version": 0, "name": "Coen"})
    assert answer.status_code == 422
    assert "Schrijf bij ten minste één deelvraag iets." in answer.content.decode()


def test_text_is_still_there_when_the_code_is_taken_back_meanwhile(client, hand_in, contact, sub_question):
    address = hand_in(client)["Location"]
    contributing.revoke_code(code=ContributionCode.objects.get(), actor=contact, now=NOW)
    answer = client.post(address, {"version": 0, "name": "Coen", f"part-{sub_question.pk}": "Mijn verhaal"})
    assert answer.status_code == 422
    assert "Mijn verhaal" in answer.content.decode()
    assert not Contribution.objects.exists()


def test_the_eleventh_wrong_code_in_an_hour_waits_and_right_ones_never_count(client, hand_in):
    for _ in range(15):
        assert hand_in(client).status_code == 303
    for number in range(10):
        assert hand_in(client, f"{number:012}").status_code == 422
    assert hand_in(client).status_code == 429


def test_a_link_fills_in_the_code_and_does_no_more(client, hand_in):
    page = client.get(reverse("questions:type_code"), {"code": "1" * 12})
    assert "1" * 12 in page.content.decode()
    assert "contribution_codes" not in client.session


def test_the_code_is_shown_once_with_words_to_send(client, recipient, contact, time_machine):
    time_machine.move_to(NOW)
    client.force_login(contact)
    address = reverse("questions:colleagues", args=[recipient.question_id, recipient.organization_id])
    made = client.post(address, {"note": "", "expires_at_0": "2026-11-18", "expires_at_1": "12:00"})
    code = made.context["compact_code"]
    assert ContributionCode.objects.get().code_hash == code_hash("contribution", code)
    assert f"?code={code}" in made.content.decode()
    assert code not in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_for_any_number(
    recipient, sub_question, count, django_assert_num_queries
):
    for _ in range(count):
        ContributionFactory(code=ContributionCodeFactory(recipient=recipient))
    with django_assert_num_queries(2):
        colleagues_of(recipient, [sub_question], NOW)
