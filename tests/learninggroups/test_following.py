"""Following an open group, and laying a group to rest."""

import pytest
from django.core.exceptions import PermissionDenied

from learninggroups.actions.groups import archive_group, revive_group
from learninggroups.actions.memberships import follow_group, join_group, unfollow_group
from learninggroups.actions.posts import start_thread
from learninggroups.models import LearningGroup, Membership
from learninggroups.permissions import Roles, follows, takes_part


def test_a_member_follows_an_open_group_and_stops(scene, now):
    follow_group(group=scene.open_group, actor=scene.elsewhere, now=now)
    follow_group(group=scene.open_group, actor=scene.elsewhere, now=now)
    roles = Roles.of(scene.elsewhere)
    assert follows(roles, scene.open_group)
    assert not takes_part(roles, scene.open_group)

    unfollow_group(group=scene.open_group, actor=scene.elsewhere)
    assert not follows(Roles.of(scene.elsewhere), scene.open_group)


def test_nobody_follows_what_is_not_open_or_what_is_her_own(scene, now):
    for member, group in (
        (scene.elsewhere, scene.closed_group),
        (scene.participant, scene.open_group),
        (scene.guest, scene.open_group),
    ):
        with pytest.raises(PermissionDenied):
            follow_group(group=group, actor=member, now=now)


def test_who_follows_joins_as_anybody(scene, now):
    follow_group(group=scene.open_group, actor=scene.elsewhere, now=now)
    join_group(group=scene.open_group, actor=scene.elsewhere, now=now)

    assert scene.open_group.memberships.get(member=scene.elsewhere).role == Membership.Role.PARTICIPANT
    unfollow_group(group=scene.open_group, actor=scene.elsewhere)
    assert takes_part(Roles.of(scene.elsewhere), scene.open_group)


def test_the_button_is_on_the_page_of_the_group(scene, client_of):
    client, address = client_of(scene.elsewhere), scene.open_group.get_absolute_url()

    assert "Volg deze groep" in client.get(address).text
    assert "Volg niet meer" in client.post(f"{address}volgen/", follow=True).text
    assert "Volg deze groep" in client.post(f"{address}volgen/stoppen/", follow=True).text
    assert "Volg deze groep" not in client_of(scene.participant).get(address).text


def test_who_leads_an_archived_group_finds_there_how_to_open_it_again(scene, now, client_of):
    archive_group(group=scene.open_group, actor=scene.facilitator, now=now)
    path = scene.open_group.get_absolute_url()

    assert f'<a href="{path}archief/">Open de groep weer</a>' in client_of(scene.facilitator).get(path).text
    assert "Open de groep weer" not in client_of(scene.participant).get(path).text


def test_an_archived_group_is_read_and_not_written_in(scene, now, client_of):
    archive_group(group=scene.open_group, actor=scene.programme_team, now=now)
    scene.open_group.refresh_from_db()

    with pytest.raises(PermissionDenied):
        start_thread(group=scene.open_group, title="x", body="<p>x</p>", actor=scene.facilitator, now=now)
    assert client_of(None).get(scene.open_thread.get_absolute_url()).status_code == 200
    assert scene.open_group not in LearningGroup.objects.current()


def test_a_group_comes_back_with_everyone_in_it(scene, now):
    archive_group(group=scene.open_group, actor=scene.facilitator, now=now)
    scene.open_group.refresh_from_db()
    revive_group(group=scene.open_group, actor=scene.facilitator)
    scene.open_group.refresh_from_db()

    assert scene.open_group.archived_at is None
    assert takes_part(Roles.of(scene.participant), scene.open_group)


def test_only_who_looks_after_a_group_lays_it_to_rest(scene, now):
    for stranger in (scene.participant, scene.elsewhere, scene.editor):
        with pytest.raises(PermissionDenied):
            archive_group(group=scene.open_group, actor=stranger, now=now)
