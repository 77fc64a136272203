"""Starting a thread in a form: its prompts, and the post that is made of the answers."""

import pytest
from django.urls import reverse

from learninggroups.models import Draft, Thread, place_of

ANSWERS = {
    "title": "De school belt niet terug",
    "case-1": "<p>Een school belt niet terug.</p>",
    "case-2": "<p></p>",
    "case-3": "Wat doen jullie dan?",
}


@pytest.fixture
def address(closed) -> str:
    return reverse("learninggroups:start-thread", args=[closed.slug])


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("casus", "Wat speelt er?"),
        ("vraag", "Wat is je vraag?"),
        ("terugblik", "Wat hebben jullie gedaan?"),
        ("mededeling", "Wat wil je laten weten?"),
        ("vrij", "Je bericht"),
    ],
)
def test_each_form_has_its_own_prompts(scene, client_of, address, kind, first):
    response = client_of(scene.facilitator).get(address, {"vorm": kind})

    assert first in response.content.decode()


def test_the_answers_become_one_post_under_their_questions(scene, client_of, closed, address):
    client_of(scene.participant).post(f"{address}?vorm=casus", ANSWERS)

    thread = closed.threads.get()
    assert (thread.form, thread.title) == (Thread.Form.CASE, "De school belt niet terug")
    assert thread.posts.get().body == (
        "<h3>Wat speelt er?</h3><p>Een school belt niet terug.</p>"
        "<h3>Wat wil je van ons weten?</h3><p>Wat doen jullie dan?</p>"
    )


def test_what_was_typed_stays_when_a_prompt_is_left_open(scene, client_of, closed, address):
    response = client_of(scene.participant).post(f"{address}?vorm=casus", ANSWERS | {"case-1": ""})

    assert response.status_code == 422
    assert "Wat doen jullie dan?" in response.content.decode()
    assert not closed.threads.exists()


def test_only_facilitators_announce(scene, client_of, address):
    client = client_of(scene.participant)

    assert client.get(address, {"vorm": "mededeling"}).status_code == 403
    assert "Mededeling" not in client.get(address).content.decode()
    assert client_of(scene.facilitator).get(address, {"vorm": "mededeling"}).status_code == 200


def test_a_form_that_there_is_not(scene, client_of, address):
    assert client_of(scene.participant).get(address, {"vorm": "gedicht"}).status_code == 404


def test_a_draft_is_gone_on_with_in_its_own_form(scene, client_of, closed, address, now):
    Draft.objects.create(member=scene.participant, place=place_of(closed), fields=ANSWERS, kept_at=now)

    page = client_of(scene.participant).get(address).content.decode()

    assert "Wat speelt er?" in page
    assert "Een school belt niet terug." in page

    client_of(scene.participant).post(address, ANSWERS)
    assert closed.threads.get().form == Thread.Form.CASE
