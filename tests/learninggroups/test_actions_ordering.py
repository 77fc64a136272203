"""Moving, splitting and merging threads: who reads what, where old places lead, what is new to whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learninggroups.actions import ordering as actions
from learninggroups.actions import posts, reading
from learninggroups.models import (
    Draft,
    LearningGroup,
    Membership,
    ModerationAct,
    MovedPost,
    Post,
    ReadMark,
    Thread,
    ThreadGuest,
    place_of,
)
from learninggroups.permissions import Roles, may_see_post
from learninggroups.queries.ordering import Obstacle
from tests.factories.learninggroups import (
    STARTED,
    LearningGroupFactory,
    MembershipFactory,
    PostFactory,
    ThreadFactory,
)
from tests.factories.members import MemberFactory

REASON = "Dit hoort bij elkaar."


def thread_in(group, posts: int, *, started=STARTED, **fields) -> Thread:
    thread = ThreadFactory(
        group=group,
        started_at=started,
        last_post_at=started + timedelta(hours=posts - 1),
        post_count=posts,
        **fields,
    )
    for position in range(1, posts + 1):
        PostFactory(
            thread=thread,
            position=position,
            body=f"<p>{thread.pk}-{position}</p>",
            posted_at=started + timedelta(hours=position - 1),
        )
    return thread


def bodies(thread) -> list[str]:
    return list(thread.posts.order_by("position").values_list("body", flat=True))


def places(thread) -> list[int]:
    return list(thread.posts.order_by("position").values_list("position", flat=True))


# Moving.


def move(thread, group, actor, now):
    actions.move_thread(thread=thread, group=group, reason=REASON, actor=actor, now=now)
    thread.refresh_from_db()


@pytest.mark.parametrize("before", LearningGroup.Openness.values)
@pytest.mark.parametrize("after", LearningGroup.Openness.values)
def test_nobody_comes_to_read_what_she_could_not(scene, group_of, now, before, after):
    thread = thread_in(group_of(before), 2)
    group = group_of(after)
    MembershipFactory(group=group, member=scene.elsewhere)
    people = [scene.person(name) for name in ("elsewhere", "participant", "contact", "programme_team")]

    def readers() -> set:
        found = {(person.pk, post.pk) for person in people for post in visible(Roles.of(person))}
        return found | {(None, post.pk) for post in visible(Roles())}

    def visible(roles):
        posts = list(Post.objects.visible_to(roles).filter(thread=thread).select_related("thread__group"))
        assert all(may_see_post(roles, post) for post in posts)
        return posts

    could = readers()
    try:
        move(thread, group, scene.facilitator, now)
    except actions.InTheWay:
        assert before == "closed"

    assert readers() <= could


def test_out_of_a_closed_group_only_to_where_nobody_new_reads(scene, group_of, now):
    thread = thread_in(group_of("closed"), 1)
    wider, same = group_of("closed"), group_of("closed")
    MembershipFactory(group=wider, member=scene.elsewhere)

    with pytest.raises(actions.InTheWay) as refused:
        move(thread, wider, scene.facilitator, now)
    assert refused.value.obstacle is Obstacle.EXPOSES

    move(thread, same, scene.facilitator, now)
    assert thread.group == same


def test_into_a_group_that_everyone_may_join_nothing_closed_goes(scene, group_of, now):
    """Nobody new takes part today, but tomorrow anyone may."""
    thread = thread_in(group_of("closed"), 1)

    with pytest.raises(actions.InTheWay):
        move(thread, group_of("members"), scene.facilitator, now)


def test_a_post_from_when_the_group_was_closed_keeps_its_thread_in(scene, group_of, now):
    thread = thread_in(group_of("open"), 2)
    thread.posts.filter(position=2).update(openness="closed")

    with pytest.raises(actions.InTheWay):
        move(thread, group_of("members"), scene.facilitator, now)


def test_nothing_leaves_a_confidential_group_for_one_that_is_not(scene, group_of, now):
    thread = thread_in(group_of("closed", is_confidential=True), 1)

    with pytest.raises(actions.InTheWay) as refused:
        move(thread, group_of("closed"), scene.facilitator, now)
    assert refused.value.obstacle is Obstacle.CONFIDENTIAL


def test_what_members_wrote_for_members_stays_so_in_an_open_group(scene, group_of, now):
    thread = thread_in(group_of("members"), 1)

    move(thread, group_of("open"), scene.facilitator, now)

    assert not Thread.objects.visible_to(Roles()).filter(pk=thread.pk).exists()
    reply = posts.post_reply(thread=thread, body="<p>Hier.</p>", actor=scene.participant, now=now)
    assert not Post.objects.visible_to(Roles()).filter(pk=reply.pk).exists()


def test_one_keeps_order_in_both_groups(scene, group_of, now):
    thread, elsewhere = thread_in(group_of("members"), 1), LearningGroupFactory(openness="members")

    with pytest.raises(PermissionDenied):
        move(thread, elsewhere, scene.facilitator, now)
    with pytest.raises(PermissionDenied):
        move(thread, elsewhere, scene.programme_team, now)

    MembershipFactory(group=thread.group, member=scene.programme_team)
    move(thread, elsewhere, scene.programme_team, now)
    assert thread.group == elsewhere


def test_a_move_leaves_a_line_in_both_groups(scene, group_of, now):
    thread = thread_in(group_of("members"), 1, pinned_at=now)
    before, after = thread.group, group_of("members")

    move(thread, after, scene.facilitator, now)

    acts = ModerationAct.objects.values_list("group", "kind", "thread", "reason")
    assert set(acts) == {(group.pk, "moved", thread.pk, REASON) for group in (before, after)}
    assert thread.pinned_at is None


def test_a_reply_that_comes_in_after_a_move_is_told_so(scene, group_of, now):
    thread = thread_in(group_of("members"), 1)
    before = Thread.objects.select_related("group").get(pk=thread.pk)
    move(thread, group_of("closed"), scene.facilitator, now)

    with pytest.raises(posts.ThreadMoved):
        posts.post_reply(thread=before, body="<p>Nog iets.</p>", actor=scene.participant, now=now)


# Splitting.


def split(thread, positions, actor, now) -> Thread:
    chosen = list(thread.posts.filter(position__in=positions).values_list("pk", flat=True))
    return actions.split_thread(
        thread=thread, posts=chosen, title="Iets anders", reason=REASON, actor=actor, now=now
    )


def test_chosen_posts_go_on_in_a_thread_of_their_own(scene, closed, now):
    thread = thread_in(closed, 5)

    new = split(thread, [1, 3, 5], scene.facilitator, now)

    thread.refresh_from_db()
    assert places(thread) == [1, 2, 4]
    assert (thread.post_count, thread.last_post_at) == (5, STARTED + timedelta(hours=3))
    assert bodies(new) == [f"<p>{thread.pk}-3</p>", f"<p>{thread.pk}-5</p>"]
    assert (places(new), new.post_count, new.group, new.title) == ([1, 2], 2, closed, "Iets anders")


def test_an_old_place_leads_to_where_its_post_stands(scene, closed, now):
    thread = thread_in(closed, 3)
    new = split(thread, [2], scene.facilitator, now)

    marker = MovedPost.objects.get(thread=thread, position=2)
    assert (marker.post.thread, marker.post.position) == (new, 1)


def test_a_place_that_was_left_is_not_given_out_again(scene, closed, now):
    thread = thread_in(closed, 3)
    split(thread, [3], scene.facilitator, now)
    thread.refresh_from_db()

    reply = posts.post_reply(thread=thread, body="<p>Vier.</p>", actor=scene.participant, now=now)
    assert reply.position == 4


def test_the_first_post_stays(scene, closed, now):
    with pytest.raises(actions.NothingToMove):
        split(thread_in(closed, 2), [1], scene.facilitator, now)


def test_guests_go_on_reading_what_they_could(scene, closed, now):
    thread = thread_in(closed, 2)
    guest = MemberFactory(is_guest=True)
    ThreadGuest.objects.create(thread=thread, member=guest, until=now.date(), since=now)

    new = split(thread, [2], scene.facilitator, now)

    assert set(Thread.objects.visible_to(Roles.of(guest)).filter(group=closed)) == {thread, new}


# Merging.


def merge(one, other, actor, now) -> Thread:
    return actions.merge_threads(thread=one, other=other, reason=REASON, actor=actor, now=now)


def test_the_younger_goes_on_in_the_older(scene, closed, now):
    older, younger = thread_in(closed, 2), thread_in(closed, 3, started=STARTED + timedelta(days=1))

    assert merge(younger, older, scene.facilitator, now) == older

    older.refresh_from_db()
    younger.refresh_from_db()
    assert places(older) == [1, 2, 3, 4, 5]
    assert (older.post_count, older.last_post_at) == (5, younger.last_post_at)
    assert (younger.merged_into, places(younger)) == (older, [])
    moved = MovedPost.objects.filter(thread=younger).values_list("position", "post__position")
    assert dict(moved) == {1: 3, 2: 4, 3: 5}


def test_a_reply_to_a_merged_thread_lands_in_the_other(scene, closed, now):
    older, younger = thread_in(closed, 1), thread_in(closed, 1, started=now)
    merge(older, younger, scene.facilitator, now)

    reply = posts.post_reply(thread=younger, body="<p>Nog iets.</p>", actor=scene.participant, now=now)

    assert (reply.thread, reply.position) == (older, 3)


def test_words_for_a_few_stay_for_a_few_when_threads_merge(scene, group_of, now):
    group = group_of("open")
    older, younger = thread_in(group, 1), thread_in(group, 1, started=now, openness="closed")

    merge(older, younger, scene.facilitator, now)

    assert [post.position for post in Post.objects.visible_to(Roles()).filter(thread=older)] == [1]


def test_a_guest_of_one_thread_does_not_come_to_read_the_other(scene, closed, now):
    older, younger = thread_in(closed, 1), thread_in(closed, 1, started=now)
    ThreadGuest.objects.create(
        thread=younger, member=MemberFactory(is_guest=True), until=now.date(), since=now
    )

    with pytest.raises(actions.InTheWay) as refused:
        merge(older, younger, scene.facilitator, now)
    assert refused.value.obstacle is Obstacle.GUESTS_DIFFER


def test_threads_of_two_groups_do_not_merge(scene, group_of, now):
    with pytest.raises(actions.NothingToMove):
        merge(thread_in(group_of("closed"), 1), thread_in(group_of("closed"), 1), scene.facilitator, now)


def test_unfinished_replies_come_along(scene, closed, now):
    older, younger = thread_in(closed, 1), thread_in(closed, 1, started=now)
    for thread in (older, younger):
        Draft.objects.create(
            member=scene.participant, place=place_of(thread), fields={"body": str(thread.pk)}, kept_at=now
        )

    merge(older, younger, scene.facilitator, now)

    drafts = {(draft.place, draft.fields["body"]) for draft in Draft.objects.all()}
    assert drafts == {(place_of(older), str(older.pk)), (place_of(older), str(younger.pk))}


def test_participants_keep_no_order(scene, closed, now):
    one, other = thread_in(closed, 2), thread_in(closed, 1)

    for attempt in (
        lambda: split(one, [2], scene.participant, now),
        lambda: merge(one, other, scene.participant, now),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


# What is new to whom.


def known(members, groups) -> dict:
    """What is read and what is new, by member and post: the words tell which post it is."""
    found = {}
    for member in members:
        for thread in Thread.objects.standing().filter(group__in=groups).with_unread(member.pk):
            for post in thread.posts.all():
                is_read = thread.mark is not None and post.position <= thread.mark
                is_new = thread.unread > 0 and post.position > (thread.mark or 0)
                found[member.pk, post.pk] = "read" if is_read else "new" if is_new else "neither"
    return found


steps = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.integers(0, 2), st.integers(0, 1), st.integers(1, 5)),
        st.tuples(st.just("split"), st.integers(0, 1), st.sets(st.integers(2, 5), min_size=1)),
        st.tuples(st.just("merge"), st.integers(0, 1), st.integers(0, 1)),
        st.tuples(st.just("move"), st.integers(0, 1), st.integers(0, 1)),
    ),
    max_size=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, joined=st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_what_is_new_stays_new_and_what_is_read_stays_read(scene, group_of, now, steps, joined):
    """
    In any order of reading, splitting, merging and moving.

    One exception: who had not read a thread to its end has everything new that comes after it.
    """
    groups = [group_of("members"), group_of("members")]
    members = MemberFactory.create_batch(3)
    for number, member in enumerate(members):
        for place, group in enumerate(groups):
            since = STARTED + timedelta(minutes=30) + timedelta(hours=joined[2 * number + place] - 2)
            Membership.objects.create(group=group, member=member, joined_at=since)
    threads = [thread_in(groups[0], 5), thread_in(groups[0], 3, started=STARTED + timedelta(hours=3))]
    for step in steps:
        before = known(members, groups)
        standing = list(Thread.objects.standing().filter(pk__in=[one.pk for one in threads]).order_by("pk"))
        thread = standing[step[1] % len(standing)] if step[0] != "read" else standing[step[2] % len(standing)]
        late = set()
        try:
            match step:
                case "read", who, _, position:
                    reading.mark_read(thread=thread, position=position, actor=members[who], now=now)
                    continue
                case "split", _, positions:
                    threads.append(split(thread, positions, scene.facilitator, now))
                case "merge", _, which:
                    other = standing[which % len(standing)]
                    pair = sorted((thread, other), key=lambda one: (one.started_at, one.pk))
                    late = set(pair[1].posts.values_list("pk", flat=True))
                    merge(thread, other, scene.facilitator, now)
                case "move", _, which:
                    move(thread, groups[which], scene.facilitator, now)
        except actions.NothingToMove:
            continue
        after = known(members, groups)
        for key, was in before.items():
            if was == "new":
                assert after[key] == "new", (step, key)
            if was == "read" and key[1] not in late:
                assert after[key] == "read", (step, key)


def test_what_one_wants_to_hear_comes_along(scene, closed, now):
    older, younger = thread_in(closed, 2), thread_in(closed, 2, started=now)
    ReadMark.objects.create(
        thread=younger, member=scene.participant, position=2, read_at=now, level="everything"
    )

    new = split(younger, [2], scene.facilitator, now)
    merge(older, younger, scene.facilitator, now)

    levels = ReadMark.objects.filter(member=scene.participant).values_list("thread", "level")
    assert dict(levels) == {new.pk: "everything", older.pk: "everything"}
