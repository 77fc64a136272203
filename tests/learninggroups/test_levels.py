"""Saying what one wants to hear: what holds now, where it comes from, and back to nothing chosen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learninggroups.actions import levels as actions
from learninggroups.models import Membership, ReadMark
from learninggroups.notifications.posts import level_token
from learninggroups.permissions import Roles
from learninggroups.queries import levels
from members.models import Level
from tests.factories.learninggroups import MembershipFactory, ThreadFactory
from tests.factories.themes import ThemeFactory


@pytest.fixture
def theme(closed):
    """The theme of the closed group."""
    closed.theme = ThemeFactory(name="Veiligheid", slug="veiligheid")
    closed.save()
    return closed.theme


@pytest.fixture
def thread(closed, theme):
    return ThreadFactory(group=closed, title="Een gezin met zorgen")


@pytest.fixture
def letter_to(scene):
    """Return the address in a letter to the participant of what she chose at a place."""

    def letter_to(place: str, pk: int) -> str:
        return reverse("learninggroups:level-by-letter", args=[level_token(scene.participant.pk, place, pk)])

    return letter_to


def test_what_holds_comes_from_the_nearest_choice(scene, closed, thread, client_of):
    client = client_of(scene.participant)
    path = f"{thread.get_absolute_url()}horen/"
    seen = []
    for address, level in [
        ("/leergroepen/horen/", "everything"),
        ("/leernetwerken/veiligheid/horen/", "needed"),
        (f"/leergroepen/{closed.slug}/horen/", "overview"),
        (path, "needed"),
        (path, "further"),
        (f"/leergroepen/{closed.slug}/horen/", "further"),
        ("/leernetwerken/veiligheid/horen/", "further"),
    ]:
        assert client.post(address, {"level": level}).status_code == 303
        scene.participant.refresh_from_db()
        choice = levels.choice_for_thread(scene.participant, thread)
        seen.append((choice.level, choice.source))

    assert seen == [
        (Level.EVERYTHING, "own"),
        (Level.NEEDED, "theme"),
        (Level.OVERVIEW, "group"),
        (Level.NEEDED, "thread"),
        (Level.OVERVIEW, "group"),
        (Level.NEEDED, "theme"),
        (Level.EVERYTHING, "own"),
    ]


def test_one_page_shows_every_switch(scene, closed, theme, thread, client_of, now):
    Membership.objects.filter(group=closed, member=scene.participant).update(level=Level.OVERVIEW)
    actions.choose_for_theme(theme=theme, level=Level.NEEDED, actor=scene.participant)
    ReadMark.objects.create(
        thread=thread, member=scene.participant, position=0, read_at=now, level=Level.EVERYTHING
    )

    switches = levels.switches_of(scene.participant, Roles.of(scene.participant))
    shown = client_of(scene.participant).get("/mail/").content.decode()

    assert (switches.own, [place.name for place in switches.threads]) == (Level.NEEDED, [thread.title])
    assert {place.name: place.level for place in switches.groups}[closed.name] == Level.OVERVIEW
    assert [(place.name, place.level, place.is_chosen) for place in switches.themes] == [
        ("Veiligheid", Level.NEEDED, True)
    ]
    assert closed.name in shown
    assert "Thema Veiligheid" in shown
    assert "alles meteen, alleen voor dit gesprek" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_switches_costs_the_same_for_any_number(scene, count, client_of, now):
    roles = Roles.of(scene.participant)
    for _ in range(count):
        group = MembershipFactory(member=scene.participant, group__theme=ThemeFactory()).group
        actions.choose_for_theme(theme=group.theme, level=Level.OVERVIEW, actor=scene.participant)
        level = Level.EVERYTHING
        ReadMark.objects.create(
            thread=ThreadFactory(group=group), member=scene.participant, read_at=now, position=0, level=level
        )

    with CaptureQueriesContext(connection) as statements:
        levels.switches_of(scene.participant, roles)

    assert len(statements) == 4


def test_a_choice_for_a_theme_holds_where_nothing_was_chosen_nearer_by(scene, closed, theme):
    actions.choose_for_theme(theme=theme, level=Level.EVERYTHING, actor=scene.participant)

    before = levels.choice_for_group(scene.participant, closed)
    actions.choose_for_group(group=closed, level=Level.OVERVIEW, actor=scene.participant)
    after = levels.choice_for_group(scene.participant, closed)

    assert (before.level, before.source) == (Level.EVERYTHING, "theme")
    assert (after.level, after.source) == (Level.OVERVIEW, "group")
    assert (after.otherwise, after.further) == (Level.EVERYTHING, "theme")


def test_choosing_for_a_theme_twice_keeps_the_last(scene, theme):
    for level in (Level.EVERYTHING, Level.OVERVIEW):
        actions.choose_for_theme(theme=theme, level=level, actor=scene.participant)

    assert levels.choice_for_theme(scene.participant, theme).chosen == Level.OVERVIEW


@pytest.mark.parametrize("place", ["thread", "group", "theme", "own"])
def test_a_letter_leads_to_the_choice_it_came_by_without_signing_in(
    scene, closed, theme, thread, letter_to, client, place
):
    address = letter_to(place, {"thread": thread.pk, "group": closed.pk, "theme": theme.pk}.get(place, 0))

    for _scanner in range(2):
        assert client.get(address).status_code == 200
    before = levels.choice_for_thread(scene.participant, thread)
    response = client.post(address, {"level": "everything"})

    scene.participant.refresh_from_db()
    after = levels.choice_for_thread(scene.participant, thread)
    assert (before.level, before.source) == (Level.NEEDED, "own")
    assert (after.level, after.source) == (Level.EVERYTHING, place)
    assert response["Location"] == address
    assert "_auth_user_id" not in client.session


def test_a_link_from_a_letter_about_a_confidential_group_tells_nothing(closed, thread, letter_to, client):
    closed.is_confidential = True
    closed.save()

    shown = client.get(letter_to("thread", thread.pk)).content.decode()

    assert thread.title not in shown
    assert closed.name not in shown
    assert "Nu geldt" in shown


def test_a_link_no_longer_works_for_who_left_the_group(scene, closed, thread, letter_to, client):
    Membership.objects.filter(group=closed, member=scene.participant).delete()

    response = client.get(letter_to("thread", thread.pk))

    assert response.status_code == 404
