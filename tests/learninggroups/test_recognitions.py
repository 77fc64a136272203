"""*Herkenbaar bij ons*: one sentence by each, under a post."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from learninggroups.actions.recognitions import recognise, take_back_recognition
from learninggroups.models import LearningGroup, Post, Recognition
from learninggroups.permissions import Roles, may_recognise, may_see_recognition
from learninggroups.queries.recognitions import RecognitionEntry, recognitions_of
from tests.cast import ROLES
from tests.factories.learninggroups import PostFactory, RecognitionFactory, ThreadFactory

SENTENCE = "Bij ons duurt het ook weken."


def roles_of(scene, role: str) -> Roles:
    return Roles.of(scene.person(role) or AnonymousUser())


def test_a_sentence_stands_under_the_post_with_where_it_comes_from(scene, now):
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.elsewhere, now=now)

    found = recognitions_of(roles_of(scene, "participant"), [scene.open_post.pk])

    entry = RecognitionEntry(author="Els Elders", place="Wijkteam West", context=SENTENCE, is_own=False)
    assert found == {scene.open_post.pk: (entry,)}


def test_a_member_says_it_once_and_may_say_it_differently(scene, now):
    for sentence in ("Eerst zo.", SENTENCE):
        recognise(post=scene.open_post, context=sentence, actor=scene.elsewhere, now=now)

    assert [each.context for each in Recognition.objects.all()] == [SENTENCE]


def test_what_was_said_can_be_taken_back(scene, now):
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.elsewhere, now=now)
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.facilitator, now=now)

    take_back_recognition(post=scene.open_post, actor=scene.elsewhere)

    assert [each.member for each in Recognition.objects.all()] == [scene.facilitator]


@pytest.mark.parametrize("gone", ["deleted_at", "hidden_at"])
def test_a_post_that_is_gone_is_not_recognised_and_shows_nothing(scene, now, gone):
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.elsewhere, now=now)
    Post.objects.filter(pk=scene.open_post.pk).update(**{gone: now})
    scene.open_post.refresh_from_db()

    assert recognitions_of(roles_of(scene, "participant"), [scene.open_post.pk]) == {}
    with pytest.raises(PermissionDenied):
        recognise(post=scene.open_post, context=SENTENCE, actor=scene.facilitator, now=now)


def test_who_may_recognise_whose_post(scene):
    def who(post: Post) -> set[str]:
        return {role for role in ROLES if may_recognise(roles_of(scene, role), post)}

    assert who(scene.open_post) == set(ROLES) - {"visitor", "participant", "guest"}
    assert who(scene.closed_post) == {"facilitator", "guest"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("own", LearningGroup.Openness.values)
@pytest.mark.parametrize("openness", LearningGroup.Openness.values)
def test_the_queryset_agrees_with_the_permission(scene, group_of, openness, own, role):
    post = PostFactory(thread=ThreadFactory(group=group_of(openness)))
    recognition = RecognitionFactory(post=post, openness=own)
    roles = roles_of(scene, role)

    assert (recognition in Recognition.objects.visible_to(roles)) is may_see_recognition(roles, recognition)


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_posts_costs_one_statement(scene, django_assert_num_queries, number):
    posts = PostFactory.create_batch(number, thread=scene.open_thread)
    for post in posts:
        RecognitionFactory(post=post, openness="open")
    roles = roles_of(scene, "participant")

    with django_assert_num_queries(1):
        found = recognitions_of(roles, [post.pk for post in posts])

    assert found.keys() == {post.pk for post in posts}


def test_the_thread_shows_it_under_the_post_without_a_count(scene, client_of, now):
    recognise(post=scene.open_post, context="Bij <ons> ook.", actor=scene.elsewhere, now=now)

    page = client_of(None).get(scene.open_thread.get_absolute_url()).text

    who = '<strong>Herkenbaar bij Wijkteam West</strong> <span class="meta">(Els Elders)</span>'
    assert f"{who}: Bij &lt;ons&gt; ook." in page


def test_the_page_asks_for_a_sentence_and_offers_to_take_it_back(scene, client_of):
    client = client_of(scene.elsewhere)
    path = f"/leergroepen/berichten/{scene.open_post.pk}/herkenbaar/"

    assert "Neem je zin terug" not in client.get(path).text
    assert client.post(path, {"context": " "}).status_code == 422
    assert client.post(path, {"context": SENTENCE}).status_code == 303

    again = client.get(path).text
    assert SENTENCE in again
    assert "Neem je zin terug" in again
