"""All that one was still writing, on one page."""

from datetime import timedelta

import pytest

from learninggroups.models import Draft, Membership, place_of
from tests.factories.learninggroups import DraftFactory, ThreadFactory

WORDS = "<p>Wij bellen altijd eerst.</p>"


@pytest.fixture
def write(scene, now):
    """Return a function that keeps a draft of the participant, each a day older than the one before."""
    days = iter(range(1, 100))

    def write(target, **fields) -> Draft:
        return DraftFactory(
            member=scene.participant,
            place=place_of(target),
            fields={"body": WORDS, **fields},
            kept_at=now - timedelta(days=next(days)),
        )

    return write


def test_it_lists_each_with_its_place_the_latest_first(scene, client_of, write):
    reply = write(scene.closed_thread, answers="77")
    start = write(scene.open_group, title="Wie belt wie?")
    change = write(scene.open_post)

    page = client_of(scene.participant).get("/mijn/concepten/")

    listed = [(own.title, own.group_name, own.form_url) for own in page.context["drafts"]]
    assert listed == [
        (
            f"Reactie in {scene.closed_thread.title}",
            "Leergroep closed",
            f"/leergroepen/gesprekken/{scene.closed_thread.pk}/reageren/?concept={reply.pk}",
        ),
        ("Wie belt wie?", "Leergroep open", f"/leergroepen/leergroep-open/nieuw-gesprek/?concept={start.pk}"),
        (
            f"Wijziging van je bericht in {scene.open_thread.title}",
            "Leergroep open",
            f"/leergroepen/berichten/{scene.open_post.pk}/wijzigen/?concept={change.pk}",
        ),
    ]
    assert "Wij bellen altijd eerst." in page.text
    assert "77" not in page.context["drafts"][0].draft.text


def test_every_way_from_the_list_leads_to_the_text(scene, client_of, write):
    for target in (scene.closed_thread, scene.open_group, scene.open_post):
        write(target)
    client = client_of(scene.participant)

    for own in client.get("/mijn/concepten/").context["drafts"]:
        assert WORDS.removeprefix("<p>").removesuffix("</p>") in client.get(own.form_url).text


def test_of_a_place_that_is_closed_to_her_only_her_own_words_are_left(scene, client_of, write):
    write(scene.closed_thread)
    Membership.objects.filter(member=scene.participant).delete()

    page = client_of(scene.participant).get("/mijn/concepten/").text

    assert "Hier kun je niet meer schrijven" in page
    assert "Wij bellen altijd eerst." in page
    assert scene.closed_thread.title not in page
    assert "Leergroep closed" not in page


def test_it_is_thrown_away_from_the_list_wherever_its_place_is(scene, client_of, write):
    draft = write(scene.closed_thread)
    Membership.objects.filter(member=scene.participant).delete()

    answer = client_of(scene.participant).post(
        f"/leergroepen/concepten/{draft.pk}/weggooien/", {"lijst": "ja"}, follow=True
    )

    assert answer.redirect_chain == [("/mijn/concepten/", 303)]
    assert "Je concept is weg." in answer.text
    assert not Draft.objects.exists()


def test_nobody_sees_the_drafts_of_others(scene, client_of, write):
    write(scene.open_group, title="Wie belt wie?")
    client = client_of(scene.facilitator)

    assert "Je hebt geen concepten." in client.get("/mijn/concepten/").text
    assert "Nog niet geplaatst" not in client.get("/mijn/").text


def test_the_overview_leads_to_them(scene, client_of, write):
    client = client_of(scene.participant)
    assert "Nog niet geplaatst" not in client.get("/mijn/").text
    write(scene.open_group)
    write(scene.open_thread)

    assert '<a href="/mijn/concepten/">Er staan 2 concepten van jou</a>' in client.get("/mijn/").text


@pytest.mark.parametrize("number", [1, 3])
def test_one_and_three_cost_as_many_statements(scene, client_of, write, django_assert_num_queries, number):
    for _ in range(number):
        for target in (ThreadFactory(group=scene.open_group), scene.open_group, scene.open_post):
            write(target)
    client = client_of(scene.participant)

    # Who asks takes three, the page four.
    with django_assert_num_queries(7):
        client.get("/mijn/concepten/")
