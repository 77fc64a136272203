"""Words that are left out of a post leave the quotes of it as well, with a trace."""

import pytest

from learninggroups.actions import moderation as actions
from learninggroups.actions.finding import index_new
from learninggroups.actions.ordering import split_thread
from learninggroups.actions.posts import delete_post, edit_post, post_reply, restore_post
from learninggroups.models import ModerationAct, Post, place_of
from mailing.models import OutgoingMail
from tests.factories.learninggroups import DraftFactory, MembershipFactory, PostFactory, ThreadFactory
from tests.golden import assert_letter
from ui import prose

REASON = "Je herkent hierin een gezin."
OUT = "[weggelaten door de begeleider]"
LEFT = f"<blockquote><p>{OUT} woont hier.</p></blockquote><p>Ook over Jan Smit.</p>"


@pytest.fixture
def group(group_of):
    """A closed group with a name of its own, for letters."""
    return group_of("closed", name="Leergroep Toegang", slug="toegang")


@pytest.fixture
def post(scene, group):
    """The first post of a thread in that group, by the participant."""
    thread = ThreadFactory(group=group, author=scene.participant, post_count=1)
    return PostFactory(
        thread=thread, author=scene.participant, position=1, body="<p>Jan Smit woont hier.</p>"
    )


@pytest.fixture
def reader(group):
    """Another participant."""
    return MembershipFactory(group=group, member__name="Lia Lezer").member


@pytest.fixture
def quote(post, reader, now):
    """Return a function with which she quotes that post in a reply, as an answer to it or not."""

    def reply(*, is_answer: bool = True) -> Post:
        address = f"/leergroepen/berichten/{post.pk}/"
        body = prose.quoting("<p>Ook over Jan Smit.</p>", "Jan Smit woont hier.", "Dina", address)
        answered = post if is_answer else None
        return post_reply(thread=post.thread, body=body, answered=answered, actor=reader, now=now)

    return reply


@pytest.fixture
def leave_out(scene, post, now):
    """Return a function with which the facilitator leaves the name out of that post."""

    def act() -> None:
        actions.leave_out(post=post, words=["Jan Smit"], reason=REASON, actor=scene.facilitator, now=now)

    return act


@pytest.mark.parametrize("is_answer", [True, False])
def test_a_quote_loses_the_words_and_keeps_what_was_said_beside_it(
    post, reader, quote, leave_out, now, is_answer
):
    quoting = quote(is_answer=is_answer)

    leave_out()

    quoting.refresh_from_db()
    assert quoting.body.endswith(LEFT)
    assert quoting.edited_at == now
    acts = ModerationAct.objects.order_by("pk").values_list("kind", "post", "reason")
    assert list(acts) == [("blurred", post.pk, REASON), ("unquoted", quoting.pk, REASON)]
    letter = OutgoingMail.objects.get(letter="passage_left_out", member=reader)
    assert_letter(letter, "passage_left_out_quote")


def test_search_finds_the_quote_by_them_no_more(scene, post, quote, client_of, now):
    quote()
    index_new()
    search = client_of(scene.participant)
    assert post.thread.title in search.get("/zoeken/", {"zoek": "woont"}).text

    actions.leave_out(post=post, words=["woont"], reason=REASON, actor=scene.facilitator, now=now)

    assert post.thread.title not in search.get("/zoeken/", {"zoek": "woont"}).text


def test_what_a_quoting_post_said_before_loses_them_too(reader, quote, leave_out, now):
    quoting = quote()
    edit_post(post=quoting, body="<p>Toch niet.</p>", actor=reader, now=now)

    leave_out()

    assert quoting.revisions.get().body.endswith(LEFT)


@pytest.mark.parametrize("is_answer", [True, False])
def test_a_quoting_post_that_is_gone_comes_back_without_them(reader, quote, leave_out, now, is_answer):
    quoting = quote(is_answer=is_answer)
    delete_post(post=quoting, actor=reader, now=now)

    leave_out()
    quoting.refresh_from_db()
    assert quoting.body == ""
    restore_post(post=quoting, actor=reader, now=now)

    quoting.refresh_from_db()
    assert quoting.body.endswith(LEFT)


def test_a_quote_that_was_split_off_is_found(scene, post, quote, leave_out, now):
    quoting = quote(is_answer=False)
    post.thread.refresh_from_db()
    split_thread(
        thread=post.thread, posts=[quoting.pk], title="Apart", reason="", actor=scene.facilitator, now=now
    )

    leave_out()

    quoting.refresh_from_db()
    assert quoting.body.endswith(LEFT)


def test_an_unfinished_reply_loses_them_as_well(post, reader, quote, leave_out):
    typed = quote().body
    with_script = DraftFactory(member=reader, place=place_of(post.thread), fields={"body": typed})
    without = DraftFactory(
        member=reader,
        place=place_of(post.thread),
        fields={"quote": "Jan Smit woont hier.", "body": "Jan Smit?"},
    )

    leave_out()

    with_script.refresh_from_db()
    without.refresh_from_db()
    assert with_script.fields["body"].endswith(LEFT)
    assert without.fields == {"quote": f"{OUT} woont hier.", "body": "Jan Smit?"}


def test_other_posts_are_left_alone(scene, post, reader, leave_out, now):
    body = "<blockquote><p>Jan Smit</p></blockquote>"
    other = post_reply(thread=post.thread, body=body, actor=reader, now=now)

    leave_out()

    other.refresh_from_db()
    assert other.body == body
    assert other.edited_at is None


def test_who_leaves_words_out_sees_where_the_post_is_quoted(scene, post, quote, client_of):
    path = f"/leergroepen/berichten/{post.pk}/weglaten/"
    client = client_of(scene.facilitator)
    assert "is geciteerd" not in client.get(path).text
    quoting = quote()

    page = client.get(path)

    assert f'<a href="{quoting.get_absolute_url()}">Lia Lezer, ' in page.text
