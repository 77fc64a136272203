"""What machines are told about the portal."""

from datetime import timedelta

import pytest

from inbound.models import InboundMail
from mailing.models import Heartbeat, Hold, OutgoingMail
from members.models import Departure
from portal.health import condition, queues

pytestmark = pytest.mark.django_db


def letter(now, **fields):
    return OutgoingMail.objects.create(
        key=f"test:{OutgoingMail.objects.count()}",
        message_id=f"<{OutgoingMail.objects.count()}@example.nl>",
        to_address="lid@example.nl",
        queued_at=now,
        **{"due_at": now} | fields,
    )


def test_all_is_well_when_a_worker_looked_and_nothing_waits(now):
    Heartbeat.objects.create(name="delivery", beat_at=now)
    letter(now, state="sent")

    assert condition(now).attention == []


def test_a_worker_that_stopped_asks_for_attention(now):
    Heartbeat.objects.create(name="delivery", beat_at=now - timedelta(minutes=3))

    assert condition(now).attention == ["no worker has looked for letters"]


def test_a_letter_that_waits_asks_for_attention_and_one_for_later_does_not(now):
    Heartbeat.objects.create(name="delivery", beat_at=now)
    letter(now, due_at=now + timedelta(hours=1))
    assert condition(now).attention == []

    letter(now, due_at=now - timedelta(minutes=11))
    assert condition(now).attention == ["a letter is waiting too long"]


def test_while_mail_is_held_only_the_hold_asks_for_attention(now):
    Heartbeat.objects.create(name="delivery", beat_at=now)
    letter(now, due_at=now - timedelta(minutes=11))
    Hold.objects.create(reason="test", since=now)

    assert condition(now).attention == ["all mail is held"]


def test_a_backup_that_was_not_made_again_asks_for_attention(now):
    Heartbeat.objects.create(name="delivery", beat_at=now)
    Heartbeat.objects.create(name="backup", beat_at=now - timedelta(hours=49))
    assert condition(now).attention == []

    Heartbeat.objects.filter(name="backup").update(beat_at=now - timedelta(hours=51))
    assert condition(now).attention == ["the last backup is old"]


def test_what_waits_is_measured(now, scene, django_assert_num_queries):
    for days, person in ((-3, scene.participant), (11, scene.contact)):
        erase_at = now + timedelta(days=days)
        Departure.objects.create(member=person, way="former", asked_at=now, erase_at=erase_at)
    InboundMail.objects.create(fingerprint="x", raw=b"x", size=1, received_at=now - timedelta(minutes=5))

    with django_assert_num_queries(5):
        found = queues(now)

    assert found["portal_departures"] == 2
    assert found["portal_departure_overdue_seconds"] == timedelta(days=3).total_seconds()
    assert found["portal_oldest_inbound_mail_seconds"] == 300


def test_measuring_costs_the_same_however_many_letters(now, django_assert_num_queries):
    for _ in range(3):
        letter(now)
        with django_assert_num_queries(5):
            condition(now)


def test_ready_says_what_needs_attention(client):
    assert client.get("/-/ready").json() == {
        "ready": True,
        "attention": ["no worker has looked for letters"],
    }


def test_metrics_are_plain_lines_of_name_and_value(client, now):
    letter(now)

    lines = client.get("/-/metrics").content.decode().splitlines()

    assert 'portal_letters{state="queued"} 1' in lines
    assert all(len(line.split()) == 2 for line in lines)


def test_metrics_are_for_this_machine_only(client):
    assert client.get("/-/metrics").status_code == 200
    assert client.get("/-/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404
    assert client.get("/-/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404


def test_with_a_token_metrics_are_for_whoever_knows_it(client, settings):
    settings.METRICS_TOKEN = "sesam"

    assert client.get("/-/metrics").status_code == 404
    assert client.get("/-/metrics", headers={"Authorization": "Bearer sesam"}).status_code == 200
