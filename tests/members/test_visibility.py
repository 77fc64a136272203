"""Who sees what of a member: each field × who reads, in the rule, in the queries and on the pages."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from members.actions import profiles as actions
from members.indexing import index_members
from members.models import CHOOSABLE, Member, Viewers
from members.permissions import Nearness, may_see_field, nearness
from members.queries import profiles as queries
from tests.cast import ROLES

CANARIES = {
    "phone": "06 41700001",
    "email": "kanarie.mail@example.nl",
    "about": "Kanarie over mijzelf",
    "call_hours": "Kanarie op dinsdag",
}
# Dina takes part in groups; who reads stands this near to her.
NEAR = dict.fromkeys(ROLES, Nearness.MEMBER) | {
    "visitor": Nearness.STRANGER,
    "guest": Nearness.STRANGER,
    "participant": Nearness.SELF,
    "facilitator": Nearness.COMPANION,
    "programme_team": Nearness.TEAM,
}


@pytest.fixture
def dina(scene) -> Member:
    """A member with something in each field."""
    Member.objects.filter(pk=scene.participant.pk).update(**CANARIES)
    index_members([scene.participant.pk])
    # Another address ends sessions, so whoever signs in as her must know her as she is now.
    scene.participant.refresh_from_db()
    return scene.participant


def roles_of(scene, role: str) -> Roles:
    person = scene.person(role)
    return Roles.of(person) if person else Roles()


def show(member: Member, **viewers: str) -> None:
    Member.objects.filter(pk=member.pk).update(**{f"{field}_viewers": who for field, who in viewers.items()})


def test_everything_is_closed_until_its_owner_says_otherwise(dina):
    assert {getattr(dina, f"{field}_viewers") for field in CHOOSABLE} == {Viewers.SELF}


def test_each_choice_lets_in_its_own_readers_and_who_stands_nearer():
    seen = {who: [near for near in Nearness if may_see_field(near, who)] for who in Viewers}

    assert seen == {
        Viewers.SELF: [Nearness.SELF],
        Viewers.TEAM: [Nearness.TEAM, Nearness.SELF],
        Viewers.GROUPS: [Nearness.COMPANION, Nearness.TEAM, Nearness.SELF],
        Viewers.MEMBERS: [Nearness.MEMBER, Nearness.COMPANION, Nearness.TEAM, Nearness.SELF],
    }


def test_the_rule_and_the_queries_agree_for_every_role_and_choice(scene, dina):
    for role in ROLES:
        roles = roles_of(scene, role)
        near = nearness(roles, dina.pk, roles.companions_among([dina.pk]))
        assert near == NEAR[role], role
        for viewers in Viewers:
            for field in CHOOSABLE:
                setattr(dina, f"{field}_viewers", viewers)
            [profile] = queries.profiles_of(roles, [dina])
            shown = {field for field in CHOOSABLE if getattr(profile, field)}
            assert shown == (set(CHOOSABLE) if may_see_field(near, viewers) else set()), (role, viewers)


def test_no_page_holds_a_field_for_who_may_not_see_it(scene, dina, client_of):
    show(dina, phone="self", email="team", about="groups", call_hours="members")
    needs = {
        "phone": Nearness.SELF,
        "email": Nearness.TEAM,
        "about": Nearness.COMPANION,
        "call_hours": Nearness.MEMBER,
    }
    others = [
        reverse("members:directory"),
        reverse("members:organization", args=[scene.organization.pk]),
        reverse("home:find") + "?zoek=Dina",
        *(f"{reverse('members:directory')}?zoek={word}" for word in ("41700001", "kanarie.mail", "Kanarie")),
        *(f"{reverse('home:find')}?zoek={word}" for word in ("41700001", "kanarie.mail", "Kanarie")),
    ]
    for role in ROLES:
        browser = client_of(scene.person(role))
        page = browser.get(dina.get_absolute_url()).content.decode()
        found = {field for field, canary in CANARIES.items() if canary in page}
        assert found == {field for field, near in needs.items() if NEAR[role] >= near}, role
        for address in others:
            page = browser.get(address).content.decode()
            hidden = [canary for field, canary in CANARIES.items() if NEAR[role] < needs[field]]
            assert not [canary for canary in hidden if canary in page], (role, address)


def test_my_groups_are_those_that_go_on_and_that_we_both_take_part_in(scene, dina):
    reader = scene.facilitator
    assert Roles.of(reader).companions_among([dina.pk, scene.elsewhere.pk]) == {dina.pk}

    LearningGroup.objects.update(archived_at=timezone.now())

    assert Roles.of(reader).companions_among([dina.pk]) == frozenset()


def test_the_database_takes_no_other_readers(dina):
    with pytest.raises(IntegrityError):
        show(dina, phone="all")


def test_a_member_chooses_for_herself_on_her_own_page(dina, client_of, now):
    browser = client_of(dina)
    sent = {"name": "Dina", "phone": "06 1", "call_hours": "", "about": ""}
    chosen = {f"{field}_viewers": "self" for field in CHOOSABLE} | {"phone_viewers": "groups"}

    assert browser.post(reverse("members:profile"), sent | chosen).status_code == 303
    assert browser.post(reverse("members:profile"), sent).status_code == 422

    dina.refresh_from_db()
    assert (dina.phone_viewers, dina.email_viewers) == ("groups", "self")
    actions.choose_viewers(member=dina, actor=dina, viewers={"email": "team"}, now=now)
    dina.refresh_from_db()
    assert (dina.phone_viewers, dina.email_viewers) == ("groups", "team")


@pytest.mark.parametrize(
    ("seen_as", "shown"),
    [
        ("", set(CHOOSABLE)),
        ("programmateam", {"email", "about", "call_hours"}),
        ("leergroep", {"about", "call_hours"}),
        ("lid", {"call_hours"}),
    ],
)
def test_a_member_looks_at_her_own_profile_with_the_eyes_of_others(scene, dina, client_of, seen_as, shown):
    show(dina, phone="self", email="team", about="groups", call_hours="members")

    page = client_of(dina).get(dina.get_absolute_url(), {"als": seen_as}).context["profile"]
    elsewhere = client_of(scene.elsewhere).get(dina.get_absolute_url(), {"als": "programmateam"})

    assert {field for field in CHOOSABLE if getattr(page, field)} == shown
    assert CANARIES["email"] not in elsewhere.text


def test_the_page_of_her_organisation_says_whom_to_call_and_in_which_groups_they_are(scene, dina, client_of):
    show(dina, phone="groups", call_hours="members")
    address = scene.organization.get_absolute_url()

    near = client_of(scene.facilitator).get(address).text
    far = client_of(scene.elsewhere).get(address).text

    assert CANARIES["phone"] in near
    assert CANARIES["phone"] not in far
    assert "Leergroep closed" in near
    assert "Leergroep closed" not in far
    assert "Leergroep open" in far
