"""Calling somebody by name: who is found, and who is called to what she can see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learninggroups.actions.mentions import find_mentions
from learninggroups.actions.posts import edit_post, post_reply
from learninggroups.models import Mention, Post, place_of
from tests.factories.learninggroups import MembershipFactory, PostFactory, ThreadGuestFactory
from tests.factories.members import MemberFactory

REL = 'rel="nofollow ugc noopener noreferrer"'


def link(member) -> str:
    return f'<a href="/leden/{member.pk}/" {REL}>@{member.name}</a>'


def called() -> list:
    return [mention.member for mention in Mention.objects.order_by("pk")]


@pytest.fixture
def reply(scene, now):
    """Return a function that posts a reply as the participant, in the closed thread or another one."""

    def post(body: str, thread=None) -> Post:
        return post_reply(thread=thread or scene.closed_thread, body=body, actor=scene.participant, now=now)

    return post


def test_a_name_from_the_list_of_the_editor_calls_her(scene, reply):
    post = reply(f'<p>Wat denk jij, <a href="/leden/{scene.facilitator.pk}/">@Bea</a>?</p>')

    assert post.body == f"<p>Wat denk jij, {link(scene.facilitator)}?</p>"
    assert called() == [scene.facilitator]


@pytest.mark.parametrize("body", ["Wat denk jij, @Bea Begeleider?", "<p>Wat denk jij, @Bea Begeleider?</p>"])
def test_a_name_that_is_typed_out_calls_her(scene, reply, body):
    assert reply(body).body == f"<p>Wat denk jij, {link(scene.facilitator)}?</p>"
    assert called() == [scene.facilitator]


def test_words_after_a_name_stay(scene, reply):
    post = reply("<p>Ik hoorde van @Bea Begeleider dat het &amp; zo is.</p>")

    assert post.body == f"<p>Ik hoorde van {link(scene.facilitator)} dat het &amp; zo is.</p>"


def test_who_cannot_see_the_thread_is_not_called(scene, reply):
    forged = reply(f'<p><a href="/leden/{scene.elsewhere.pk}/">@Els Elders</a> en @Els Elders</p>')

    assert forged.body == "<p>@Els Elders en @Els Elders</p>"
    assert called() == []


def test_in_an_open_group_other_members_are_called_from_the_list(scene, reply):
    post = reply(f'<p><a href="/leden/{scene.elsewhere.pk}/">@iemand</a></p>', scene.open_thread)

    assert post.body == f"<p>{link(scene.elsewhere)}</p>"
    assert called() == [scene.elsewhere]


def test_who_wrote_in_an_open_thread_is_called_by_name(scene, reply):
    PostFactory(thread=scene.open_thread, author=scene.elsewhere, position=50)

    reply("<p>Dank, @Els Elders.</p>", scene.open_thread)

    assert called() == [scene.elsewhere]


def test_a_guest_of_the_thread_is_called(scene, reply):
    guest = ThreadGuestFactory(thread=scene.closed_thread, member__name="Guus Genodigde").member

    reply("<p>Welkom @Guus Genodigde!</p>")

    assert called() == [guest]


def test_a_name_of_two_people_calls_neither(scene, reply):
    MembershipFactory(group=scene.closed_group, member=MemberFactory(name="Bea Begeleider"))

    assert reply("<p>Zeg @Bea Begeleider</p>").body == "<p>Zeg @Bea Begeleider</p>"
    assert called() == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>Mail naar info@Bea Begeleider.</p>",
        '<p><a href="https://example.nl/">@Bea Begeleider</a></p>',
        "<p>@Bea</p>",
        "<p>@ Bea Begeleider</p>",
    ],
)
def test_what_is_no_name_calls_nobody(reply, body):
    reply(body)

    assert called() == []


def test_a_changed_post_calls_whom_it_names_now(scene, reply, now):
    post = reply("<p>@Bea Begeleider</p>")
    edit_post(post=post, body=f"{post.body}<p>En @Dina Deelnemer.</p>", actor=scene.participant, now=now)
    assert called() == [scene.facilitator, scene.participant]

    edit_post(post=post, body="<p>Niemand.</p>", actor=scene.participant, now=now)
    assert called() == []


def test_a_text_without_names_asks_nothing(scene, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find_mentions("<p>Mail a@b.nl</p>", scene.open_thread, "open") == ("<p>Mail a@b.nl</p>", [])


@pytest.mark.parametrize("number", [1, 3])
def test_names_cost_two_statements_however_many(scene, django_assert_num_queries, number):
    people = [
        MembershipFactory(group=scene.closed_group, member__name=f"Lid {n}").member for n in range(number)
    ]
    body = "".join(f"<p>@{person.name}</p>" for person in people)

    with django_assert_num_queries(2):
        _, found = find_mentions(body, scene.closed_thread, "closed")

    assert found == [person.pk for person in people]


PIECES = ["@", "Bea", " ", "Begeleider", "<p>", "</p>", "&amp;", "&lt;", "</a>", '<a href="/leden/1/">', "."]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@pytest.mark.django_db
def test_nothing_is_lost_of_a_text_that_calls_nobody(html):
    from learninggroups.models import LearningGroup, Thread
    from ui import prose

    thread = Thread(group=LearningGroup(pk=0, openness="closed"), pk=0, openness="closed")
    clean = prose.clean(html)

    found, called = find_mentions(clean, thread, "closed")

    assert called == []
    assert prose.plain(found) == prose.plain(clean)


def names(client, target, words: str) -> list[str]:
    answer = client.get("/leergroepen/namen/", {"place": place_of(target), "q": words})
    return [each["name"] for each in answer.json()["names"]]


def test_names_are_of_who_can_read_and_participants_come_first(scene, client_of):
    client = client_of(scene.participant)

    assert names(client, scene.closed_thread, "be") == ["Bea Begeleider"]
    assert names(client, scene.closed_thread, "els") == []
    assert names(client, scene.open_thread, "be") == ["Bea Begeleider", "Abel Beheer"]
    assert names(client, scene.open_group, "eld") == ["Els Elders"]
    assert names(client, scene.open_post, "els") == ["Els Elders"]
    assert names(client, scene.open_thread, "dina") == []
    assert names(client, scene.open_thread, "") == []


def test_a_guest_is_told_the_names_in_her_thread_only(scene, client_of):
    guest = ThreadGuestFactory(thread=scene.open_thread).member

    assert names(client_of(guest), scene.open_thread, "b") == []
    assert names(client_of(guest), scene.open_thread, "d") == ["Dina Deelnemer"]


def test_no_more_than_eight_names_are_given(scene, client_of):
    for number in range(9):
        MemberFactory(name=f"Xandra {number}")

    assert len(names(client_of(scene.participant), scene.open_thread, "xan")) == 8
