"""Leaving the association, coming back, and what the others hear of it."""

from datetime import timedelta

import pytest
from allauth.account.internal.flows import login as flows
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from mailing.models import OutgoingMail
from members.actions import leaving as actions
from members.models import ADMINISTRATORS, PROGRAMME_TEAM, Departure, Member
from members.notifications.leaving import return_token
from members.queries.leaving import to_hand_over
from tests.factories.learninggroups import PostFactory
from tests.golden import assert_letter

LEAVE = "/account/verlaten/"


@pytest.fixture
def signed_in(client, scene):
    """A browser in which the participant signed in just now, with a code that was mailed."""
    client.force_login(scene.participant)
    session = client.session
    session[flows._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(scene.participant.pk)
    session[flows.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": timezone.now().timestamp()}]
    session.save()
    return client


def test_who_leaves_is_signed_out_at_once_and_gets_one_letter(signed_in, scene):
    answer = signed_in.post(LEAVE, {"way": "former"})

    assert answer.status_code == 303
    assert signed_in.get("/account/gegevens/").status_code == 302
    assert not Member.objects.get(pk=scene.participant.pk).is_active
    assert OutgoingMail.objects.get(to_address=scene.participant.email).letter == "account_left"


def test_leaving_asks_for_a_choice_and_for_a_fresh_sign_in(signed_in, scene, client_of):
    assert signed_in.post(LEAVE).status_code == 422

    stale = client_of(scene.elsewhere)
    assert "Log opnieuw in" in stale.get(LEAVE).content.decode()
    stale.post(LEAVE, {"way": "former"})
    assert Member.objects.get(pk=scene.elsewhere.pk).is_active
    again = stale.post(reverse("members:sign-in-again"))
    assert again.url == "/inloggen/?next=/account/verlaten/"


def test_coming_back_works_once_and_for_fourteen_days(scene, now):
    departure = actions.leave(member=scene.participant, way="silent", actor=scene.participant, now=now)

    with pytest.raises(actions.LeavesAlready):
        actions.leave(member=scene.participant, way="former", actor=scene.participant, now=now)
    with pytest.raises(actions.ReturnOver):
        actions.come_back(departure=departure, now=now + timedelta(days=14))
    actions.come_back(departure=departure, now=now + timedelta(days=14, seconds=-1))
    with pytest.raises(actions.ReturnOver):
        actions.come_back(departure=departure, now=now)

    assert Member.objects.get(pk=scene.participant.pk).is_active
    assert_letter(OutgoingMail.objects.get(), "account_left")
    assert [entry.act for entry in Entry.objects.order_by("pk")] == ["member-leaves", "member-back"]


def test_who_tries_to_sign_in_gets_the_way_back(scene, client):
    scene.participant.set_password("een lang wachtwoord")
    scene.participant.save()
    departure = actions.leave(
        member=scene.participant, way="former", actor=scene.participant, now=timezone.now()
    )
    OutgoingMail.objects.all().delete()
    link = reverse("members:come-back", args=[return_token(departure)])

    client.post("/account/login/code/", {"email": scene.participant.email})
    typed = {"login": scene.participant.email, "password": "een lang wachtwoord"}
    answer = Client().post("/inloggen/", typed)

    assert OutgoingMail.objects.get().letter == "account_left"
    assert link in OutgoingMail.objects.get().text
    assert answer.url == link


def test_opening_the_link_of_the_letter_changes_nothing(scene, client):
    departure = actions.leave(
        member=scene.participant, way="former", actor=scene.participant, now=timezone.now()
    )
    link = reverse("members:come-back", args=[return_token(departure)])

    assert client.get(link).status_code == 200
    assert Departure.objects.get().returned_at is None
    assert client.post(link).status_code == 303
    assert client.get(link).status_code == 410


def test_the_last_one_who_looks_after_something_hears_what_and_is_not_kept(scene, now):
    scene.contact.groups.add(Group.objects.get(name="Beheerders"))
    scene.administrator.groups.clear()

    things = to_hand_over(scene.contact)
    actions.leave(member=scene.contact, way="former", actor=scene.contact, now=now)

    assert [thing.what for thing in things] == [
        "Je bent de enige contactpersoon van Wijkteam Oost.",
        "Je bent de enige beheerder.",
    ]
    assert [thing.left_behind for thing in to_hand_over(scene.facilitator)] == [
        "Leergroep closed heeft geen begeleider meer.",
        "Leergroep open heeft geen begeleider meer.",
    ]
    assert to_hand_over(scene.elsewhere) == []
    assert_letter(OutgoingMail.objects.get(letter="hand_over"), "hand_over")


def test_the_programme_team_lets_go_who_asks_by_telephone_with_a_reason(scene, client_of):
    address = reverse("members:let-leave", args=[scene.elsewhere.pk])

    assert client_of(scene.programme_team).post(address, {"way": "former"}).status_code == 422
    client_of(scene.programme_team).post(address, {"way": "former", "reason": "Belde op 3 november."})

    departure = Departure.objects.get(member=scene.elsewhere)
    assert departure.started_by == scene.programme_team
    assert Entry.objects.get().reason == "Belde op 3 november."
    assert not scene.programme_team.groups.exclude(name=PROGRAMME_TEAM).exists()


def test_a_facilitator_sees_where_others_wrote_her_name(scene, client_of, now):
    PostFactory(thread=scene.open_thread, position=2, body="<p>Vraag het Dina Deelnemer.</p>")
    tending = reverse("learninggroups:tending", args=[scene.open_group.slug])
    reader = client_of(scene.facilitator)
    assert "Dina Deelnemer, in een bericht" not in reader.get(tending).content.decode()

    actions.leave(member=scene.participant, way="former", actor=scene.participant, now=now)

    assert "Dina Deelnemer, in een bericht" in reader.get(tending).content.decode()


def test_nobody_else_lets_a_member_go(scene, now):
    with pytest.raises(PermissionDenied):
        actions.leave(member=scene.elsewhere, way="former", actor=scene.facilitator, now=now)


def test_whom_the_back_office_lets_in_again_is_not_erased(scene, client_of, now):
    administrator = scene.programme_team
    administrator.groups.add(Group.objects.get(name=ADMINISTRATORS))
    actions.leave(member=scene.participant, way="silent", actor=scene.participant, now=timezone.now())
    address = reverse("wagtailusers_users:edit", args=[scene.participant.pk])

    client_of(administrator).post(address, {"name": scene.participant.name, "is_active": "on"})

    for _step in actions.erase_due(now=timezone.now() + timedelta(days=15)):
        continue
    member = Member.objects.get(pk=scene.participant.pk)
    assert (member.is_active, member.name) == (True, scene.participant.name)
    # And she may leave once more.
    actions.leave(member=member, way="former", actor=member, now=timezone.now())
