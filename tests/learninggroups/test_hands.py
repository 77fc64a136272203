"""Hands up for a theme: raised, taken back, and what becomes of three."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from learninggroups.actions import hands as actions
from learninggroups.actions.groups import create_group
from learninggroups.models import GroupProposal, LearningGroup, Membership, RaisedHand
from learninggroups.notifications.hands import still_undecided
from learninggroups.permissions import Roles
from learninggroups.queries.hands import hands_for
from mailing.models import OutgoingMail
from members.models import Member
from tests.factories.members import MemberFactory
from tests.factories.themes import ThemeFactory
from tests.golden import assert_letter


@pytest.fixture
def theme(db):
    """A theme that nobody works on yet."""
    return ThemeFactory(name="Wonen en zorg", slug="wonen-en-zorg")


@pytest.fixture
def raise_for(theme, now):
    """Return a function that puts up the hands of these members."""

    def put_up(*people, word=""):
        for person in people:
            actions.raise_hand(theme=theme, word=word, actor=person, now=now)

    return put_up


@pytest.fixture
def proposal(scene, theme, raise_for) -> GroupProposal:
    """Three hands of two organisations."""
    raise_for(scene.participant, word="Samen met de woningcorporatie.")
    raise_for(scene.facilitator, scene.elsewhere)
    return GroupProposal.objects.get()


def test_three_hands_of_two_organisations_ask_the_programme_team_once(scene, proposal, raise_for):
    raise_for(scene.contact, scene.participant)

    assert GroupProposal.objects.count() == 1
    letter = OutgoingMail.objects.get()
    assert letter.to_address == scene.programme_team.email
    assert_letter(letter, "hands_raised")


def test_two_hands_are_too_few(scene, raise_for):
    raise_for(scene.participant, scene.elsewhere)

    assert not GroupProposal.objects.exists()


def test_three_hands_of_one_organisation_ask_nothing(scene, raise_for):
    raise_for(scene.participant, scene.facilitator, scene.contact)

    assert not GroupProposal.objects.exists()


def test_the_hand_of_who_left_does_not_count(scene, raise_for):
    raise_for(scene.participant, scene.elsewhere)
    Member.objects.filter(pk=scene.elsewhere.pk).update(is_active=False)

    raise_for(scene.facilitator)

    assert not GroupProposal.objects.exists()


def test_a_hand_is_changed_and_taken_back(scene, theme, raise_for):
    raise_for(scene.participant)
    raise_for(scene.participant, word="Met de huisarts.")
    assert RaisedHand.objects.get().word == "Met de huisarts."

    actions.lower_hand(theme=theme, actor=scene.participant)

    assert not RaisedHand.objects.exists()


def test_a_guest_raises_no_hand(theme, now):
    with pytest.raises(PermissionDenied):
        actions.raise_hand(theme=theme, word="", actor=MemberFactory(is_guest=True), now=now)


def test_no_is_told_to_who_raised_a_hand_and_settles_it(scene, theme, proposal, now):
    question = OutgoingMail.objects.get()

    actions.decline_proposal(
        proposal=proposal, word="Sluit aan bij de groep Toegang.", actor=scene.programme_team, now=now
    )

    told = OutgoingMail.objects.filter(letter="proposal_declined").order_by("pk")
    people = [scene.participant, scene.facilitator, scene.elsewhere]
    assert sorted(mail.to_address for mail in told) == sorted(person.email for person in people)
    assert_letter(told.get(to_address=scene.participant.email), "proposal_declined")
    assert not RaisedHand.objects.exists()
    assert still_undecided([question]) == set()
    with pytest.raises(actions.AlreadyDecided):
        actions.decline_proposal(proposal=proposal, word="Nee.", actor=scene.programme_team, now=now)


def test_after_a_decision_new_hands_ask_anew(scene, proposal, raise_for, now):
    actions.decline_proposal(proposal=proposal, word="Nu niet.", actor=scene.programme_team, now=now)

    raise_for(scene.participant, scene.contact, scene.elsewhere)

    assert GroupProposal.objects.filter(decided_at=None).count() == 1


@pytest.mark.parametrize("role", ["participant", "editor"])
def test_others_decide_nothing(scene, proposal, now, role):
    with pytest.raises(PermissionDenied):
        actions.decline_proposal(proposal=proposal, word="Nee.", actor=scene.person(role), now=now)


def test_yes_starts_the_group_with_who_raised_a_hand(scene, theme, proposal, now):
    group = create_group(
        name="Wonen en zorg",
        purpose="Langer thuis wonen.",
        openness="members",
        theme=theme,
        rhythm="",
        contact_line="",
        table_of="",
        facilitators=[scene.participant],
        participants=[scene.participant, scene.facilitator, scene.elsewhere],
        proposal=proposal,
        actor=scene.programme_team,
        now=now,
    )

    roles = dict(group.memberships.values_list("member", "role"))
    assert roles == {
        scene.participant.pk: Membership.Role.FACILITATOR,
        scene.facilitator.pk: Membership.Role.PARTICIPANT,
        scene.elsewhere.pk: Membership.Role.PARTICIPANT,
    }
    proposal.refresh_from_db()
    assert (proposal.group, proposal.decided_by) == (group, scene.programme_team)
    assert not RaisedHand.objects.exists()
    assert_letter(
        OutgoingMail.objects.get(letter="group_started", to_address=scene.elsewhere.email), "group_started"
    )
    assert OutgoingMail.objects.get(letter="facilitator_named").to_address == scene.participant.email


def test_the_form_in_the_back_office_starts_from_the_hands(scene, proposal, client_of):
    client = client_of(scene.programme_team)
    address = reverse("learninggroups_office:add") + f"?voorstel={proposal.pk}"

    shown = client.get(address).content.decode()
    for person in (scene.participant, scene.facilitator, scene.elsewhere):
        assert person.email in shown
    typed = {
        "name": "Wonen en zorg",
        "purpose": "Langer thuis wonen.",
        "openness": "members",
        "theme": proposal.theme_id,
        "facilitators": scene.participant.email,
        "participants": f"{scene.participant.email}\n{scene.elsewhere.email}",
        "proposal": proposal.pk,
    }

    assert client.post(address, typed).status_code == 302
    assert LearningGroup.objects.get(name="Wonen en zorg").memberships.count() == 2
    late = client.post(address, typed | {"name": "Nog een"})
    assert "Over dit voorstel is intussen al besloten." in late.content.decode()
    assert not LearningGroup.objects.filter(name="Nog een").exists()


@pytest.mark.parametrize("number", ["", "x", "999999"])
def test_the_form_without_a_proposal_is_empty(scene, client_of, number):
    shown = client_of(scene.programme_team).get(reverse("learninggroups_office:add") + f"?voorstel={number}")

    assert shown.status_code == 200


def test_the_page_of_a_proposal_tells_what_was_decided(scene, proposal, client_of):
    client = client_of(scene.programme_team)
    address = reverse("learninggroups_office:proposal", args=[proposal.pk])

    assert "Samen met de woningcorporatie." in client.get(address).content.decode()
    assert client.post(address, {"word": ""}).status_code == 422
    assert client.post(address, {"word": "Nu niet."}).status_code == 303
    assert "het werd geen leergroep" in client.get(address).content.decode()
    assert client.post(address, {"word": "Toch niet."}).status_code == 303


@pytest.mark.parametrize("count", [1, 3])
def test_hands_cost_one_query(scene, theme, raise_for, django_assert_num_queries, count):
    raise_for(*MemberFactory.create_batch(count))
    roles = Roles.of(scene.participant)

    with django_assert_num_queries(1):
        found = hands_for(roles, theme.pk)

    assert (len(found.raised), found.own) == (count, None)


def test_a_member_raises_and_lowers_her_hand_on_the_page(scene, theme, client_of):
    client = client_of(scene.participant)

    raising = reverse("learninggroups:raise-hand", args=[theme.slug])

    up = client.post(raising, {"word": "Met de huisarts."}, follow=True)
    assert "Met de huisarts." in up.content.decode()
    long = client.post(raising, {"word": "x" * 281}, follow=True)
    assert "Je zin is te lang" in long.content.decode()
    down = client.post(reverse("learninggroups:lower-hand", args=[theme.slug]), follow=True)
    assert "Nog niemand stak de hand op." in down.content.decode()
