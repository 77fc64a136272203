"""Saying what one wants to hear: what holds now, where it comes from, and back to nothing chosen."""

import pytest

from learninggroups.models import Membership, ReadMark
from learninggroups.notifications.posts import level_token
from learninggroups.permissions import Roles
from learninggroups.queries import levels
from members.models import Level
from tests.factories.learninggroups import ThreadFactory


@pytest.fixture
def thread(closed):
    return ThreadFactory(group=closed, title="Een gezin met zorgen")


def test_what_holds_comes_from_the_nearest_choice(scene, closed, thread, client_of):
    client = client_of(scene.participant)
    path = f"{thread.get_absolute_url()}horen/"
    seen = []
    for address, level in [
        ("/leergroepen/horen/", "everything"),
        (f"/leergroepen/{closed.slug}/horen/", "overview"),
        (path, "needed"),
        (path, "further"),
    ]:
        assert client.post(address, {"level": level}).status_code == 303
        scene.participant.refresh_from_db()
        choice = levels.choice_for_thread(scene.participant, thread)
        seen.append((choice.level, choice.source))

    assert seen == [
        (Level.EVERYTHING, "own"),
        (Level.OVERVIEW, "group"),
        (Level.NEEDED, "thread"),
        (Level.OVERVIEW, "group"),
    ]


def test_one_page_shows_every_switch(scene, closed, thread, client_of, now):
    Membership.objects.filter(group=closed, member=scene.participant).update(level=Level.OVERVIEW)
    ReadMark.objects.create(
        thread=thread, member=scene.participant, position=0, read_at=now, level=Level.EVERYTHING
    )

    switches = levels.switches_of(scene.participant, Roles.of(scene.participant))
    shown = client_of(scene.participant).get("/mail/").content.decode()

    assert (switches.own, [place.name for place in switches.threads]) == (Level.NEEDED, [thread.title])
    assert {place.name: place.level for place in switches.groups}[closed.name] == Level.OVERVIEW
    assert closed.name in shown
    assert "alles meteen, alleen voor dit gesprek" in shown


def test_a_link_from_a_letter_about_a_confidential_group_tells_nothing(scene, closed, thread, client):
    closed.is_confidential = True
    closed.save()

    shown = client.get(
        f"/leergroepen/gesprekken/horen/{level_token(scene.participant.pk, thread.pk)}/"
    ).content.decode()

    assert thread.title not in shown
    assert closed.name not in shown
    assert "Nu geldt" in shown


def test_a_link_no_longer_works_for_who_left_the_group(scene, closed, thread, client):
    Membership.objects.filter(group=closed, member=scene.participant).delete()

    response = client.get(f"/leergroepen/gesprekken/horen/{level_token(scene.participant.pk, thread.pk)}/")

    assert response.status_code == 404
