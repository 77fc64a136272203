"""Asking people into a group: reading a list, sending, sending again, taking back, taking up."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from learninggroups.actions import invitations as actions
from learninggroups.models import GroupInvitation, Membership
from learninggroups.notifications.invitations import still_open
from learninggroups.permissions import Roles
from learninggroups.queries import my_groups
from learninggroups.queries.invitations import open_invitations, preview
from mailing.models import OutgoingMail
from members.forms.addresses import addresses_in
from members.models import Member
from tests.factories.learninggroups import STARTED, GroupInvitationFactory
from tests.factories.members import MemberFactory
from tests.golden import assert_letter

LATER = timedelta(days=29)


def token_of(letter: OutgoingMail) -> str:
    return re.search(r"/leergroepen/uitnodiging/([\w-]+)/", letter.text)[1]


def role_of(group, member) -> str | None:
    return group.memberships.filter(member=member).values_list("role", flat=True).first()


@pytest.fixture
def invited(scene, closed, now):
    """Return a function that asks an address into the closed group, and gives the letter's token."""

    def ask(email: str, name: str = "") -> str:
        actions.invite(group=closed, people=[(email, name)], actor=scene.facilitator, now=now)
        return token_of(OutgoingMail.objects.get(letter="group_invitation", to_address=email))

    return ask


@pytest.fixture
def invited_now(invited):
    """The same by the real clock, because a page asks it."""

    def ask(email: str) -> str:
        token = invited(email)
        GroupInvitation.objects.update(sent_at=timezone.now())
        return token

    return ask


@pytest.mark.parametrize(
    ("text", "people", "others"),
    [
        ("a@example.nl, b@example.nl;c@example.nl\nd@example.nl", "abcd", []),
        ("a@example.nl b@example.nl", "ab", []),
        ("a@example.nl;;,\n\n A@Example.NL ", "a", []),
        ("mailto:a@example.nl", "a", []),
        ("a@example.nl, geen adres, b@", "a", ["geen", "adres", "b@"]),
        ("<a@example.nl>; Bea B. <niets>", "a", ["Bea B. <niets>"]),
        ("", "", []),
    ],
)
def test_a_list_is_read_however_it_was_written(text, people, others):
    names, rest = addresses_in(text)

    assert list(names) == [f"{letter}@example.nl" for letter in people]
    assert rest == others


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ans de Vries <ans@example.nl>", "Ans de Vries"),
        ('"Vries, Ans de" <ans@example.nl>; ', "Vries, Ans de"),
        ("Vries, Ans de <ans@example.nl>", "Vries, Ans de"),
        ("bob@example.nl, Ans <ans@example.nl>", "Ans"),
        ("ans@example.nl; Ans <ans@example.nl>", "Ans"),
    ],
)
def test_the_name_beside_an_address_is_kept(text, name):
    assert addresses_in(text)[0]["ans@example.nl"] == name


def test_a_known_member_and_an_unknown_address_each_get_a_letter_that_suits(scene, closed, now):
    people = [("nieuw@example.nl", "Nel Nieuw"), (scene.elsewhere.email, "")]

    count = actions.invite(group=closed, people=people, actor=scene.facilitator, now=now)

    assert count == 2
    letters = {letter.to_address: letter for letter in OutgoingMail.objects.all()}
    known, unknown = letters[scene.elsewhere.email], letters["nieuw@example.nl"]
    assert (known.member_id, unknown.member_id) == (scene.elsewhere.pk, None)
    for letter, name in ((known, "group_invitation_member"), (unknown, "group_invitation")):
        assert letter.has_secret
        letter.text = letter.text.replace(token_of(letter), "teken").replace(closed.name, "Leergroep")
        letter.subject = letter.subject.replace(closed.name, "Leergroep")
        assert_letter(letter, name)


def test_who_takes_part_or_was_asked_is_not_asked_again(scene, closed, now):
    people = [(scene.participant.email, ""), ("nieuw@example.nl", "")]
    actions.invite(group=closed, people=people, actor=scene.facilitator, now=now)

    again = actions.invite(group=closed, people=people, actor=scene.programme_team, now=now)

    assert again == 0
    assert list(OutgoingMail.objects.values_list("to_address", flat=True)) == ["nieuw@example.nl"]


def test_asking_again_after_it_lapsed_sends_a_new_link(scene, closed, invited, now):
    old = invited("nieuw@example.nl")

    count = actions.invite(
        group=closed, people=[("nieuw@example.nl", "")], actor=scene.facilitator, now=now + LATER
    )

    assert count == 1
    assert GroupInvitation.objects.count() == 1
    with pytest.raises(actions.InvitationGone):
        actions.accept(token=old, name="Nel", actor=None, now=now + LATER)


@pytest.mark.parametrize("role", ["elsewhere", "participant", "editor"])
def test_others_ask_nobody_in(scene, closed, now, role):
    with pytest.raises(PermissionDenied):
        actions.invite(group=closed, people=[("nieuw@example.nl", "")], actor=scene.person(role), now=now)


def test_nobody_is_asked_into_an_archived_group(scene, group_of, now):
    group = group_of("open", archived_at=STARTED)

    with pytest.raises(PermissionDenied):
        actions.invite(group=group, people=[("nieuw@example.nl", "")], actor=scene.facilitator, now=now)


def test_an_unknown_address_becomes_a_guest_of_this_group_alone(closed, invited, now):
    token = invited("nieuw@example.nl")

    member, is_new = actions.accept(token=token, name="Nel Nieuw", actor=None, now=now)

    roles = Roles.of(member)
    assert [mine.group for mine in my_groups(roles)] == [closed]
    assert (is_new, member.name, member.is_guest, roles.is_member) == (True, "Nel Nieuw", True, False)
    assert roles.participates == {closed.pk}
    assert member.emailaddress_set.get().verified


@pytest.mark.parametrize("role", ["elsewhere", "contact"])
def test_a_known_member_takes_part_and_stays_what_she_was(scene, closed, invited, now, role):
    """The contact person asked for a place before, and still waits."""
    person = scene.person(role)
    token = invited(person.email)

    member, is_new = actions.accept(token=token, name="Iemand anders", actor=None, now=now)

    assert (member, is_new, member.name, member.is_guest) == (person, False, person.name, False)
    assert role_of(closed, person) == Membership.Role.PARTICIPANT


def test_who_is_signed_in_with_another_address_takes_part_as_herself(scene, closed, invited, now):
    token = invited("prive@example.nl")

    member, _ = actions.accept(token=token, name="", actor=scene.elsewhere, now=now)

    assert member == scene.elsewhere
    assert role_of(closed, scene.elsewhere) == Membership.Role.PARTICIPANT
    assert not Member.objects.filter(email="prive@example.nl").exists()


def test_accepting_does_not_take_a_facilitators_role(scene, closed, invited, now):
    token = invited("prive@example.nl")

    actions.accept(token=token, name="", actor=scene.facilitator, now=now)

    assert role_of(closed, scene.facilitator) == Membership.Role.FACILITATOR


def test_an_invitation_works_once(closed, invited, now):
    token = invited("nieuw@example.nl")
    actions.accept(token=token, name="Nel", actor=None, now=now)

    with pytest.raises(actions.InvitationGone):
        actions.accept(token=token, name="Nel", actor=None, now=now)


def test_a_closed_account_is_not_opened_by_an_invitation(scene, closed, invited, now):
    token = invited(scene.elsewhere.email)
    Member.objects.filter(pk=scene.elsewhere.pk).update(is_active=False)

    with pytest.raises(actions.InvitationGone):
        actions.accept(token=token, name="Els", actor=None, now=now)

    assert GroupInvitation.objects.open().exists()


def test_after_four_weeks_the_link_is_dead_until_it_is_sent_again(scene, invited, now):
    token = invited("nieuw@example.nl")
    with pytest.raises(actions.InvitationGone):
        actions.accept(token=token, name="Nel", actor=None, now=now + LATER)

    actions.resend(invitation=GroupInvitation.objects.get(), actor=scene.facilitator, now=now + LATER)

    fresh = token_of(OutgoingMail.objects.latest("pk"))
    assert actions.accept(token=fresh, name="Nel", actor=None, now=now + LATER)[1]


def test_a_double_click_sends_one_letter(scene, invited, now):
    invited("nieuw@example.nl")
    invitation = GroupInvitation.objects.get()
    soon = now + timedelta(hours=1)
    actions.resend(invitation=invitation, actor=scene.facilitator, now=soon)

    with pytest.raises(actions.JustSent):
        actions.resend(invitation=invitation, actor=scene.facilitator, now=soon)

    assert OutgoingMail.objects.count() == 2


def test_only_the_newest_letter_still_leaves(scene, invited, now):
    invited("nieuw@example.nl")
    invitation = GroupInvitation.objects.get()
    actions.resend(invitation=invitation, actor=scene.facilitator, now=now + LATER)
    rows = list(OutgoingMail.objects.order_by("pk"))

    assert still_open(rows) == {rows[1].pk}

    actions.withdraw(invitation=invitation, actor=scene.facilitator, now=now + LATER)
    assert still_open(rows) == set()


def test_a_withdrawn_invitation_is_gone_for_everybody(scene, invited, now):
    token = invited("nieuw@example.nl")
    invitation = GroupInvitation.objects.get()

    actions.withdraw(invitation=invitation, actor=scene.facilitator, now=now)

    for act in (actions.withdraw, actions.resend):
        with pytest.raises(actions.InvitationGone):
            act(invitation=invitation, actor=scene.facilitator, now=now)
    with pytest.raises(actions.InvitationGone):
        actions.accept(token=token, name="Nel", actor=None, now=now)


def test_an_invitation_is_forgotten_after_ninety_days(scene, closed, invited, now):
    invited("nieuw@example.nl")
    GroupInvitationFactory(group=closed, sent_at=now + timedelta(days=1))

    forgotten = actions.forget_invitations(now=now + timedelta(days=90))

    assert (forgotten, GroupInvitation.objects.count()) == (1, 1)


def test_the_preview_says_what_is_known_of_each_address(scene, closed, invited, now):
    invited("gevraagd@example.nl")
    guest = MemberFactory(is_guest=True)
    people = dict.fromkeys(
        [scene.elsewhere.email, scene.participant.email, "gevraagd@example.nl", guest.email, "x@example.nl"],
        "",
    )

    found = preview(closed, people, now)

    assert [(who.email, who.name, who.is_member) for who in found.fresh] == [
        (scene.elsewhere.email, "Els Elders", True),
        # Whether somebody is a guest elsewhere is nobody's business.
        (guest.email, "", False),
        ("x@example.nl", "", False),
    ]
    assert [who.email for who in found.taking_part] == [scene.participant.email]
    assert [who.email for who in found.invited] == ["gevraagd@example.nl"]


@pytest.mark.parametrize("count", [1, 3])
def test_open_invitations_cost_one_query(scene, closed, now, django_assert_num_queries, count):
    GroupInvitationFactory.create_batch(count, group=closed)
    roles = Roles.of(scene.facilitator)

    with django_assert_num_queries(1):
        found = open_invitations(roles, closed, now)

    assert [one.has_lapsed for one in found] == [True] * count


def test_a_facilitator_sees_the_list_before_anything_is_sent(scene, closed, client_of):
    page = reverse("learninggroups:invite", args=[closed.slug])
    client = client_of(scene.facilitator)
    pasted = f"Nel Nieuw <nel@example.nl>; {scene.participant.email}, onzin"

    shown = client.post(page, {"addresses": pasted})

    assert (shown.status_code, OutgoingMail.objects.count()) == (200, 0)
    text = shown.content.decode()
    assert "nog geen lid: doet mee als gast" in text
    assert "Doen al mee" in text
    assert "<li>onzin</li>" in text

    client.post(page, {"addresses": pasted, "step": "send"})
    assert OutgoingMail.objects.get().to_address == "nel@example.nl"
    assert "nel@example.nl" in client.get(page).content.decode()


@pytest.mark.parametrize("typed", ["", "niemand"])
def test_a_list_without_addresses_is_kept_and_explained(scene, closed, client_of, typed):
    page = reverse("learninggroups:invite", args=[closed.slug])

    answer = client_of(scene.facilitator).post(page, {"addresses": typed})

    assert answer.status_code == 422
    assert "e-mailadres" in answer.content.decode()


def test_too_long_a_list_is_refused_in_words(scene, closed, client_of):
    page = reverse("learninggroups:invite", args=[closed.slug])
    many = "\n".join(f"n{number}@example.nl" for number in range(201))

    answer = client_of(scene.facilitator).post(page, {"addresses": many})

    assert answer.status_code == 422
    assert "hooguit 200 tegelijk" in answer.content.decode()


def test_a_stranger_sees_the_same_page_for_a_known_and_an_unknown_address(
    scene, closed, client_of, invited_now
):
    pages = []
    for email in (scene.elsewhere.email, "onbekend@example.nl"):
        token = invited_now(email)
        page = client_of(None).get(reverse("learninggroups:accept-invitation", args=[token]))
        text = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page.content.decode())
        pages.append(text.replace(email, "adres").replace(token, "teken"))

    assert pages[0] == pages[1]


def test_a_new_guest_is_let_in_at_once(closed, client_of, invited_now):
    token = invited_now("nieuw@example.nl")
    client = client_of(None)

    answer = client.post(reverse("learninggroups:accept-invitation", args=[token]), {"name": "Nel"})

    assert (answer.status_code, answer.headers["Location"]) == (303, closed.get_absolute_url())
    assert client.session["_auth_user_id"] == str(Member.objects.get(email="nieuw@example.nl").pk)


def test_a_known_member_signs_in_to_read(scene, closed, client_of, invited_now):
    """The letter proves her address, not that she is who reads it: her account holds more than this group."""
    token = invited_now(scene.elsewhere.email)
    client = client_of(None)

    answer = client.post(reverse("learninggroups:accept-invitation", args=[token]), {"name": "Els"})

    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
    assert role_of(closed, scene.elsewhere) == Membership.Role.PARTICIPANT


def test_who_is_signed_in_with_another_address_is_told_so(scene, closed, client_of, invited_now):
    token = invited_now("prive@example.nl")
    page = reverse("learninggroups:accept-invitation", args=[token])
    client = client_of(scene.elsewhere)

    shown = client.get(page).content.decode()

    assert f"Je bent ingelogd met {scene.elsewhere.email}" in shown
    assert client.post(page).status_code == 303
    assert role_of(closed, scene.elsewhere) == Membership.Role.PARTICIPANT


def test_who_takes_part_already_is_led_to_the_group(scene, client_of, invited_now):
    token = invited_now("prive@example.nl")

    shown = client_of(scene.participant).get(reverse("learninggroups:accept-invitation", args=[token]))

    assert "Je doet al mee met deze groep" in shown.content.decode()
    assert GroupInvitation.objects.open().exists()


def test_a_name_is_asked_of_who_has_no_account(client_of, invited_now):
    token = invited_now("nieuw@example.nl")

    answer = client_of(None).post(reverse("learninggroups:accept-invitation", args=[token]), {"name": " "})

    assert answer.status_code == 422
    assert "Vul je naam in" in answer.content.decode()
