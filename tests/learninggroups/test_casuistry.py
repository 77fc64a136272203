"""A text that may lead to an inhabitant comes back once, with its passages; it is never refused."""

import pytest

from learninggroups.models import Post, Recognition, Thread

WORDS = "Bel moeder op 06-12345678 na zes uur."
HTML = f"<p>{WORDS}</p>"


@pytest.fixture
def writer(scene, client_of):
    return client_of(scene.participant)


def forms_of(scene) -> dict[str, tuple[str, dict]]:
    thread, post = scene.open_thread, scene.open_post
    return {
        "reply": (f"/leergroepen/gesprekken/{thread.pk}/reageren/", {"body": HTML}),
        "edit": (f"/leergroepen/berichten/{post.pk}/wijzigen/", {"body": HTML}),
        "edit as plain text": (f"/leergroepen/berichten/{post.pk}/wijzigen/?plat", {"body": WORDS}),
        "start": (f"/leergroepen/{scene.open_group.slug}/nieuw-gesprek/", {"title": "Vraag", "body": HTML}),
    }


@pytest.mark.parametrize("name", ["reply", "edit", "edit as plain text", "start"])
def test_a_text_comes_back_once_and_may_be_posted_anyway(scene, writer, name):
    path, data = forms_of(scene)[name]
    stands = Post.objects.filter(body__contains="06-12345678")

    first = writer.post(path, data)

    assert first.status_code == 422
    assert "Bel moeder op <mark>06-12345678</mark> na zes uur." in first.text
    assert "Plaats toch" in first.text
    assert not stands.exists()

    assert writer.post(path, data | {"anyway": "1"}).status_code == 303
    assert stands.exists()


def test_what_was_typed_stays_in_the_form(scene, writer):
    path, data = forms_of(scene)["start"]

    answer = writer.post(path, data | {"title": "Over mevrouw, geboren 3-4-1987"})

    assert answer.context["form"]["title"].value() == "Over mevrouw, geboren 3-4-1987"
    assert answer.context["form"]["body"].value() == HTML
    assert [found.passage for found in answer.context["form"].findings] == ["3-4-1987", "06-12345678"]


def test_an_address_behind_a_link_is_found_too(scene, writer):
    path, _ = forms_of(scene)["reply"]

    answer = writer.post(path, {"body": '<p><a href="tel:0612345678">bel haar</a></p>'})

    assert answer.status_code == 422
    assert "<mark>0612345678</mark>" in answer.text


def test_other_mistakes_come_first(scene, writer):
    path, data = forms_of(scene)["start"]

    answer = writer.post(path, data | {"title": ""})

    assert "Geef je gesprek een titel." in answer.text
    assert "Plaats toch" not in answer.text


def test_a_recognition_is_looked_through_as_well(scene, client_of):
    client = client_of(scene.facilitator)
    path = f"/leergroepen/berichten/{scene.open_post.pk}/herkenbaar/"

    assert client.post(path, {"context": WORDS}).status_code == 422
    assert not Recognition.objects.exists()
    assert client.post(path, {"context": WORDS, "anyway": "1"}).status_code == 303


def test_nothing_of_a_passage_is_written_down(scene, writer, caplog):
    caplog.set_level("DEBUG")
    path, data = forms_of(scene)["reply"]

    writer.post(path, data)

    assert "12345678" not in caplog.text
    assert Thread.objects.get(pk=scene.open_thread.pk).post_count == 1
