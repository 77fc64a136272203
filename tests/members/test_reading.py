"""A cap on opening profiles: enough for who looks for somebody, too little for who copies the list."""

import re
from datetime import timedelta

import pytest

from audit.acts import Act
from audit.models import Entry
from learninggroups.permissions import Roles
from members.actions import reading


def read(person, now, times: int = 1, weight: int = reading.PROFILE) -> None:
    for _ in range(times):
        reading.note_read(roles=Roles.of(person), actor=person, weight=weight, now=now)


def test_after_two_hundred_profiles_it_is_enough_for_this_hour_and_logged_once(scene, now):
    read(scene.participant, now, times=2, weight=reading.MOST_AN_HOUR // 2)
    for _ in range(2):
        with pytest.raises(reading.ReadEnough):
            read(scene.participant, now)

    read(scene.facilitator, now)
    read(scene.participant, now + timedelta(hours=1))
    entry = Entry.objects.get(act=Act.READ_ENOUGH)
    assert entry.actor == scene.participant


def test_of_the_programme_team_nothing_is_counted(scene, now):
    read(scene.programme_team, now, weight=10 * reading.MOST_AN_HOUR)
    read(scene.programme_team, now)


@pytest.mark.parametrize("door", ["/leden/", "/organisaties/", "profile", "organization"])
def test_who_read_enough_reads_when_she_can_go_on(scene, client_of, door, monkeypatch):
    paths = {
        "profile": scene.contact.get_absolute_url(),
        "organization": scene.organization.get_absolute_url(),
    }
    monkeypatch.setattr(reading, "MOST_AN_HOUR", 0)

    page = client_of(scene.participant).get(paths.get(door, door))

    assert page.status_code == 429
    assert re.search(r"Om \d\d\.00 uur kun je weer verder\.", page.text)
    assert scene.contact.name not in page.text
