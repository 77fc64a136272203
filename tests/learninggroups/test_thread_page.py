"""What stands at each place of a thread, for whom, and that nothing people wrote becomes markup."""

from datetime import timedelta
from html import escape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from learninggroups import queries
from learninggroups.actions import posts as actions
from learninggroups.actions import reading
from learninggroups.models import (
    Attachment,
    MovedPost,
    Post,
    ReadMark,
    Recognition,
    Thread,
    ThreadGuest,
)
from learninggroups.permissions import Roles, may_see_post
from learninggroups.queries.opening import OF_GROUP, OF_THREAD
from learninggroups.queries.threads import PostState
from learninggroups.templatetags.conversation import posts as draw
from tests.cast import ROLES
from tests.factories.learninggroups import STARTED, MembershipFactory, PostFactory, ThreadFactory
from tests.factories.members import MemberFactory, OrganizationFactory
from ui.filling import fill

TEXT = "<p>Dit herken ik.</p>"
NASTY = """<img src=x onerror="alert(1)">'&%s{0}"""


@pytest.fixture
def thread(group_of):
    """An open thread whose group was closed when its second post was written."""
    thread = ThreadFactory(group=group_of("open"), post_count=3)
    for position, openness in enumerate(["open", "closed", "members"], start=1):
        PostFactory(thread=thread, position=position, openness=openness, body=f"<p>Woorden {position}.</p>")
    return thread


def page_of(person, thread, number=1):
    roles = Roles.of(person or AnonymousUser())
    return queries.thread_page(roles, queries.open_thread(roles, thread.pk), number=number)


@pytest.mark.parametrize("role", ROLES)
def test_words_are_there_for_who_may_see_the_post_and_for_nobody_else(scene, thread, role):
    person = scene.person(role)
    roles = Roles.of(person or AnonymousUser())

    shown = {post.position: post for post in page_of(person, thread).posts}

    for post in thread.posts.select_related("thread__group"):
        entry = shown[post.position]
        assert (entry.state is not PostState.WITHHELD) == may_see_post(roles, post)
        if entry.state is PostState.WITHHELD:
            assert (entry.pk, entry.body, entry.author, entry.posted_at) == (0, "", "", None)


def test_a_visitor_sees_where_posts_stand_that_only_participants_read(thread, client_of):
    shown = client_of(None).get(thread.get_absolute_url()).content.decode()

    assert "Woorden 1." in shown
    assert "Woorden 2." not in shown
    assert shown.count("Dit bericht lezen alleen de deelnemers.") == 2


def test_a_hidden_post_is_read_by_its_writer_and_the_facilitator_alone(scene, thread):
    Post.objects.filter(thread=thread, position=1).update(hidden_at=STARTED, author=scene.participant)

    words = {
        role: page_of(scene.person(role), thread).posts[0].body
        for role in ("participant", "facilitator", "elsewhere")
    }

    assert words == {"participant": "<p>Woorden 1.</p>", "facilitator": "<p>Woorden 1.</p>", "elsewhere": ""}
    assert "De begeleiding heeft het verborgen." in draw(page_of(scene.elsewhere, thread))


def test_a_moved_post_leaves_a_way_to_where_it_stands_for_who_may_follow(scene, thread, closed):
    moved = thread.posts.get(position=2)
    MovedPost.objects.create(thread=thread, position=2, post=moved)
    elsewhere = ThreadFactory(group=closed, post_count=1)
    Post.objects.filter(pk=moved.pk).update(thread=elsewhere, position=1)

    ways = {
        role: [(post.state, post.moved_to) for post in page_of(scene.person(role), thread).posts][1]
        for role in ("participant", "elsewhere")
    }

    assert ways == {
        "participant": (PostState.MOVED, f"{elsewhere.get_absolute_url()}#bericht-1"),
        "elsewhere": (PostState.MOVED, ""),
    }
    assert "Lees het waar het nu staat" in draw(page_of(scene.participant, thread))


def test_a_guest_is_always_labelled(scene, thread):
    guest = MemberFactory(name="Gijs Gast", is_guest=True)
    ThreadGuest.objects.create(
        thread=thread, member=guest, until=STARTED.date(), since=STARTED, ended_at=STARTED
    )
    Post.objects.filter(thread=thread, position=1).update(author=guest)

    posts = page_of(scene.participant, thread).posts

    assert [post.is_guest for post in posts] == [True, False, False]
    assert draw(page_of(scene.participant, thread)).count('<span class="tag">gast</span>') == 1


def test_an_answer_leads_to_what_it_answers_unless_that_is_withheld(scene, thread):
    for position, answered in ((2, 1), (3, 2)):
        thread.posts.filter(position=position).update(reply_to=thread.posts.get(position=answered))
    author = thread.posts.get(position=2).author

    inside = page_of(scene.participant, thread).posts[2]
    outside = page_of(scene.elsewhere, thread).posts[2]

    assert (inside.answers.author, inside.answers.url) == (author.name, "#bericht-2")
    assert outside.answers is None


def test_what_is_opened_is_the_thread_as_it_stands(scene, closed):
    other = ThreadFactory(group=closed)
    thread = ThreadFactory(group=closed, closed_at=STARTED, pinned_at=STARTED, merged_into=other)
    group = thread.group
    group.archived_at = STARTED
    group.save()

    opened = queries.open_thread(Roles.of(scene.participant), thread.pk).thread

    kept = Thread.objects.get(pk=thread.pk)
    assert {name: getattr(opened, name) for name in OF_THREAD} == {
        name: getattr(kept, name) for name in OF_THREAD
    }
    assert {name: getattr(opened.group, name) for name in OF_GROUP} == {
        name: getattr(kept.group, name) for name in OF_GROUP
    }
    # What a page seldom needs is there for who asks.
    assert (opened.started_at, opened.group.purpose) == (kept.started_at, kept.group.purpose)


def test_an_answer_leads_to_another_page(scene, closed):
    thread = ThreadFactory(group=closed, post_count=21)
    first = PostFactory(thread=thread, position=1)
    PostFactory(thread=thread, position=21, reply_to=first)

    answer = page_of(scene.participant, thread, 2).posts[0]

    assert answer.answers.url == f"{thread.get_absolute_url()}#bericht-1"


def test_htmx_gets_the_next_posts_alone(scene, closed, client_of):
    thread = ThreadFactory(group=closed, post_count=21)
    for position in (20, 21):
        PostFactory(thread=thread, position=position)

    response = client_of(scene.participant).get(
        thread.get_absolute_url(), {"pagina": "2"}, headers={"HX-Request": "true", "HX-Target": "berichten"}
    )

    shown = response.content.decode()
    assert "<html" not in shown
    assert 'id="bericht-20"' not in shown
    assert 'id="bericht-21" aria-labelledby="bericht-21-van" tabindex="-1" autofocus' in shown
    assert "Er staat 1 bericht bij." in shown
    assert "HX-Target" in response["Vary"]


def test_without_htmx_the_next_posts_are_a_link(scene, closed, client_of):
    thread = ThreadFactory(group=closed, post_count=21)
    for position in (1, 21):
        PostFactory(thread=thread, position=position)
    client = client_of(scene.participant)

    first = client.get(thread.get_absolute_url()).content.decode()
    second = client.get(thread.get_absolute_url(), {"pagina": "2"}).content.decode()

    assert '<a class="button" rel="next" href="?pagina=2"' in first
    assert 'rel="prev" href="?pagina=1"' in second
    assert "Volgende berichten" not in second


def test_words_of_people_never_become_markup(scene, thread):
    author = MemberFactory(name=NASTY)
    place = OrganizationFactory(name=NASTY)
    Post.objects.filter(thread=thread).update(author=author, organization=place)
    thread.posts.filter(position=2).update(reply_to=thread.posts.get(position=1))

    drawn = draw(page_of(scene.participant, thread))

    assert "<img" not in drawn
    assert drawn.count(escape(NASTY)) == 3 + 3 + 1
    assert f"destijds bij {escape(NASTY)}" in drawn


def test_a_pattern_escapes_everything_that_does_not_say_it_is_markup():
    assert fill("%s %s %s", NASTY, 3, SafeString("<b>")) == f"{escape(NASTY)} 3 <b>"
    assert isinstance(fill("%s", NASTY), SafeString)


def test_what_changed_since_ones_last_visit_is_said_once(scene, closed, client_of, now):
    thread = actions.start_thread(group=closed, title="Gesprek", body=TEXT, actor=scene.facilitator, now=now)
    for minutes in (1, 2):
        actions.post_reply(
            thread=thread, body=TEXT, actor=scene.facilitator, now=now + timedelta(minutes=minutes)
        )
    thread.refresh_from_db()
    visit, later = now + timedelta(hours=1), now + timedelta(hours=2)
    reading.mark_read(thread=thread, position=3, actor=scene.participant, now=visit)
    for position, is_minor in ((1, False), (2, True)):
        post = thread.posts.get(position=position)
        actions.edit_post(
            post=post, body="<p>Anders.</p>", is_minor=is_minor, actor=scene.facilitator, now=later
        )

    page = page_of(scene.participant, thread)
    shown = client_of(scene.participant).get(thread.get_absolute_url()).content.decode()

    assert [(post.position, post.author, post.url) for post in page.changed] == [
        (1, "Bea Begeleider", "#bericht-1")
    ]
    assert [post.is_changed for post in page.posts] == [True, False, False]
    assert page.read_to == 3
    assert "bericht 1 van Bea Begeleider" in shown
    # Her own changes are no news, nor is anything to who was never here.
    assert page_of(scene.facilitator, thread).changed == ()
    assert page_of(MembershipFactory(group=closed).member, thread).changed == ()

    reading.mark_read(thread=thread, position=3, actor=scene.participant, now=later + timedelta(hours=1))

    assert page_of(scene.participant, thread).changed == ()


def test_everything_on_a_page_at_once_costs_no_more_than_ten_statements(scene, closed, client_of, now):
    """Files, recognitions, a draft, a moved post and changes, in one thread."""
    thread = ThreadFactory(group=closed, post_count=4)
    posts = [
        PostFactory(thread=thread, position=position, author=scene.facilitator) for position in (1, 2, 3)
    ]
    Attachment.objects.create(
        post=posts[0], name="plan.pdf", content_type="application/pdf", size=1, uploaded_at=now
    )
    Recognition.objects.create(
        post=posts[1], member=scene.facilitator, context="Hier ook.", recognised_at=now, openness="closed"
    )
    elsewhere = ThreadFactory(group=closed, post_count=1)
    MovedPost.objects.create(thread=thread, position=4, post=PostFactory(thread=elsewhere, position=1))
    ReadMark.objects.create(thread=thread, member=scene.participant, position=3, read_at=STARTED)
    actions.edit_post(post=posts[2], body="<p>Anders.</p>", actor=scene.facilitator, now=now)
    client = client_of(scene.participant)
    client.get(thread.get_absolute_url())

    with CaptureQueriesContext(connection) as counted:
        shown = client.get(thread.get_absolute_url()).content.decode()

    for words in ("plan.pdf", "Hier ook.", "is verplaatst", "sinds je vorige bezoek"):
        assert words in shown
    assert len(counted) <= 10
