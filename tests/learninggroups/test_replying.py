"""Answering one post, and quoting a passage of it."""

import pytest
from django.core.exceptions import PermissionDenied

from learninggroups.actions.posts import post_reply
from learninggroups.models import Post
from tests.factories.learninggroups import PostFactory

TEXT = "<p>Dat herken ik.</p>"


@pytest.fixture
def answered(scene) -> Post:
    post = PostFactory(
        thread=scene.open_thread,
        author=scene.facilitator,
        position=2,
        body="<h3>Eerst bellen</h3><p>Dan pas &lt;schrijven&gt;.</p>",
    )
    type(scene.open_thread).objects.filter(pk=scene.open_thread.pk).update(post_count=2)
    return post


@pytest.fixture
def path(scene) -> str:
    return f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/"


def test_a_reply_says_which_post_it_answers(scene, client_of, answered, path):
    client = client_of(scene.elsewhere)

    page = client.get(f"{path}?op={answered.pk}")
    assert "het bericht van Bea Begeleider" in page.text
    assert "quote" not in page.context["form"].fields

    client.post(path, {"body": TEXT, "answers": answered.pk})

    reply = Post.objects.get(position=3, thread=scene.open_thread)
    assert (reply.reply_to, reply.body) == (answered, TEXT)
    assert "antwoord op" in client.get(scene.open_thread.get_absolute_url()).text


def test_a_passage_stands_above_the_reply_with_a_way_back(scene, client_of, answered, path):
    client = client_of(scene.elsewhere)

    form = client.get(f"{path}?citeer={answered.pk}").context["form"]
    assert form["quote"].value() == "Eerst bellen\n\nDan pas <schrijven>."

    client.post(path, {"body": TEXT, "answers": answered.pk, "quote": "Dan pas <schrijven>."})

    reply = Post.objects.get(position=3, thread=scene.open_thread)
    assert reply.reply_to == answered
    assert reply.body == (
        f'<p><a href="/leergroepen/berichten/{answered.pk}/" rel="nofollow ugc noopener noreferrer">'
        "Bea Begeleider schreef</a>:</p><blockquote><p>Dan pas &lt;schrijven&gt;.</p></blockquote>" + TEXT
    )


def test_a_quote_is_not_enough_for_a_reply(scene, client_of, answered, path):
    client = client_of(scene.elsewhere)

    answer = client.post(path, {"body": "", "answers": answered.pk, "quote": "Dan pas."})

    assert answer.status_code == 422
    assert answer.context["form"]["quote"].value() == "Dan pas."


@pytest.mark.parametrize("gone", ["deleted_at", "hidden_at"])
def test_a_post_that_is_gone_cannot_be_quoted(scene, client_of, answered, path, now, gone):
    Post.objects.filter(pk=answered.pk).update(**{gone: now})

    page = client_of(scene.elsewhere).get(f"{path}?citeer={answered.pk}")

    assert "Eerst bellen" not in page.text


@pytest.mark.parametrize("number", ["", "x", "99999999999999999999", "0"])
def test_a_number_that_names_no_post_is_no_answer(scene, client_of, path, number):
    assert client_of(scene.elsewhere).get(f"{path}?op={number}").status_code == 200


def test_a_post_of_another_thread_is_not_quoted(scene, client_of, path):
    page = client_of(scene.participant).get(f"{path}?citeer={scene.closed_post.pk}")

    assert page.context["answered"] is None
    assert "quote" not in page.context["form"].fields


def test_what_answers_a_post_is_read_no_wider_than_that_post(scene, now, answered):
    Post.objects.filter(pk=answered.pk).update(openness="closed")
    answered.refresh_from_db()

    with pytest.raises(PermissionDenied):
        post_reply(thread=scene.open_thread, body=TEXT, answered=answered, actor=scene.elsewhere, now=now)
    reply = post_reply(
        thread=scene.open_thread, body=TEXT, answered=answered, actor=scene.participant, now=now
    )

    assert reply.openness == "closed"
