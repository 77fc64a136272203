"""Whether letters leave, and who is told when they do not."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from mailing.models import Heartbeat
from mailing.queries.pulse import pulse
from tests.factories.mailing import HoldFactory, OutgoingMailFactory

ALARM = 'class="post-alarm"'


def seen(now) -> None:
    """Let a worker have looked for letters at this moment."""
    Heartbeat.objects.create(name="delivery", beat_at=now)


@pytest.fixture
def night(now):
    """Half past three at night in the Netherlands."""
    return now.replace(hour=2, minute=30)


@pytest.mark.parametrize(("minutes", "is_silent"), [(0, False), (1.9, False), (2.1, True)])
def test_no_worker_for_two_minutes_is_silence(db, now, minutes, is_silent):
    seen(now - timedelta(minutes=minutes))

    assert pulse(now).is_silent == is_silent


def test_where_no_worker_ever_looked_it_is_silent(db, now):
    assert pulse(now).is_silent


@pytest.mark.parametrize("state", ["queued", "sending"])
@pytest.mark.parametrize(("minutes", "is_late"), [(9, False), (11, True), (-30, False)])
def test_a_letter_due_for_more_than_ten_minutes_is_late(db, now, state, minutes, is_late):
    OutgoingMailFactory(state=state, due_at=now - timedelta(minutes=minutes))

    assert pulse(now).is_late == is_late


@pytest.mark.parametrize("state", ["sent", "failed", "held", "cancelled"])
def test_a_letter_that_waits_for_no_worker_is_never_late(db, now, state):
    OutgoingMailFactory(state=state, due_at=now - timedelta(days=1))

    assert not pulse(now).is_late


def test_a_letter_that_leaves_by_day_only_waits_for_the_morning_and_not_too_long(db, night, probe):
    probe(by_day=True)
    OutgoingMailFactory(letter="probe", due_at=night - timedelta(hours=6))
    seven = night.replace(hour=6, minute=0)

    assert not pulse(night).is_late
    assert not pulse(seven + timedelta(minutes=9)).is_late
    assert pulse(seven + timedelta(minutes=11)).waits_since == seven


def test_after_a_stop_letters_wait_since_its_end(db, now):
    OutgoingMailFactory(due_at=now - timedelta(days=1))
    HoldFactory(since=now - timedelta(days=3), released_at=now - timedelta(days=2))
    assert pulse(now).waits_since == now - timedelta(days=1)
    HoldFactory(since=now - timedelta(days=1), released_at=now - timedelta(minutes=3))

    assert not pulse(now).is_late
    assert pulse(now).waits_since == now - timedelta(minutes=3)


def test_during_a_stop_only_the_stop_needs_a_person(db, now):
    seen(now)
    OutgoingMailFactory(due_at=now - timedelta(days=1))
    hold = HoldFactory()

    beat = pulse(now)

    assert beat.hold == hold
    assert not beat.is_late


def test_feeling_the_pulse_costs_the_same_for_any_number_of_letters(db, now, django_assert_num_queries):
    seen(now)
    for _ in range(3):
        OutgoingMailFactory()
        with django_assert_num_queries(1):
            pulse(now)


@pytest.fixture
def office_pages() -> list[str]:
    """Pages that wear each of the shells that the back office has, none of which is kept."""
    caches["fragments"].clear()
    return [
        reverse(name) for name in ("wagtailadmin_home", "wagtailimages:index", "questions_office:questions")
    ] + [reverse("mailing_office:post")]


def test_every_page_of_the_back_office_says_that_no_letters_leave(scene, client_of, office_pages):
    browser = client_of(scene.programme_team)

    for path in office_pages:
        page = browser.get(path).content.decode()
        assert ALARM in page, path
        assert "De bezorger is nog niet gezien." in page
        assert reverse("mailing_office:post") in page


def test_pages_of_the_back_office_are_quiet_as_long_as_letters_leave(scene, client_of, office_pages):
    seen(timezone.now())
    browser = client_of(scene.programme_team)

    assert not any(ALARM in browser.get(path).content.decode() for path in office_pages)


def test_an_editor_is_told_to_tell_somebody(scene, client_of):
    HoldFactory(reason="De mailserver weigert onze post.")

    page = client_of(scene.editor).get(reverse("wagtailadmin_home")).content.decode()

    assert "De mailserver weigert onze post." in page
    assert "Vertel het aan een beheerder." in page
    assert reverse("mailing_office:post") not in page


def test_machines_are_told_the_same(db, client):
    assert client.get("/-/ready").json()["attention"] == ["no worker has looked for letters"]

    seen(timezone.now())
    OutgoingMailFactory(due_at=timezone.now() - timedelta(minutes=11))

    assert client.get("/-/ready").json()["attention"] == ["a letter is waiting too long"]
