"""A member's own calendar at a secret address."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from learninggroups.permissions import Roles
from meetings.actions import following
from meetings.models import CalendarFeed
from meetings.queries.own_calendar import own_calendar_page
from tests.factories.meetings import MeetingFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(scene, now):
    """Return a function that gives the path of the participant's calendar."""
    following.make_address(actor=scene.participant, now=now)

    def path() -> str:
        return own_calendar_page(Roles.of(scene.participant)).address.removeprefix("http://localhost:8000")

    return path


@pytest.fixture
def soon(now):
    """Facts of a meeting that lies ahead of every test."""
    return {"starts_at": "2036-11-24T13:00Z", "ends_at": "2036-11-24T15:00Z"}


def shown(answer) -> dict[str, dict]:
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_it_holds_what_she_comes_to_and_what_her_groups_plan(
    scene, address, soon, client_of, django_assert_num_queries
):
    her = {"member": scene.participant, "email": scene.participant.email}
    for title, state in (("Zij komt", "coming"), ("Zij wacht", "waiting"), ("Afgemeld", "cancelled")):
        meeting = MeetingFactory(title=title, online_url="https://meet.example/eik", **soon)
        RegistrationFactory(meeting=meeting, state=state, **her)
    RegistrationFactory(
        meeting=MeetingFactory(title="Zonder inloggen", **soon), email=scene.participant.email.upper()
    )
    MeetingFactory(title="Van haar groep", openness="group", group=scene.closed_group, **soon)
    MeetingFactory(title="Elders", **soon)

    path = address()
    with django_assert_num_queries(5):
        answer = client_of(None).get(path)

    found = shown(answer)
    assert found.keys() == {"Zij komt", "Zij wacht", "Zonder inloggen", "Van haar groep"}
    assert {title: event["status"] for title, event in found.items()} == {
        "Zij komt": "CONFIRMED",
        "Zonder inloggen": "CONFIRMED",
        "Zij wacht": "TENTATIVE",
        "Van haar groep": "TENTATIVE",
    }
    assert [title for title, event in found.items() if "meet.example" in event["description"]] == ["Zij komt"]


def test_of_a_confidential_group_it_says_only_when(scene, address, soon, client_of):
    scene.closed_group.is_confidential = True
    scene.closed_group.save()
    facts = {"title": "Geheim", "about": "Geheim", "place": "Geheim", "openness": "group"}
    MeetingFactory(group=scene.closed_group, **facts, **soon)

    answer = client_of(None).get(address())

    assert b"Geheim" not in answer.content
    assert scene.closed_group.name.encode() not in answer.content
    assert shown(answer).keys() == {"Bijeenkomst van een vertrouwelijke leergroep"}


def test_it_says_until_when_a_question_waits_for_her(scene, now, client_of):
    following.make_address(actor=scene.contact, now=now)
    question = scene.recipient.question
    question.deadline_at = "2036-12-01T16:00Z"
    question.save()

    path = own_calendar_page(Roles.of(scene.contact)).address.removeprefix("http://localhost:8000")
    found = shown(client_of(None).get(path))

    event = found[f"Landelijke vraag: {question.title}"]
    assert event["dtstart"].dt.isoformat() == "2036-12-01"
    assert "17.00 uur" in event["description"]


def test_a_renewed_or_guessed_address_answers_no_longer(scene, address, client_of, now):
    old = address()
    answer = client_of(None).get(old)
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "no-store" not in answer["Cache-Control"]
    assert client_of(None).get(old, headers={"If-None-Match": answer["ETag"]}).status_code == 304

    page = client_of(scene.participant).post(reverse("meetings:own-calendar"), {"renew": ""})
    assert page.status_code == 303
    assert client_of(None).get(old).status_code == 404
    assert client_of(None).get(address()).status_code == 200
    assert CalendarFeed.objects.get().secret not in address()

    client_of(scene.participant).post(reverse("meetings:own-calendar"), {"stop": ""})
    assert not CalendarFeed.objects.exists()
    assert (
        "Maak mijn agenda-adres"
        in client_of(scene.participant).get(reverse("meetings:own-calendar")).content.decode()
    )


def test_of_a_closed_account_nothing_can_be_followed(scene, address, client_of):
    path = address()
    scene.participant.is_active = False
    scene.participant.save()

    assert client_of(None).get(path).status_code == 404
