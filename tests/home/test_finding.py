"""The page of search: who finds what, in which order, and what it shows of it."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import LessonIndexPage, LessonPage, NewsIndexPage, NewsPage
from home.queries.finding import Wanted, find, places_to_search, sight_of
from learninggroups.actions import posts
from learninggroups.actions.finding import index_new
from learninggroups.indexing import index_group, index_posts, index_threads
from learninggroups.models import LearningGroup, Post, Thread
from learninggroups.permissions import Roles, may_see_post
from members.indexing import index_members
from portal.management.commands.rebuild_search import SOURCES
from questions.indexing import index_question
from search import index, matching, stems
from search.matching import Query
from search.passages import marked, passage
from tests.cast import ROLES
from tests.factories.learninggroups import (
    STARTED,
    LearningGroupFactory,
    MembershipFactory,
    PostFactory,
    ThreadFactory,
)

pytestmark = pytest.mark.django_db
OPENNESS = LearningGroup.Openness.values


def roles_of(scene, role: str) -> Roles:
    return Roles.of(scene.person(role) or AnonymousUser())


def found(roles: Roles, words: str, **wanted) -> list[str]:
    """Return the addresses of all that somebody finds, page after page."""
    places = places_to_search()
    addresses, after = [], ""
    while True:
        page = find(roles, Wanted(words=words, after=after, **wanted), places, timezone.now())
        addresses += [result.address for result in page.results]
        if not page.more:
            return addresses
        after = page.more


@pytest.mark.parametrize("role", ROLES)
def test_what_search_finds_is_what_permissions_let_see(scene, role):
    for group_openness, thread_openness, post_openness in product(OPENNESS, repeat=3):
        group = LearningGroupFactory(openness=group_openness)
        MembershipFactory(group=group, member=scene.participant)
        thread = ThreadFactory(group=group, openness=thread_openness)
        PostFactory(thread=thread, openness=post_openness, body="<p>Ooievaar.</p>")
    index.rebuild(SOURCES)
    roles = roles_of(scene, role)
    everything = Post.objects.filter(body__contains="Ooievaar").select_related("thread__group")

    hits = matching.find(Query.of("ooievaar"), sight_of(roles, places_to_search()), limit=100)

    seen = {post for post in everything if may_see_post(roles, post)}
    assert {hit.subject_id for hit in hits} == {post.pk for post in seen}
    assert sorted(found(roles, "ooievaar")) == sorted(post.get_absolute_url() for post in seen)


def test_narrowing_a_group_hides_it_at_once(scene):
    PostFactory(thread=scene.open_thread, body="<p>Ooievaar.</p>", position=9)
    index.rebuild(SOURCES)
    visitor = Roles()
    before = found(visitor, "ooievaar")

    # Not through an action, which would tell search.
    LearningGroup.objects.filter(pk=scene.open_group.pk).update(openness="closed")

    assert (len(before), found(visitor, "ooievaar")) == (1, [])
    assert len(found(Roles.of(scene.participant), "ooievaar")) == 1


def test_an_archived_group_is_found_no_more(scene):
    index.rebuild(SOURCES)
    participant = Roles.of(scene.participant)
    before = found(participant, "leergroep open")

    LearningGroup.objects.filter(pk=scene.open_group.pk).update(archived_at=STARTED)

    assert before[0] == scene.open_group.get_absolute_url()
    assert scene.open_group.get_absolute_url() not in found(participant, "leergroep open")


@pytest.mark.parametrize(
    "gone",
    [
        {"deleted_at": STARTED},
        {"hidden_at": STARTED},
        {"openness": "closed"},
    ],
)
def test_what_is_out_of_sight_is_found_by_no_stranger(scene, gone):
    post = PostFactory(thread=scene.open_thread, body="<p>Ooievaar.</p>", position=9)
    index.rebuild(SOURCES)
    before = found(Roles(), "ooievaar")

    # Even when search was not told of it.
    Post.objects.filter(pk=post.pk).update(**gone)

    assert (before, found(Roles(), "ooievaar")) == ([post.get_absolute_url()], [])
    index_posts([post.pk])
    assert found(Roles(), "ooievaar") == []


def test_a_thread_that_went_up_in_another_is_found_no_more(scene):
    thread = ThreadFactory(group=scene.open_group, title="Ooievaars")
    index_threads([thread.pk])
    before = found(Roles(), "ooievaar")

    Thread.objects.filter(pk=thread.pk).update(merged_into=scene.open_thread)
    index_threads([thread.pk])

    assert (before, found(Roles(), "ooievaar")) == ([thread.get_absolute_url()], [])


def test_a_confidential_group_is_found_by_who_takes_part(scene):
    group = LearningGroupFactory(name="Ooievaars", openness="closed", is_confidential=True)
    MembershipFactory(group=group, member=scene.participant)
    index_group(group.pk)

    assert found(Roles.of(scene.participant), "ooievaars") == [group.get_absolute_url()]
    assert found(Roles.of(scene.elsewhere), "ooievaars") == []
    assert found(Roles.of(scene.programme_team), "ooievaars") == []


def test_people_are_found_by_members_only(scene):
    index_members([scene.elsewhere.pk])

    assert found(Roles.of(scene.participant), "elders") == [scene.elsewhere.get_absolute_url()]
    assert found(Roles.of(scene.participant), "wijkteam west") == [scene.elsewhere.get_absolute_url()]
    assert found(Roles(), "elders") == []


def test_a_draft_question_is_not_found(scene):
    for question in (scene.draft_question, scene.open_question):
        type(question).objects.filter(pk=question.pk).update(title="Ooievaars in de wijk")
        index_question(question.pk)

    assert found(Roles(), "ooievaars") == [scene.open_question.get_absolute_url()]
    assert found(Roles.of(scene.programme_team), "ooievaars") == [scene.open_question.get_absolute_url()]


def test_a_page_is_found_while_it_is_live(scene):
    page = NewsPage(title="Ooievaars gezien", lead="Een nest.", body=[("text", "<p>Op de schoorsteen.</p>")])
    NewsIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()

    assert found(Roles(), "ooievaar") == found(Roles(), "schoorsteen") == [page.address]

    page.unpublish()

    assert found(Roles(), "ooievaar") == []


def test_a_closed_lesson_is_found_by_members(scene):
    page = LessonPage(title="Ooievaars", lead="Een nest.", closed_reason="Te vers.", contact_line="Bel Bea.")
    LessonIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()

    assert found(Roles.of(scene.elsewhere), "ooievaars") == [page.address]
    assert found(Roles(), "ooievaars") == []


def test_titles_come_first_and_then_the_newest(scene, now):
    old = ThreadFactory(group=scene.open_group, title="Ooievaar", started_at=now - timedelta(days=90))
    for day in range(25):
        PostFactory(
            thread=scene.open_thread,
            position=100 + day,
            body=f"<p>Een ooievaar op dag {day}.</p>",
            posted_at=now - timedelta(days=day),
        )
    index.rebuild(SOURCES)

    addresses = found(Roles(), "ooievaar")

    assert addresses[0] == old.get_absolute_url()
    assert addresses[1:] == [
        post.get_absolute_url() for post in Post.objects.filter(position__gte=100).order_by("-posted_at")
    ]


def test_filters_narrow_what_is_found(scene, now):
    for position, author, days in ((100, scene.participant, 1), (101, scene.facilitator, 400)):
        PostFactory(
            thread=scene.open_thread,
            author=author,
            position=position,
            body="<p>Ooievaar.</p>",
            posted_at=timezone.now() - timedelta(days=days),
        )
    index.rebuild(SOURCES)
    new, old = (
        post.get_absolute_url() for post in Post.objects.filter(position__gte=100).order_by("position")
    )
    roles = Roles.of(scene.participant)

    assert found(roles, "ooievaar") == [new, old]
    assert found(roles, "ooievaar", author="dina") == [new]
    assert found(roles, "ooievaar", author="niemand") == []
    assert found(roles, "ooievaar", period="week") == [new]
    assert found(roles, "ooievaar", place=scene.open_group.slug) == [new, old]
    assert found(roles, "ooievaar", place=scene.closed_group.slug) == []
    assert found(roles, "ooievaar", kind="gesprekken") == [new, old]
    assert found(roles, "ooievaar", kind="mensen") == []


WORDS = st.text(st.sampled_from("abcdeéïmnorstvw"), min_size=5, max_size=9)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(WORDS, min_size=1, max_size=4),
    role=st.sampled_from(ROLES),
    openness=st.sampled_from(OPENNESS),
)
def test_what_is_written_is_found_by_its_words_by_who_may_read_it(scene, words, role, openness):
    group = LearningGroupFactory(openness=openness)
    MembershipFactory(group=group, member=scene.facilitator)
    thread = posts.start_thread(
        group=group,
        title="Zonder meer",
        body=f"<p>{' '.join(words)}</p>",
        actor=scene.facilitator,
        now=STARTED,
    )
    index_new()
    post = thread.posts.get()
    roles = roles_of(scene, role)

    for word in words:
        if Query.of(word):
            assert (post.get_absolute_url() in found(roles, word)) is may_see_post(roles, post)


HOSTILE = "<img src=x onerror=alert(1)>\"'&"


def test_a_passage_shows_no_markup_but_its_own():
    query = Query.of("ooievaar img alert")

    assert passage(f"{HOSTILE} ooievaar {HOSTILE}", query).count("<mark>") == 5
    assert "<img" not in passage(f"{HOSTILE} ooievaar {HOSTILE}", query)
    assert "<img" not in marked(HOSTILE, query)
    assert passage(stems.bare("<p>Een <strong>ooie</strong>vaar &lt;b&gt;</p>"), query) == (
        "Een <mark>ooievaar</mark> &lt;b&gt;"
    )


def test_a_passage_is_cut_around_what_was_found():
    text = "woord " * 100 + "ooievaar " + "woord " * 100

    cut = passage(text, Query.of("ooievaars"))

    assert cut.startswith("… woord")
    assert cut.endswith("woord …")
    assert "<mark>ooievaar</mark>" in cut
    assert len(cut) < 300


def test_hostile_words_are_shown_as_they_were_typed(client, scene):
    index.rebuild(SOURCES)

    page = client.get(reverse("home:find"), {"zoek": HOSTILE, "wie": HOSTILE}).content.decode()

    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


@pytest.mark.parametrize("place", ["x1", "t", "tx", "t0", "w-1", "w99999999999999999999", "é"])
def test_a_place_that_we_did_not_give_out_is_not_there(client, place):
    assert client.get(reverse("home:find"), {"zoek": "huis", "na": place}).status_code == 404


@pytest.mark.parametrize("words", ["", "   ", "de het een", "?!"])
def test_without_words_nothing_is_looked_for(client, django_assert_max_num_queries, words):
    with django_assert_max_num_queries(2):
        page = client.get(reverse("home:find"), {"zoek": words})

    assert page.status_code == 200
    assert page.context["results"].results == ()


def test_the_page_asks_no_more_for_more_results(client, scene, django_assert_max_num_queries):
    index.rebuild(SOURCES)
    client.force_login(scene.participant)
    counts = []
    for position in (100, 101, 102):
        post = PostFactory(thread=scene.open_thread, position=position, body="<p>Ooievaar.</p>")
        index_posts([post.pk])
        with django_assert_max_num_queries(10) as asked:
            page = client.get(reverse("home:find"), {"zoek": "ooievaar"})
        counts.append((len(page.context["results"].results), len(asked)))

    assert [found for found, _ in counts] == [1, 2, 3]
    assert counts[0][1] == counts[2][1]
