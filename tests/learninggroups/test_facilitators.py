"""Who leads a group, how that is handed on, and what she looks after."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from learninggroups.actions import facilitators as actions
from learninggroups.actions import helping
from learninggroups.actions.groups import change_group
from learninggroups.actions.memberships import leave_group
from learninggroups.models import Membership
from learninggroups.notifications.facilitators import still_leading
from learninggroups.permissions import Roles
from learninggroups.queries.tending import silent_groups, tending_page
from mailing.models import OutgoingMail
from tests.factories.learninggroups import (
    GroupInvitationFactory,
    MembershipFactory,
    ThreadFactory,
)
from tests.factories.members import MemberFactory
from tests.golden import assert_letter

FACILITATOR, PARTICIPANT = Membership.Role.FACILITATOR, Membership.Role.PARTICIPANT


def leaders_of(group) -> set:
    return {place.member for place in group.memberships.facilitating().select_related("member")}


def test_a_participant_who_is_named_leads_too_and_hears_of_it(scene, group_of, now):
    group = group_of("closed", name="Leergroep Veiligheid", slug="veiligheid")

    actions.name_facilitator(group=group, member=scene.participant, actor=scene.facilitator, now=now)

    assert leaders_of(group) == {scene.facilitator, scene.participant}
    assert_letter(OutgoingMail.objects.get(to_address=scene.participant.email), "facilitator_named")


def test_handing_over_is_one_step(scene, closed, now):
    actions.hand_over(group=closed, member=scene.participant, actor=scene.facilitator, now=now)

    assert leaders_of(closed) == {scene.participant}
    assert closed.memberships.get(member=scene.facilitator).role == PARTICIPANT
    assert OutgoingMail.objects.get().to_address == scene.participant.email


def test_who_leads_already_is_not_told_twice(scene, closed, now):
    actions.name_facilitator(group=closed, member=scene.participant, actor=scene.facilitator, now=now)

    with pytest.raises(actions.CannotLead):
        actions.name_facilitator(group=closed, member=scene.participant, actor=scene.facilitator, now=now)

    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("who", ["request", "stranger", "guest", "inactive"])
def test_only_a_participant_can_lead(scene, closed, now, who):
    people = {
        "request": scene.contact,
        "stranger": scene.elsewhere,
        "guest": MembershipFactory(group=closed, member=MemberFactory(is_guest=True)).member,
        "inactive": MembershipFactory(group=closed, member=MemberFactory(is_active=False)).member,
    }

    with pytest.raises(actions.CannotLead):
        actions.hand_over(group=closed, member=people[who], actor=scene.facilitator, now=now)

    assert leaders_of(closed) == {scene.facilitator}


@pytest.mark.parametrize("role", ["participant", "programme_team"])
def test_others_do_not_hand_the_group_on(scene, closed, now, role):
    for act in (actions.hand_over, actions.name_facilitator):
        with pytest.raises(PermissionDenied):
            act(group=closed, member=scene.participant, actor=scene.person(role), now=now)


def test_the_last_facilitator_does_not_stop(scene, closed, now):
    with pytest.raises(actions.LastFacilitator):
        actions.step_back(group=closed, actor=scene.facilitator)

    actions.name_facilitator(group=closed, member=scene.participant, actor=scene.facilitator, now=now)
    actions.step_back(group=closed, actor=scene.facilitator)
    assert leaders_of(closed) == {scene.participant}


def test_a_facilitator_who_left_the_association_looks_after_nobody(scene, closed):
    MembershipFactory(group=closed, member=MemberFactory(is_active=False), role=FACILITATOR)

    for act in (actions.step_back, leave_group):
        with pytest.raises(actions.LastFacilitator):
            act(group=closed, actor=scene.facilitator)


def test_the_programme_team_tells_whom_it_names_and_nobody_else(scene, closed, now):
    change_group(
        group=closed,
        name=closed.name,
        purpose="Samen leren.",
        theme=None,
        rhythm="",
        contact_line="",
        table_of="",
        facilitators=[scene.facilitator, scene.elsewhere],
        actor=scene.programme_team,
        now=now,
    )

    assert leaders_of(closed) == {scene.facilitator, scene.elsewhere}
    assert [mail.to_address for mail in OutgoingMail.objects.all()] == [scene.elsewhere.email]


def test_who_stopped_meanwhile_gets_no_letter(scene, closed, now):
    actions.name_facilitator(group=closed, member=scene.participant, actor=scene.facilitator, now=now)
    rows = list(OutgoingMail.objects.all())
    assert still_leading(rows) == {rows[0].pk}

    actions.step_back(group=closed, actor=scene.participant)

    assert still_leading(rows) == set()


def test_silent_is_who_read_nothing_for_eight_weeks(scene, closed, now):
    long_ago, lately = now - timedelta(weeks=20), now - timedelta(weeks=7)
    thread = ThreadFactory(group=closed, post_count=1)
    silent = MembershipFactory(group=closed, joined_at=long_ago).member
    away = MembershipFactory(group=closed, joined_at=long_ago).member
    reader = MembershipFactory(group=closed, joined_at=long_ago).member
    MembershipFactory(group=closed, joined_at=lately)
    thread.read_marks.create(member=away, position=1, read_at=long_ago)
    thread.read_marks.create(member=reader, position=1, read_at=lately)
    elsewhere = ThreadFactory(post_count=1)
    elsewhere.read_marks.create(member=silent, position=1, read_at=lately)

    page = tending_page(Roles.of(scene.facilitator), closed, now)

    expected = sorted([silent.name, away.name, scene.participant.name])
    assert sorted(one.name for one in page.silent) == expected


def test_the_programme_team_sees_what_it_may_help_with_and_no_more(scene, closed, now):
    page = tending_page(Roles.of(scene.programme_team), closed, now)

    assert (page.requests, page.silent, page.leads) == ((), (), False)
    assert page.facilitators == (scene.facilitator.name,)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_as_much_for_many_as_for_one(scene, closed, now, django_assert_num_queries, count):
    MembershipFactory.create_batch(count, group=closed)
    MembershipFactory.create_batch(count, group=closed, role=Membership.Role.REQUESTED)
    GroupInvitationFactory.create_batch(count, group=closed)
    roles = Roles.of(scene.facilitator)

    with django_assert_num_queries(7):
        tending_page(roles, closed, now)


def test_a_facilitator_hands_over_on_her_page(scene, closed, client_of):
    page = reverse("learninggroups:facilitators", args=[closed.slug])
    client = client_of(scene.facilitator)

    assert "Jij begeleidt deze groep nu alleen" in client.get(page).content.decode()
    answer = client.post(page, {"member": scene.participant.pk, "step": "hand-over"})

    assert (answer.status_code, answer.headers["Location"]) == (303, closed.get_absolute_url())
    assert leaders_of(closed) == {scene.participant}


@pytest.mark.parametrize("typed", ["", "999999"])
def test_a_choice_that_is_none_is_explained(scene, closed, client_of, typed):
    page = reverse("learninggroups:facilitators", args=[closed.slug])

    answer = client_of(scene.facilitator).post(page, {"member": typed, "step": "name"})

    assert answer.status_code == 422
    assert leaders_of(closed) == {scene.facilitator}


def test_the_last_facilitator_who_wants_to_stop_is_shown_how(scene, closed, client_of):
    client = client_of(scene.facilitator)

    for name in ("step-back", "leave"):
        answer = client.post(reverse(f"learninggroups:{name}", args=[closed.slug]), follow=True)
        assert answer.redirect_chain == [(reverse("learninggroups:facilitators", args=[closed.slug]), 303)]
        assert "Je bent de enige begeleider" in answer.content.decode()


@pytest.fixture
def silent(group_of, now):
    """A group in which nothing was said for ten weeks."""
    group = group_of("members", name="Leergroep Stil", slug="stil", created_at=now - timedelta(weeks=20))
    ThreadFactory(group=group, last_post_at=now - timedelta(weeks=10))
    return group


def test_a_group_is_silent_after_eight_weeks_without_a_word(silent, group_of, now):
    fresh = group_of("members", created_at=now - timedelta(weeks=1))
    talking = group_of("members", created_at=now - timedelta(weeks=20))
    ThreadFactory(group=talking, last_post_at=now - timedelta(weeks=7))
    group_of("members", created_at=now - timedelta(weeks=20), archived_at=now)
    mine = {silent.pk, fresh.pk, talking.pk}

    found = [group for group in silent_groups(now) if group.pk in mine]

    assert found == [silent]
    assert found[0].quiet_since == now - timedelta(weeks=10)


def test_the_programme_team_offers_help_once_in_a_while(scene, silent, now):
    help_with = {"group": silent, "word": "Zal ik een keer aansluiten?", "actor": scene.programme_team}
    helping.offer_help(**help_with, now=now)
    mail = OutgoingMail.objects.get()
    mail.text = mail.text.replace(scene.programme_team.email, "pia@example.nl")
    assert mail.to_address == scene.facilitator.email
    assert_letter(mail, "help_offered")

    with pytest.raises(helping.AlreadyOffered):
        helping.offer_help(**help_with, now=now + timedelta(weeks=7))

    assert silent not in silent_groups(now + timedelta(weeks=7))
    assert silent in silent_groups(now + timedelta(weeks=8))


@pytest.mark.parametrize("role", ["facilitator", "editor"])
def test_help_comes_from_the_programme_team(scene, silent, now, role):
    with pytest.raises(PermissionDenied):
        helping.offer_help(group=silent, word="Hulp?", actor=scene.person(role), now=now)


def test_the_team_sees_on_the_page_that_a_group_is_silent(scene, silent, now):
    team, leader = Roles.of(scene.programme_team), Roles.of(scene.facilitator)

    assert tending_page(team, silent, now).quiet_since == now - timedelta(weeks=10)
    assert tending_page(leader, silent, now).quiet_since is None


def test_the_team_writes_from_the_page(scene, silent, client_of):
    client = client_of(scene.programme_team)
    address = reverse("learninggroups:offer-help", args=[silent.slug])

    assert client.post(address, {"word": ""}).status_code == 422
    assert "onderweg" in client.post(address, {"word": "Hulp?"}, follow=True).content.decode()
    assert "nog niet lang geleden" in client.post(address, {"word": "Hulp?"}, follow=True).content.decode()
