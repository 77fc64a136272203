"""A guest reads and writes in one thread until a day; nobody but she is let in, and nowhere else."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from learninggroups.actions import invitations
from learninggroups.actions.guests import (
    TakesPart,
    end_due_guests,
    end_guest,
    invite_guest,
    let_guests_go,
)
from learninggroups.actions.posts import post_reply
from learninggroups.models import GroupInvitation, LearningGroup, Membership, ThreadGuest
from learninggroups.notifications.guests import still_guests, still_invited
from learninggroups.permissions import Roles, may_read, may_reply, may_see_thread
from learninggroups.queries.guests import GUEST_KEPT, guest_threads, guests_in
from mailing.models import OutgoingMail
from members.actions.invitations import InvitationGone, accept_invitation, invite
from members.actions.leaving import erase_due
from members.models import EDITORS, Departure, Member
from privacy.emptying import FORMER_MEMBER
from tests.cast import in_team
from tests.factories.learninggroups import GroupInvitationFactory, MembershipFactory, ThreadFactory
from tests.factories.members import InvitationFactory
from tests.golden import assert_letter

UNTIL = date(2026, 11, 30)


@pytest.fixture
def ask(scene, now):
    """Return a function with which the facilitator asks an address into the closed thread."""
    scene.closed_thread.title = "Wie belt wie?"
    scene.closed_thread.save()

    def into(email: str, until: date = UNTIL):
        return invite_guest(
            thread=scene.closed_thread, email=email, until=until, actor=scene.facilitator, now=now
        )

    return into


def token() -> str:
    letter = OutgoingMail.objects.filter(letter="guest_invitation").latest("pk")
    return re.search(r"/uitnodiging/([\w-]+)/", letter.text)[1]


def test_a_known_member_is_a_guest_at_once_and_hears_of_it(scene, ask):
    assert ask(scene.elsewhere.email.upper()) == scene.elsewhere

    roles = Roles.of(scene.elsewhere)
    assert may_see_thread(roles, scene.closed_thread)
    assert may_reply(roles, scene.closed_thread)
    assert not may_read(roles, scene.closed_group)
    assert not may_see_thread(roles, ThreadFactory(group=scene.closed_group))
    assert_letter(OutgoingMail.objects.get(), "guest_placed")


def test_who_may_not_asks_nobody(scene, now):
    for stranger in (scene.participant, scene.elsewhere, scene.guest):
        with pytest.raises(PermissionDenied):
            invite_guest(
                thread=scene.closed_thread, email="x@example.nl", until=UNTIL, actor=stranger, now=now
            )


def test_who_takes_part_is_no_guest(scene, ask):
    with pytest.raises(TakesPart):
        ask(scene.participant.email)


def test_asking_a_guest_again_moves_her_last_day(scene, ask):
    ask(scene.elsewhere.email)
    ask(scene.elsewhere.email, UNTIL + timedelta(days=7))

    assert scene.closed_thread.guests.get(member=scene.elsewhere).until == UNTIL + timedelta(days=7)


def test_an_unknown_address_becomes_a_guest_by_the_link_of_her_letter(scene, ask, now):
    assert ask("nieuw@example.nl") is None
    letter = OutgoingMail.objects.get()
    link = token()
    letter.text = letter.text.replace(link, "teken")
    assert_letter(letter, "guest_invitation")

    member, is_new = invitations.accept(token=link, name="Nora Nieuw", actor=None, now=now)

    assert is_new
    assert member.is_guest
    roles = Roles.of(member)
    assert (roles.guest_in, roles.participates) == ({scene.closed_thread.pk}, frozenset())


def test_a_new_invitation_takes_the_place_of_the_old(ask, now):
    ask("nieuw@example.nl")
    old = token()
    ask("nieuw@example.nl")

    with pytest.raises(InvitationGone):
        invitations.accept(token=old, name="Nora", actor=None, now=now)


def test_an_invitation_ends_with_the_last_day(ask, now):
    ask("nieuw@example.nl", until=now.date())

    with pytest.raises(InvitationGone):
        invitations.accept(token=token(), name="Nora", actor=None, now=now + timedelta(days=1))


def test_accepting_on_the_page(ask, client_of):
    ask("nieuw@example.nl", until=date(2099, 1, 1))
    client, address = client_of(None), f"/leergroepen/uitnodiging/{token()}/"
    invited = Member.objects.filter(email="nieuw@example.nl")
    GroupInvitation.objects.update(sent_at=datetime.now(UTC))

    assert "Praat je mee als gast?" in client.get(address).text
    assert not invited.exists()
    answer = client.post(address, {"name": "Nora"}, follow=True)
    assert "Je bent nu gast in dit gesprek." in answer.text


def test_the_tick_ends_a_guest_after_her_last_day_in_dutch_time(scene, ask):
    ask(scene.elsewhere.email)

    # Half past ten in the evening in UTC, half past eleven in the Netherlands.
    assert end_due_guests(now=datetime(2026, 11, 30, 22, 30, tzinfo=UTC)) == 0
    assert end_due_guests(now=datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == 1
    assert Roles.of(scene.elsewhere).guest_in == frozenset()
    assert guests_in(scene.closed_thread.pk) >= {scene.elsewhere.pk}


def test_a_facilitator_ends_it_earlier_and_what_was_written_stays(scene, ask, now):
    ask(scene.elsewhere.email)
    post = post_reply(thread=scene.closed_thread, body="<p>Dag.</p>", actor=scene.elsewhere, now=now)
    [letter] = OutgoingMail.objects.filter(letter="guest_placed")
    assert still_guests([letter]) == {letter.pk}

    end_guest(place=ThreadGuest.objects.get(member=scene.elsewhere), actor=scene.facilitator, now=now)

    assert not may_see_thread(Roles.of(scene.elsewhere), scene.closed_thread)
    assert still_guests([letter]) == set()
    post.refresh_from_db()
    assert post.body == "<p>Dag.</p>"


def test_of_a_confidential_group_the_letters_name_no_thread(scene, ask):
    ask(scene.elsewhere.email)
    ask("eerder@example.nl")
    named, invited = OutgoingMail.objects.order_by("pk")
    assert scene.closed_thread.title in named.text
    assert still_invited([invited]) == {invited.pk}

    LearningGroup.objects.filter(pk=scene.closed_group.pk).update(is_confidential=True)
    assert still_guests([named]) == still_invited([invited]) == set()

    scene.closed_group.refresh_from_db()
    scene.closed_thread.group = scene.closed_group
    ask(scene.contact.email)
    ask("later@example.nl")
    for letter in OutgoingMail.objects.order_by("-pk")[:2]:
        assert scene.closed_thread.title not in letter.subject + letter.text + letter.html


def test_a_guest_who_is_invited_by_an_organisation_becomes_a_member(scene, now):
    invite(
        email=scene.guest.email,
        name="Gijs",
        organization=scene.organization,
        role="colleague",
        actor=scene.contact,
        now=now,
    )
    letter = OutgoingMail.objects.get(letter="invitation")
    link = re.search(r"/uitnodiging/([\w-]+)/", letter.text)[1]

    accept_invitation(token=link, name="Gijs", now=now)

    scene.guest.refresh_from_db()
    assert not scene.guest.is_guest
    assert Roles.of(scene.guest).guest_in == {scene.closed_thread.pk}


def test_a_guest_finds_her_threads(scene):
    assert [place.thread for place in guest_threads(Roles.of(scene.guest))] == [scene.closed_thread]
    assert guest_threads(Roles.of(scene.elsewhere)) == []


def test_a_guest_joins_and_follows_nothing(scene, client_of):
    client = client_of(scene.guest)

    assert client.post(f"/leergroepen/{scene.open_group.slug}/meedoen/").status_code == 403
    assert client.post(f"/leergroepen/{scene.open_group.slug}/volgen/").status_code == 403
    assert not Membership.objects.filter(member=scene.guest).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_guests_costs_the_same_for_one_as_for_three(
    scene, ask, count, client_of, django_assert_max_num_queries
):
    for number in range(count):
        ask(f"gast{number}@example.nl")
    client = client_of(scene.facilitator)

    with django_assert_max_num_queries(7):
        client.get(f"/leergroepen/gesprekken/{scene.closed_thread.pk}/gasten/")


def gone(scene, day: datetime) -> bool:
    """Let a day come, and say whether the guest's account is closed on it."""
    end_due_guests(now=day)
    let_guests_go(now=day)
    return not Member.objects.get(pk=scene.guest.pk).is_active


@pytest.fixture
def over(scene, now) -> datetime:
    """A moment four weeks after the guest's only place ended."""
    ThreadGuest.objects.filter(member=scene.guest).update(ended_at=now)
    return now + GUEST_KEPT + timedelta(minutes=1)


def test_a_guest_nowhere_is_let_go_after_four_weeks_and_erased_a_fortnight_later(scene, over):
    assert not gone(scene, over - timedelta(days=1))
    assert gone(scene, over)
    let_guests_go(now=over)

    assert_letter(OutgoingMail.objects.get(), "account_left_guest")
    assert Departure.objects.get().erase_at == over + timedelta(days=14)
    assert all(erase_due(now=over + timedelta(days=15)))
    assert Member.objects.get(pk=scene.guest.pk).name == FORMER_MEMBER
    assert Member.objects.filter(is_active=False).count() == 1, "nobody else goes"


@pytest.mark.parametrize(
    "stays",
    [
        lambda scene, over: ThreadGuest.objects.update(ended_at=None),
        lambda scene, over: MembershipFactory(group=scene.open_group, member=scene.guest),
        lambda scene, over: GroupInvitationFactory(
            group=scene.open_group, email=scene.guest.email, sent_at=over
        ),
        lambda scene, over: InvitationFactory(email=scene.guest.email),
        lambda scene, over: Member.objects.filter(pk=scene.guest.pk).update(last_login=over),
        lambda scene, over: in_team(scene.guest, EDITORS),
        lambda scene, over: Member.objects.filter(pk=scene.guest.pk).update(is_guest=False),
    ],
    ids=["a place", "a group", "asked into a group", "asked in", "signed in", "works here", "is a member"],
)
def test_who_has_a_reason_to_stay_keeps_her_account(scene, over, stays):
    stays(scene, over)

    assert not gone(scene, over)


def test_a_guest_who_was_let_go_comes_back_by_taking_up_an_invitation(scene, ask, over):
    assert gone(scene, over)
    ask(scene.guest.email)
    back = over + timedelta(days=1)
    GroupInvitation.objects.update(sent_at=back, guest_until=back.date())

    member, is_new = invitations.accept(token=token(), name="Gijs", actor=None, now=back)

    assert (member, is_new) == (scene.guest, False)
    assert guest_threads(Roles.of(Member.objects.get(pk=member.pk)))
    assert Departure.objects.get().returned_at == back
    assert not gone(scene, back + GUEST_KEPT)
