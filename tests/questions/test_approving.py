"""A spoken answer counts once the speaker says yes, to the words as they stand, and not a moment before."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM, Affiliation
from questions.actions import answering, approving
from questions.actions.words import PartWords, Words
from questions.models import Answer, Approval, Question, Recipient
from questions.queries.answers import answer_sheet
from questions.queries.approvals import spoken_so_far
from questions.queries.overview import overview_of
from tests.cast import in_team, sign_in
from tests.factories.members import AffiliationFactory, MemberFactory
from tests.factories.questions import DEADLINE, OPENED, QuestionFactory, RecipientFactory, SubQuestionFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db
NOW = OPENED + timedelta(days=2)


@pytest.fixture
def team():
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def recipient():
    question = QuestionFactory(opened=True, title="Wat verandert er?")
    return RecipientFactory(question=question, of_organization=True, organization__name="Wijkteam Oost")


@pytest.fixture
def sub_question(recipient):
    return SubQuestionFactory(question=recipient.question)


@pytest.fixture
def speaker(recipient):
    place = AffiliationFactory(
        member__name="Cor Contact", organization=recipient.organization, role=Affiliation.Role.CONTACT
    )
    return place.member


@pytest.fixture
def take_down(recipient, sub_question, speaker, team):
    def take_down(text="Wij zien dit vaker.", *, actor=team, now=NOW, to=speaker):
        words = Words(parts=(PartWords(sub_question.pk, text=text, may_be_quoted=True),))
        return approving.take_down(recipient=recipient, speaker=to, actor=actor, words=words, now=now)

    return take_down


def code_in_last_letter() -> str:
    return re.search(r"Je code is (\d{12})", OutgoingMail.objects.latest("pk").text)[1]


def test_a_typed_answer_is_not_handed_in(take_down, recipient):
    take_down()
    assert Answer.objects.get().submitted_at is None
    assert answer_sheet(recipient.question).rows == []
    recipient.refresh_from_db()
    assert recipient.reaction == Recipient.Reaction.NONE


def test_the_team_sees_that_it_waits_for_a_yes(take_down, recipient):
    take_down()
    [row] = overview_of(recipient.question).organizations.page.object_list
    assert row.state == "wacht op akkoord"


def test_the_letter_holds_the_text_and_its_code(take_down):
    take_down()
    letter = OutgoingMail.objects.get()
    letter.text = letter.text.replace(code_in_last_letter(), "123412341234")
    assert_letter(letter, "approval_asked")


def test_after_yes_it_is_the_speakers_answer(take_down, recipient, speaker):
    approving.approve(approval=take_down(), now=NOW)
    answer = Answer.objects.get()
    assert (answer.submitted_at, answer.is_late, answer.last_editor) == (NOW, False, speaker)
    recipient.refresh_from_db()
    assert (recipient.reaction, recipient.reacted_by) == (Recipient.Reaction.ANSWERED, speaker)


def test_a_yes_after_closing_is_late(take_down):
    approval = take_down()
    Question.objects.update(state=Question.State.CLOSED, closed_at=DEADLINE)
    approving.approve(approval=approval, now=DEADLINE - timedelta(days=9))
    assert Answer.objects.get().is_late


@pytest.mark.parametrize("state", [Question.State.RETURNED, Question.State.SHARED])
def test_a_yes_after_the_synthesis_went_round_is_too_late(take_down, state):
    approval = take_down()
    Question.objects.update(state=state, closed_at=DEADLINE)
    with pytest.raises(approving.ApprovalGone):
        approving.approve(approval=approval, now=NOW)


def test_a_changed_text_asks_again_and_the_first_code_is_void(take_down):
    first = take_down()
    second = take_down("Iets anders.")
    with pytest.raises(approving.ApprovalGone):
        approving.approve(approval=first, now=NOW)
    approving.approve(approval=second, now=NOW)
    assert Answer.objects.get().parts.get().text == "Iets anders."


def test_a_code_lasts_two_weeks(take_down):
    approval = take_down()
    with pytest.raises(approving.ApprovalGone):
        approving.approve(approval=approval, now=NOW + timedelta(days=14))


def test_a_no_goes_to_whoever_typed_it_and_can_be_typed_anew(take_down):
    approving.refuse(approval=take_down(), note="Ik zei: soms.", now=NOW)
    assert_letter(OutgoingMail.objects.latest("pk"), "approval_refused")
    assert Answer.objects.get().submitted_at is None
    approving.approve(approval=take_down("Wij zien dit soms."), now=NOW)
    assert Answer.objects.get().submitted_at


def test_a_yes_after_a_no_is_gone(take_down):
    approval = take_down()
    approving.refuse(approval=approval, note="Nee.", now=NOW)
    with pytest.raises(approving.ApprovalGone):
        approving.approve(approval=approval, now=NOW)


def test_a_typed_text_never_takes_the_place_of_ones_own(take_down, recipient, speaker, sub_question):
    answering.save_answer(
        question=recipient.question,
        organization=recipient.organization,
        actor=speaker,
        words=Words(parts=(PartWords(sub_question.pk, text="Ons eigen begin."),)),
        based_on=0,
        submitting=False,
        now=NOW,
    )
    with pytest.raises(approving.TextBegun):
        take_down()
    assert Answer.objects.get().parts.get().text == "Ons eigen begin."


def test_what_the_speaker_changes_herself_is_hers_again(take_down, recipient, speaker, sub_question):
    approval = take_down()
    answering.save_answer(
        question=recipient.question,
        organization=recipient.organization,
        actor=speaker,
        words=Words(parts=(PartWords(sub_question.pk, text="Zo zeg ik het zelf."),)),
        based_on=1,
        submitting=False,
        now=NOW,
    )
    assert spoken_so_far(recipient) == (None, [])
    with pytest.raises(approving.TextBegun):
        take_down()
    with pytest.raises(approving.ApprovalGone):
        approving.approve(approval=approval, now=NOW)


def test_a_colleague_types_for_her_organisation_and_a_stranger_does_not(take_down, recipient):
    colleague = AffiliationFactory(organization=recipient.organization).member
    assert take_down(actor=colleague).answer.typed_by == colleague
    with pytest.raises(PermissionDenied):
        take_down(actor=AffiliationFactory().member)


def test_nobody_speaks_for_an_organisation_that_is_not_hers(take_down):
    with pytest.raises(PermissionDenied):
        take_down(to=MemberFactory())


def test_the_speaker_reads_and_says_yes_without_an_account(client, take_down, time_machine):
    time_machine.move_to(NOW)
    take_down()
    found = client.post(reverse("questions:type_approval"), {"code": code_in_last_letter()})
    page = client.get(found["Location"])
    assert "Wij zien dit vaker." in page.content.decode()
    client.post(found["Location"], {"approve": ""})
    assert "je antwoord telt mee" in client.get(found["Location"]).content.decode()
    assert Answer.objects.get().submitted_at


def test_without_the_code_the_text_stays_shut(client, take_down):
    approval = take_down()
    found = client.get(reverse("questions:approve", args=[approval.pk]))
    assert found["Location"] == reverse("questions:type_approval")
    client.post(reverse("questions:approve", args=[approval.pk]), {"approve": ""})
    assert Approval.objects.get().approved_at is None


def test_the_team_types_in_the_browser(client, recipient, sub_question, speaker, team, time_machine):
    time_machine.move_to(NOW)
    sign_in(client, team)
    answer = client.post(
        reverse("questions:take_down", args=[recipient.question_id, recipient.pk]),
        {
            "speaker": speaker.pk,
            "version": 0,
            "naming": "organization",
            f"part-{sub_question.pk}-text": "Wij zien dit vaker.",
        },
    )
    assert answer.status_code == 303
    assert Answer.objects.get().typed_by == team


def test_what_was_typed_stays_when_nobody_was_chosen(
    client, recipient, sub_question, speaker, team, time_machine
):
    time_machine.move_to(NOW)
    AffiliationFactory(organization=recipient.organization, role=Affiliation.Role.CONTACT)
    sign_in(client, team)
    answer = client.post(
        reverse("questions:take_down", args=[recipient.question_id, recipient.pk]),
        {"version": 0, "naming": "organization", f"part-{sub_question.pk}-text": "Wij zien dit vaker."},
    )
    assert answer.status_code == 422
    assert "Kies wie dit zei." in answer.content.decode()
    assert "Wij zien dit vaker." in answer.content.decode()
