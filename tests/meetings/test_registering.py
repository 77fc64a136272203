"""Coming to a meeting: seats, the waiting list that moves up by itself, and going without explanation."""

import multiprocessing
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from mailing.claims import unwanted
from mailing.models import OutgoingMail
from meetings.actions import planning, registering
from meetings.models import Meeting, Registration
from tests.factories.learninggroups import LearningGroupFactory
from tests.factories.meetings import BEGINS, MeetingFactory, RegistrationFactory
from tests.golden import assert_letter

VISITOR = AnonymousUser()
State = Registration.State


@pytest.fixture
def meeting(db):
    """An open meeting with two seats."""
    return MeetingFactory(title="Middag over veiligheid", capacity=2, online_url="https://meet.example/eik")


@pytest.fixture
def come(meeting, now):
    """Return a function that registers somebody without an account."""

    def register(name, **facts):
        given = {"meeting": meeting, "email": f"{name.lower()}@elders.example", "actor": VISITOR, "now": now}
        return registering.register(name=name, **given | facts)

    return register


def letters(kind):
    return list(OutgoingMail.objects.filter(letter=kind).order_by("pk"))


def test_visitor_gets_a_seat_and_a_letter_with_the_way_back(come):
    registration = come("Vera")

    assert registration.state == State.COMING
    [letter] = letters("registered")
    assert letter.to_address == "vera@elders.example"
    assert letter.member_id is None
    assert_letter(letter, "registered")


def test_who_comes_when_it_is_full_waits(come):
    come("Vera"), come("Wim")

    third = come("Xandra")

    assert third.state == State.WAITING
    [letter] = letters("registered_waiting")
    assert "https://meet.example/eik" not in letter.text + letter.html
    assert_letter(letter, "registered_waiting")


def test_who_registers_twice_keeps_one_place_and_gets_her_letter_again(come, now):
    first = come("Vera")
    again = come("Vera", email="VERA@elders.example", now=now + timedelta(minutes=5))

    assert again == first
    assert Registration.objects.count() == 1
    assert len(letters("registered")) == 2


def test_seat_that_comes_free_goes_to_who_waited_longest(come, now):
    first, _second, third, fourth = come("Vera"), come("Wim"), come("Xandra"), come("Yvo")

    assert registering.withdraw(registration=first, now=now + timedelta(hours=1))

    third.refresh_from_db()
    fourth.refresh_from_db()
    assert [third.state, fourth.state] == [State.COMING, State.WAITING]
    [seated] = letters("registration_seated")
    assert seated.to_address == third.email
    assert_letter(seated, "registration_seated")
    assert_letter(letters("registration_withdrawn")[0], "registration_withdrawn")


def test_who_goes_twice_frees_one_seat(come, now):
    first, _second, third, fourth = come("Vera"), come("Wim"), come("Xandra"), come("Yvo")

    assert registering.withdraw(registration=first, now=now)
    assert not registering.withdraw(registration=first, now=now)

    assert Registration.objects.coming().count() == 2
    assert Registration.objects.waiting().get() == fourth
    assert third.pk in Registration.objects.coming().values_list("pk", flat=True)


def test_who_went_may_come_back_at_the_end_of_the_line(come, now):
    first, _second, _third = come("Vera"), come("Wim"), come("Xandra")
    registering.withdraw(registration=first, now=now)

    assert come("Vera").state == State.WAITING


def test_more_seats_let_in_who_waits(come, meeting, scene, now):
    come("Vera"), come("Wim"), come("Xandra")
    details = planning.Details(
        title=meeting.title,
        openness=meeting.openness,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        online_url=meeting.online_url,
        capacity=3,
    )

    planning.change_meeting(meeting=meeting, details=details, actor=scene.programme_team, now=now)

    assert Registration.objects.coming().count() == 3
    assert not letters("meeting_changed")


def test_nobody_registers_once_it_has_begun_or_is_off(come, meeting, scene, now):
    with pytest.raises(registering.TooLate):
        come("Vera", now=BEGINS)

    planning.cancel_meeting(meeting=meeting, reason="Ziek.", actor=scene.programme_team, now=now)

    with pytest.raises(registering.TooLate):
        come("Vera")


def test_meeting_of_a_group_takes_who_takes_part_and_nobody_else(scene, now):
    meeting = MeetingFactory(openness=Meeting.Openness.GROUP, group=scene.closed_group)
    typed = {"meeting": meeting, "name": "Naam", "now": now}

    with pytest.raises(PermissionDenied):
        registering.register(email="vera@elders.example", actor=VISITOR, **typed)
    with pytest.raises(PermissionDenied):
        registering.register(email=scene.elsewhere.email, actor=scene.elsewhere, **typed)
    registration = registering.register(email=scene.participant.email, actor=scene.participant, **typed)

    assert registration.member == scene.participant


def test_member_who_registers_a_colleague_does_not_come_herself(come, scene):
    assert come("Collega", actor=scene.participant).member is None


def test_letter_to_who_went_meanwhile_stays_here(come, now):
    registration = come("Vera")
    registering.withdraw(registration=registration, now=now)
    [letter] = letters("registered")

    assert list(unwanted([letter], now)) == [letter.pk]


def test_list_is_forgotten_two_months_after(scene, now):
    old = RegistrationFactory(meeting__starts_at=now - timedelta(days=70))
    recent = RegistrationFactory(meeting__starts_at=now - timedelta(days=50))

    assert registering.forget_attendance(now=now) == 1

    assert list(Registration.objects.all()) == [recent]
    assert Meeting.objects.filter(pk=old.meeting_id).exists()


def test_who_was_there_is_written_down_by_who_looks_after_it(scene, now):
    group = LearningGroupFactory()
    meeting = MeetingFactory(group=group)
    there, absent = RegistrationFactory(meeting=meeting), RegistrationFactory(meeting=meeting)
    other = RegistrationFactory()

    with pytest.raises(PermissionDenied):
        registering.mark_attendance(meeting=meeting, present={there.pk}, actor=scene.participant)
    registering.mark_attendance(meeting=meeting, present={there.pk, other.pk}, actor=scene.programme_team)

    marks = dict(Registration.objects.values_list("pk", "attended"))
    assert marks == {there.pk: True, absent.pk: False, other.pk: None}


PEOPLE, HANDS = 500, 5


def register_some(meeting_id, first, moment):
    """Register every fifth person; the work of one process."""
    connections.close_all()
    meeting = Meeting.objects.get(pk=meeting_id)
    for number in range(first, PEOPLE, HANDS):
        registering.register(
            meeting=meeting,
            name=f"Bezoeker {number}",
            email=f"bezoeker{number}@elders.example",
            actor=AnonymousUser(),
            now=moment,
        )
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_five_hundred_people_at_once_get_forty_seats_and_a_line(now):
    meeting = MeetingFactory(capacity=40)
    connections.close_all()
    context = multiprocessing.get_context("fork")
    hands = [context.Process(target=register_some, args=(meeting.pk, first, now)) for first in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert [hand.exitcode for hand in hands] == [0] * HANDS
    line = list(Registration.objects.order_by("pk").values_list("state", flat=True))
    assert line == [State.COMING] * 40 + [State.WAITING] * 460
    assert len(letters("registered")) == 40
    assert len(letters("registered_waiting")) == 460
