"""Who may do what in a group, and that the querysets say the same."""

import pytest
from django.contrib.auth.models import AnonymousUser

from learninggroups.models import GroupInvitation, GroupLetter, LearningGroup, Membership, Post, Thread
from learninggroups.permissions import (
    Roles,
    may_ask_to_join,
    may_delete_post,
    may_edit_post,
    may_found_groups,
    may_join,
    may_lead,
    may_read,
    may_reply,
    may_see_invitation,
    may_see_letter,
    may_see_membership,
    may_see_post,
    may_see_thread,
    may_write,
)
from learninggroups.queries import open_thread
from tests.cast import ROLES
from tests.factories.learninggroups import (
    STARTED,
    GroupInvitationFactory,
    GroupLetterFactory,
    PostFactory,
    ThreadFactory,
)

OPENNESS = LearningGroup.Openness.values


def roles_of(scene, role: str) -> Roles:
    return Roles.of(scene.person(role) or AnonymousUser())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("archived_at", [None, STARTED])
@pytest.mark.parametrize("openness", OPENNESS)
def test_querysets_agree_with_permissions(scene, group_of, openness, archived_at, role):
    group = group_of(openness, archived_at=archived_at)
    thread = ThreadFactory(group=group)
    post = PostFactory(thread=thread)
    roles = roles_of(scene, role)

    assert (group in LearningGroup.objects.readable_by(roles)) is may_read(roles, group)
    assert (thread in Thread.objects.visible_to(roles)) is may_see_thread(roles, thread)
    assert (open_thread(roles, thread.pk) is not None) is may_see_thread(roles, thread)
    assert (post in Post.objects.visible_to(roles)) is may_see_post(roles, post)
    visible = Membership.objects.visible_to(roles)
    for membership in group.memberships.all():
        assert (membership in visible) is may_see_membership(roles, membership)
    for letter in (GroupLetterFactory(group=group), GroupLetterFactory(group=group, sent_at=STARTED)):
        assert (letter in GroupLetter.objects.visible_to(roles)) is may_see_letter(roles, letter)
    invitation = GroupInvitationFactory(group=group)
    assert (invitation in GroupInvitation.objects.visible_to(roles)) is may_see_invitation(roles, invitation)


def test_an_inactive_member_reads_what_a_visitor_reads(scene, closed):
    scene.participant.is_active = False

    assert Roles.of(scene.participant) == Roles()


def test_what_people_are_is_one_question_however_many_they_are(scene, closed, django_assert_num_queries):
    people = [scene.person(role) for role in ROLES if role != "visitor"]

    with django_assert_num_queries(1):
        many = Roles.of_many(people)

    assert many == {person.pk: Roles.of(person) for person in people}
    assert Roles.of_many([]) == {}


def test_roles_hold_all_that_a_person_is(scene, closed):
    facilitator, team = Roles.of(scene.facilitator), Roles.of(scene.programme_team)
    own_groups = {scene.open_group.pk, scene.closed_group.pk, closed.pk}

    assert facilitator.participates == facilitator.facilitates == own_groups
    assert (Roles.of(scene.participant).participates, Roles.of(scene.participant).facilitates) == (
        own_groups,
        frozenset(),
    )
    # She only asked for a place.
    assert Roles.of(scene.contact).participates == frozenset()
    assert Roles.of(scene.contact).contact_of == Roles.of(scene.contact).organization_ids
    assert Roles.of(scene.contact).organization_ids == {scene.organization.pk}
    assert (team.is_programme_team, team.is_editor, team.is_administrator) == (True, False, False)


def allowed(scene, rule, thing) -> set[str]:
    return {role for role in ROLES if rule(roles_of(scene, role), thing)}


MEMBERS = set(ROLES) - {"visitor", "guest"}


def test_rights_in_an_open_group(scene, group_of):
    group = group_of("open")
    thread = ThreadFactory(group=group)

    assert allowed(scene, may_read, group) == set(ROLES)
    assert allowed(scene, may_write, group) == MEMBERS
    assert allowed(scene, may_reply, thread) == MEMBERS
    assert allowed(scene, may_join, group) == MEMBERS - {"participant", "facilitator"}
    assert allowed(scene, may_ask_to_join, group) == set()
    assert allowed(scene, may_lead, group) == {"facilitator"}


def test_rights_in_a_group_for_members(scene, group_of):
    group = group_of("members")

    assert allowed(scene, may_read, group) == MEMBERS
    assert allowed(scene, may_write, group) == {"participant", "facilitator"}
    assert allowed(scene, may_join, group) == MEMBERS - {"participant", "facilitator"}


def test_rights_in_a_closed_group(scene, group_of):
    group = group_of("closed")

    assert allowed(scene, may_read, group) == {"participant", "facilitator"}
    assert allowed(scene, may_write, group) == {"participant", "facilitator"}
    assert allowed(scene, may_join, group) == set()
    assert allowed(scene, may_ask_to_join, group) == MEMBERS - {"participant", "facilitator"}
    assert allowed(scene, may_lead, group) == {"facilitator"}


@pytest.mark.parametrize("openness", OPENNESS)
def test_nobody_writes_in_or_joins_an_archived_group(scene, group_of, openness):
    group = group_of(openness, archived_at=STARTED)

    for rule in (may_write, may_join, may_ask_to_join):
        assert allowed(scene, rule, group) == set()


def test_nobody_replies_in_a_closed_thread(scene, group_of):
    thread = ThreadFactory(group=group_of("open"), closed_at=STARTED)

    assert allowed(scene, may_reply, thread) == set()


def test_only_the_writer_changes_a_post(scene, closed):
    post = PostFactory(thread=ThreadFactory(group=closed), author=scene.participant)

    assert allowed(scene, may_edit_post, post) == {"participant"}
    assert allowed(scene, may_delete_post, post) == {"participant"}


def test_in_a_closed_thread_one_takes_back_but_does_not_change(scene, closed):
    thread = ThreadFactory(group=closed, closed_at=STARTED)
    post = PostFactory(thread=thread, author=scene.participant)

    assert allowed(scene, may_edit_post, post) == set()
    assert allowed(scene, may_delete_post, post) == {"participant"}


def test_a_deleted_post_stays_deleted(scene, closed):
    post = PostFactory(
        thread=ThreadFactory(group=closed), author=scene.participant, deleted_at=STARTED, body=""
    )

    assert allowed(scene, may_edit_post, post) == set()
    assert allowed(scene, may_delete_post, post) == set()


def test_a_writer_who_left_a_closed_group_cannot_reach_her_post(scene, closed):
    post = PostFactory(thread=ThreadFactory(group=closed), author=scene.elsewhere)

    assert allowed(scene, may_edit_post, post) == set()
    assert allowed(scene, may_delete_post, post) == set()


def test_only_the_programme_team_starts_groups(scene):
    assert {role for role in ROLES if may_found_groups(roles_of(scene, role))} == {"programme_team"}
