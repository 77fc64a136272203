"""The pages of reports, acts and order: what they show, and that they cost the same however long."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from learninggroups.actions import ordering
from learninggroups.models import ModerationAct, Post
from learninggroups.permissions import Roles
from learninggroups.queries import history, moderation
from learninggroups.queries.ordering import posts_to_split_off
from tests.factories.learninggroups import STARTED, PostFactory, ReportFactory, ThreadFactory


@pytest.fixture
def thread(scene, closed):
    return ThreadFactory(group=closed, title="Een lastig gesprek", post_count=0)


def write(thread, times, **fields) -> list[Post]:
    first = thread.posts.count() + 1
    return [PostFactory(thread=thread, position=first + number, **fields) for number in range(times)]


def cost(django_assert_max_num_queries, load) -> int:
    with django_assert_max_num_queries(30) as captured:
        load()
    return len(captured)


def test_lists_cost_the_same_for_one_and_for_three(scene, thread, now, django_assert_max_num_queries):
    leader, team = Roles.of(scene.facilitator), Roles.of(scene.programme_team)
    costs = []
    for times in (1, 2):
        for post in write(thread, times):
            ReportFactory(post=post)
            ReportFactory(post=post, to_programme_team=True)
            ModerationAct.objects.create(
                kind="hid", group=thread.group, thread=thread, post=post, actor=scene.facilitator, done_at=now
            )
        write(thread, times, hidden_at=now, body="")
        costs.append(
            [
                cost(django_assert_max_num_queries, load)
                for load in (
                    lambda: moderation.group_queue(leader, thread.group),
                    lambda: moderation.team_queue(team),
                    lambda: moderation.act_entries(leader, moderation.acts_in(leader, thread.group)),
                    lambda: posts_to_split_off(leader, thread, after=0),
                )
            ]
        )

    assert costs[0] == costs[1]
    assert max(costs[0]) <= 5


def test_the_programme_team_sees_of_a_closed_group_the_reported_post_only(scene, client_of, thread):
    reported, other = write(thread, 2)
    reported.body, other.body = "<p>Dit is gemeld.</p>", "<p>Dit niet.</p>"
    Post.objects.bulk_update([reported, other], ["body"])
    ReportFactory(post=reported, to_programme_team=True)

    page = client_of(scene.programme_team).get(reverse("learninggroups:team-reports")).content.decode()

    assert "Dit is gemeld." in page
    assert "Dit niet." not in page
    assert thread.title not in page


def test_the_log_names_no_thread_to_who_may_not_see_it(scene, client_of, thread, now):
    ModerationAct.objects.create(
        kind="closed", group=thread.group, thread=thread, actor=scene.facilitator, done_at=now
    )
    address = reverse("learninggroups:acts", args=[thread.group.slug])

    assert thread.title in client_of(scene.facilitator).get(address).content.decode()
    assert thread.title not in client_of(scene.programme_team).get(address).content.decode()


def test_an_old_address_leads_to_where_a_merged_thread_goes_on(scene, client_of, closed, now):
    older, younger = ThreadFactory(group=closed, post_count=2), ThreadFactory(group=closed, post_count=1)
    write(older, 2)
    [post] = write(younger, 1)
    ordering.merge_threads(thread=younger, other=older, reason="Hetzelfde.", actor=scene.facilitator, now=now)
    client = client_of(scene.participant)

    for address in (
        reverse("learninggroups:thread", args=[younger.pk]),
        reverse("learninggroups:post", args=[post.pk]),
    ):
        assert client.get(address).headers["Location"].endswith(f"/{older.pk}/#bericht-3")


def test_the_past_of_a_post_in_order(scene, thread, now):
    [post] = write(thread, 1, body="<p>Derde.</p>")
    for number, body in enumerate(("<p>Eerste.</p>", "<p>Tweede.</p>"), start=1):
        post.revisions.create(number=number, body=body, replaced_at=now, is_minor=number == 2)

    versions = history.versions_of(Roles.of(scene.participant), post)

    assert [(version.body, version.since, version.is_minor) for version in versions] == [
        ("<p>Derde.</p>", now, True),
        ("<p>Tweede.</p>", now, False),
        ("<p>Eerste.</p>", STARTED, False),
    ]
    assert history.versions_of(Roles.of(AnonymousUser()), post) == []
