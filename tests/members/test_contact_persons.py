"""What contact persons do for their organisation: inviting, handing over, and what is known of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from home.queries.worklist import worklist
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from members.actions import invitations, organizations
from members.models import Affiliation, Invitation
from members.queries.organizations import without_contact
from questions.actions import approving, handing_over
from questions.models import Approval, Question
from questions.queries.site import waiting_for
from tests.factories.approvals import ApprovalFactory
from tests.factories.members import AffiliationFactory, InvitationFactory, OrganizationFactory
from tests.factories.questions import AnswerFactory
from tests.factories.themes import ThemeFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db


def typed_for(scene, now) -> Approval:
    """Return what somebody typed for the contact person, and waits for her yes."""
    answer = AnswerFactory(
        question=scene.open_question, organization=scene.organization, typed_by=scene.facilitator
    )
    return ApprovalFactory(answer=answer, speaker=scene.contact, expires_at=now + timedelta(days=5))


def test_several_colleagues_are_invited_at_once(scene, client_of):
    address = f"/organisaties/{scene.organization.pk}/uitnodigen/"
    client = client_of(scene.contact)
    refused = client.post(address, {"addresses": "ans@example.nl, niet-goed", "role": "colleague"})
    typed = f"Ans Aarts <ans@example.nl>; BEN@example.nl\n{scene.participant.email}"
    answer = client.post(address, {"addresses": typed, "role": "colleague"}, follow=True).content.decode()

    assert refused.status_code == 422
    assert "Dit is geen e-mailadres: niet-goed." in refused.content.decode()
    assert "2 uitnodigingen zijn onderweg. Eén adres hoort al bij iemand van jullie." in answer
    assert {(one.email, one.name) for one in Invitation.objects.all()} == {
        ("ans@example.nl", "Ans Aarts"),
        ("ben@example.nl", ""),
    }


def test_an_invitation_is_sent_again_but_not_at_once(scene, client_of):
    now = timezone.now()
    lapsed = InvitationFactory(
        organization=scene.organization,
        invited_at=now - timedelta(days=20),
        expires_at=now - timedelta(days=6),
    )
    client = client_of(scene.contact)
    page = f"/organisaties/{scene.organization.pk}/"
    assert "verlopen" in client.get(page).content.decode()

    client.post(f"/uitnodigingen/{lapsed.pk}/opnieuw/")
    again = Invitation.objects.open(timezone.now()).get()
    answer = client.post(f"/uitnodigingen/{again.pk}/opnieuw/", follow=True).content.decode()

    assert "is net al verstuurd" in answer
    assert OutgoingMail.objects.get().to_address == lapsed.email
    with pytest.raises(PermissionDenied):
        invitations.send_again(invitation=again, actor=scene.participant, now=now)


def test_facts_are_changed_by_who_looks_after_them(scene, client_of):
    theme = ThemeFactory()
    client_of(scene.contact).post(
        f"/organisaties/{scene.organization.pk}/gegevens/",
        {"about": "Wij werken in drie wijken.", "kind": "gebiedsteam", "themes": [theme.pk]},
    )

    page = client_of(scene.elsewhere).get(f"/organisaties/{scene.organization.pk}/").content.decode()
    assert "Wij werken in drie wijken." in page
    assert theme.name in page


def test_handing_over_is_one_step_and_takes_along_what_waits(scene, client_of):
    now = timezone.now()
    Question.objects.update(title="Wat kost een casus?", deadline_at=datetime(2099, 6, 1, 15, tzinfo=UTC))
    scene.recipient.passed_on_to = scene.contact
    scene.recipient.save()
    asked = typed_for(scene, now)
    assert waiting_for(Roles.of(scene.contact), now)

    answer = client_of(scene.contact).post(
        f"/organisaties/{scene.organization.pk}/overdragen/",
        {"colleague": scene.participant.pk, "note": "Ik ga met verlof."},
    )

    assert answer.status_code == 303
    successor, predecessor = Roles.of(scene.participant), Roles.of(scene.contact)
    assert (successor.contact_of, predecessor.contact_of) == ({scene.organization.pk}, frozenset())
    assert [one.title for one in waiting_for(successor, now)] == ["Wat kost een casus?"]
    assert not waiting_for(predecessor, now)
    assert Approval.objects.filter(speaker=scene.participant, expires_at__gt=now).exists()
    with pytest.raises(approving.ApprovalGone):
        approving.approve(approval=asked, now=timezone.now())
    assert_letter(OutgoingMail.objects.get(letter="role_received"), "role_received")
    assert_letter(OutgoingMail.objects.get(letter="role_given"), "role_given")


def test_only_a_contact_person_hands_over_and_only_to_a_colleague(scene, now):
    for actor, colleague, refusal in (
        (scene.participant, scene.facilitator, PermissionDenied),
        (scene.programme_team, scene.facilitator, PermissionDenied),
        (scene.contact, scene.elsewhere, handing_over.NoColleague),
    ):
        with pytest.raises(refusal):
            handing_over.hand_over(
                organization=scene.organization, colleague=colleague, note="", actor=actor, now=now
            )

    assert Roles.of(scene.contact).contact_of == {scene.organization.pk}


def test_who_leaves_says_nothing_any_more_with_a_code_she_had(scene):
    now = timezone.now()
    asked = typed_for(scene, now)
    place = Affiliation.objects.get(member=scene.contact)

    organizations.end_affiliation(affiliation=place, actor=scene.contact, now=now)

    with pytest.raises(approving.ApprovalGone):
        approving.approve(approval=asked, now=now)


def test_the_last_contact_person_is_warned_and_the_programme_team_hears_it(scene, client_of, now):
    OrganizationFactory()
    place = Affiliation.objects.get(member=scene.contact)
    Affiliation.objects.exclude(organization=scene.organization).delete()
    warned = client_of(scene.contact).get(f"/aanstellingen/{place.pk}/beeindigen/").content.decode()
    assert "heeft daarna geen contactpersoon meer" in warned
    assert without_contact() == []

    organizations.end_affiliation(affiliation=place, actor=scene.contact, now=now)

    assert [(one.organization, one.since) for one in without_contact()] == [(scene.organization, now.date())]
    rows = worklist(Roles.of(scene.programme_team), now).rows
    assert [row.title for row, _ in rows if row.kind == "Zonder contactpersoon"] == ["Wijkteam Oost"]
    AffiliationFactory(organization=scene.organization, role="contact")
    assert without_contact() == []


def test_a_member_of_two_organisations_chooses_which_stands_beside_what_she_writes(scene, client_of):
    second = AffiliationFactory(member=scene.participant).organization
    client = client_of(scene.participant)
    assert Roles.of(scene.participant).speaks_at == scene.organization.pk

    client.post(f"/organisaties/{second.pk}/hier-schrijf-ik/")
    client.post(f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/", {"body": "<p>Bij ons ook.</p>"})

    assert Roles.of(scene.participant).speaks_at == second.pk
    assert scene.open_thread.posts.latest("position").organization == second
    client.post(f"/organisaties/{scene.organization.pk}/hier-schrijf-ik/")
    assert Roles.of(scene.participant).speaks_at == scene.organization.pk
