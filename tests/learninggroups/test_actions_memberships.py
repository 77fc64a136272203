"""Joining, asking, admitting, declining, leaving."""

import pytest
from django.core.exceptions import PermissionDenied

from learninggroups.actions import memberships as actions
from learninggroups.models import LearningGroup, Membership
from learninggroups.notifications.memberships import still_requested
from mailing.models import OutgoingMail
from members.models import Member
from tests.factories.learninggroups import MembershipFactory
from tests.golden import assert_letter


def role_of(group, member) -> str | None:
    return group.memberships.filter(member=member).values_list("role", flat=True).first()


def request_of(scene, group) -> Membership:
    return group.memberships.get(member=scene.contact)


@pytest.fixture
def letters(db):
    """Return a function that says which letters went to whom."""
    return lambda: sorted(OutgoingMail.objects.values_list("letter", "to_address"))


@pytest.mark.parametrize("openness", ["open", "members"])
def test_a_member_joins_at_once(scene, group_of, now, openness):
    group = group_of(openness)

    membership = actions.join_group(group=group, actor=scene.elsewhere, now=now)

    assert (membership.role, membership.joined_at) == (Membership.Role.PARTICIPANT, now)


def test_nobody_joins_a_closed_group_at_once(scene, closed, now):
    with pytest.raises(PermissionDenied):
        actions.join_group(group=closed, actor=scene.elsewhere, now=now)

    assert role_of(closed, scene.elsewhere) is None


def test_joining_twice_is_joining_once(scene, group_of, now):
    group = group_of("open")

    first = actions.join_group(group=group, actor=scene.elsewhere, now=now)

    assert actions.join_group(group=group, actor=scene.elsewhere, now=now) == first


def test_joining_does_not_take_a_facilitators_role(scene, group_of, now):
    group = group_of("open")

    actions.join_group(group=group, actor=scene.facilitator, now=now)

    assert role_of(group, scene.facilitator) == Membership.Role.FACILITATOR


def test_a_request_tells_the_facilitators_and_nobody_else(scene, closed, now, letters):
    actions.ask_to_join(group=closed, motivation="Ik wil leren.", actor=scene.elsewhere, now=now)

    assert role_of(closed, scene.elsewhere) == Membership.Role.REQUESTED
    assert letters() == [("membership_requested", scene.facilitator.email)]
    letter = OutgoingMail.objects.get()
    assert letter.subject == f"Els Elders wil meedoen met {closed.name}"
    assert "Ik wil leren." in letter.text
    assert f"/leergroepen/{closed.slug}/aanvragen/" in letter.html


def test_a_request_to_a_group_without_facilitators_tells_the_programme_team(scene, closed, now, letters):
    Member.objects.filter(pk=scene.facilitator.pk).update(is_active=False)

    actions.ask_to_join(group=closed, motivation="Ik wil leren.", actor=scene.elsewhere, now=now)

    assert letters() == [("membership_requested", scene.programme_team.email)]
    letter = OutgoingMail.objects.get()
    assert f"/beheer/leergroepen/edit/{closed.pk}/" in letter.text
    assert "omdat deze leergroep geen begeleider heeft en jij in het programmateam zit" in letter.text
    assert "Kies een nieuwe begeleider" in letter.html


def test_a_second_request_is_refused_while_the_first_waits(scene, closed, now, letters):
    with pytest.raises(actions.AlreadyAsked):
        actions.ask_to_join(group=closed, motivation="Nog eens.", actor=scene.contact, now=now)

    assert request_of(scene, closed).motivation == "Graag."
    assert letters() == []


def test_one_does_not_ask_for_what_is_open(scene, group_of, now):
    with pytest.raises(PermissionDenied):
        actions.ask_to_join(group=group_of("open"), motivation="Graag.", actor=scene.elsewhere, now=now)


def test_a_facilitator_admits(scene, closed, now, letters):
    actions.admit(membership=request_of(scene, closed), actor=scene.facilitator, now=now)

    admitted = request_of(scene, closed)
    assert (admitted.role, admitted.joined_at) == (Membership.Role.PARTICIPANT, now)
    assert letters() == [("membership_granted", scene.contact.email)]


@pytest.fixture
def asked(scene, group_of, now) -> Membership:
    """A request for a place in a group."""
    group = group_of("closed", name="Leergroep Veiligheid", slug="veiligheid")
    return actions.ask_to_join(group=group, motivation="Ik wil leren.", actor=scene.elsewhere, now=now)


def test_each_step_of_a_request_has_its_letter(scene, asked, now):
    assert_letter(OutgoingMail.objects.get(), "membership_requested")
    actions.decline(membership=asked, word="De groep is vol.", actor=scene.facilitator, now=now)
    assert_letter(OutgoingMail.objects.latest("pk"), "membership_declined")


def test_who_is_admitted_reads_where_to_go(scene, asked, now):
    actions.admit(membership=asked, actor=scene.facilitator, now=now)

    assert_letter(OutgoingMail.objects.latest("pk"), "membership_granted")


def test_a_participant_does_not_admit(scene, closed, now, letters):
    with pytest.raises(PermissionDenied):
        actions.admit(membership=request_of(scene, closed), actor=scene.participant, now=now)

    assert role_of(closed, scene.contact) == Membership.Role.REQUESTED
    assert letters() == []


def test_a_request_is_answered_once(scene, closed, now, letters):
    membership = request_of(scene, closed)
    actions.admit(membership=membership, actor=scene.facilitator, now=now)

    with pytest.raises(actions.RequestGone):
        actions.decline(membership=membership, word="Toch niet.", actor=scene.facilitator, now=now)
    with pytest.raises(actions.RequestGone):
        actions.admit(membership=membership, actor=scene.facilitator, now=now)

    assert role_of(closed, scene.contact) == Membership.Role.PARTICIPANT
    assert letters() == [("membership_granted", scene.contact.email)]


def test_a_facilitator_declines_with_a_word(scene, closed, now, letters):
    actions.decline(
        membership=request_of(scene, closed),
        word="De groep is vol.\n\nIn het voorjaar begint een nieuwe.",
        actor=scene.facilitator,
        now=now,
    )

    assert role_of(closed, scene.contact) is None
    assert letters() == [("membership_declined", scene.contact.email)]
    letter = OutgoingMail.objects.get()
    assert "In het voorjaar begint een nieuwe." in letter.text
    assert "In het voorjaar begint een nieuwe." in letter.html


def test_a_participant_does_not_decline(scene, closed, now):
    with pytest.raises(PermissionDenied):
        actions.decline(membership=request_of(scene, closed), word="Nee.", actor=scene.participant, now=now)

    assert role_of(closed, scene.contact) == Membership.Role.REQUESTED


def test_who_was_declined_may_ask_again(scene, closed, now, letters):
    for word in ("Nu niet.", "Nog niet."):
        membership, _ = Membership.objects.get_or_create(
            group=closed, member=scene.contact, defaults={"role": "requested", "joined_at": now}
        )
        actions.decline(membership=membership, word=word, actor=scene.facilitator, now=now)

    assert letters() == [("membership_declined", scene.contact.email)] * 2


def test_the_letter_about_a_request_is_dropped_once_it_is_answered(scene, closed, now):
    actions.ask_to_join(group=closed, motivation="Graag.", actor=scene.elsewhere, now=now)
    rows = list(OutgoingMail.objects.all())
    assert still_requested(rows) == {rows[0].pk}

    actions.leave_group(group=closed, actor=scene.elsewhere)

    assert still_requested(rows) == set()


def test_leaving_takes_no_explanation(scene, closed):
    actions.leave_group(group=closed, actor=scene.participant)

    assert role_of(closed, scene.participant) is None


def test_the_only_facilitator_stays(scene, closed):
    with pytest.raises(actions.LastFacilitator):
        actions.leave_group(group=closed, actor=scene.facilitator)

    assert role_of(closed, scene.facilitator) == Membership.Role.FACILITATOR


def test_one_of_two_facilitators_may_leave(scene, closed):
    MembershipFactory(group=closed, member=scene.elsewhere, role=Membership.Role.FACILITATOR)

    actions.leave_group(group=closed, actor=scene.facilitator)

    assert role_of(closed, scene.facilitator) is None


def test_a_request_that_waits_becomes_a_place_when_the_group_is_no_longer_closed(scene, closed, now):
    LearningGroup.objects.filter(pk=closed.pk).update(openness=LearningGroup.Openness.MEMBERS)
    closed.refresh_from_db()

    actions.join_group(group=closed, actor=scene.contact, now=now)

    assert role_of(closed, scene.contact) == Membership.Role.PARTICIPANT


def test_letters_about_a_confidential_group_hold_no_words_of_anybody(scene, group_of, now):
    group = group_of(
        "closed", is_confidential=True, welcome="Fijn dat je er bent.", house_rules="Zeg niets verder."
    )
    actions.ask_to_join(group=group, motivation="Ik maakte een fout.", actor=scene.elsewhere, now=now)
    actions.admit(membership=group.memberships.get(member=scene.elsewhere), actor=scene.facilitator, now=now)

    requested, granted = OutgoingMail.objects.order_by("pk")
    for letter in (requested, granted):
        for words in ("fout", "Fijn", "verder"):
            assert words not in letter.text + letter.html
    assert f"/leergroepen/{group.slug}/welkom/" in granted.text
