"""The pages: a list, a month, one meeting, a registration without an account, and the calendar files."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from meetings.models import Meeting, Registration
from meetings.notifications import token_of
from tests.factories.meetings import BEGINS, MeetingFactory, RegistrationFactory
from tests.factories.themes import ThemeFactory
from themes.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.mark.parametrize("role", ["visitor", "participant"])
def test_list_and_month_cost_as_many_statements_for_three_as_for_one(
    scene, client_of, django_assert_num_queries, role
):
    browser = client_of(scene.person(role))
    MeetingFactory(capacity=5, openness=Meeting.Openness.OPEN)
    addresses = [reverse("meetings:list"), reverse("meetings:month", args=[2026, 11])]
    for address in addresses:
        browser.get(address)
        with CaptureQueriesContext(connection) as one:
            browser.get(address)
        MeetingFactory.create_batch(2, capacity=5)
        with django_assert_num_queries(len(one)):
            browser.get(address)


def test_link_to_join_is_only_for_who_comes(scene, client_of):
    meeting = MeetingFactory(online_url="https://meet.example/eik")
    address = meeting.get_absolute_url()

    assert "meet.example" not in client_of(None).get(address).content.decode()
    assert "meet.example" not in client_of(scene.participant).get(address).content.decode()
    RegistrationFactory(meeting=meeting, member=scene.participant)
    assert "meet.example" in client_of(scene.participant).get(address).content.decode()


def test_visitor_registers_and_goes_again(client_of):
    meeting = MeetingFactory()
    browser = client_of(None)

    answer = browser.post(meeting.get_absolute_url(), {"name": "Vera", "email": "vera@elders.example"})
    assert answer.status_code == 303
    registration = Registration.objects.get()

    own = reverse("meetings:registration", args=[token_of(registration)])
    assert "Je bent aangemeld, Vera" in browser.get(own).content.decode()
    assert Registration.objects.standing().count() == 1
    browser.post(own)
    assert Registration.objects.standing().count() == 0


def test_bad_address_is_told_beside_its_field_and_keeps_what_was_typed(client_of):
    meeting = MeetingFactory()

    answer = client_of(None).post(meeting.get_absolute_url(), {"name": "Vera", "email": "vera"})

    assert answer.status_code == 422
    assert 'value="vera"' in answer.content.decode()
    assert not Registration.objects.exists()


def test_machine_that_fills_in_everything_is_thanked_and_forgotten(client_of):
    meeting = MeetingFactory()
    typed = {"name": "Vera", "email": "vera@elders.example", "website": "https://spam.example"}

    assert client_of(None).post(meeting.get_absolute_url(), typed).status_code == 303
    assert not Registration.objects.exists()


def test_made_up_token_opens_nothing(client_of):
    assert client_of(None).get(reverse("meetings:registration", args=["1:abc"])).status_code == 404


def test_calendar_file_is_read_back_as_it_was_planned(client_of):
    meeting = MeetingFactory(title="Middag; over, veiligheid\\en meer", online_url="https://meet.example/eik")
    registration = RegistrationFactory(meeting=meeting)
    browser = client_of(None)

    public = browser.get(reverse("meetings:calendar-file", args=[meeting.pk]))
    own = browser.get(reverse("meetings:registration-calendar", args=[token_of(registration)]))

    assert public["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(public.content).walk("VEVENT")
    assert str(event["summary"]) == meeting.title
    assert event["dtstart"].dt == BEGINS
    assert event["dtend"].dt == BEGINS + timedelta(hours=2)
    assert b"meet.example" not in public.content
    assert b"meet.example" in own.content.replace(b"\r\n ", b"")


def test_public_calendar_holds_open_meetings_and_strikes_out_what_is_off(scene, client_of, now):
    shown = MeetingFactory()
    off = MeetingFactory(cancelled_at=now)
    MeetingFactory(openness=Meeting.Openness.MEMBERS)
    MeetingFactory(openness=Meeting.Openness.GROUP, group=scene.closed_group)

    content = client_of(scene.participant).get(reverse("meetings:calendar")).content

    events = {str(event["uid"]): str(event["status"]) for event in Calendar.from_ical(content).walk("VEVENT")}
    assert {uid.split("@")[0]: status for uid, status in events.items()} == {
        str(shown.uid): "CONFIRMED",
        str(off.uid): "CANCELLED",
    }


def test_plan_form_keeps_what_was_typed_and_asks_where_it_is(scene, client_of):
    typed = {"title": "Middag", "starts_at_0": "2026-11-24", "starts_at_1": "14:00", "openness": "open"}
    browser = client_of(scene.programme_team)

    answer = browser.post(reverse("meetings:plan"), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Vul in waar het is, of een link om online mee te doen." in page
    assert 'value="14:00"' in page
    assert "violated" not in page

    assert browser.post(reverse("meetings:plan"), typed | {"place": "De Eik"}).status_code == 303
    meeting = Meeting.objects.get()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=2)


def test_programme_is_chosen_by_the_team_and_stays_when_a_facilitator_changes_something(scene, client_of):
    programme = Programme.objects.create(name="Hervormingsagenda Jeugd", slug="jeugd")
    typed = {"title": "Middag", "starts_at_0": "2026-11-24", "starts_at_1": "14:00", "place": "De Eik"}
    typed |= {"openness": "open", "group": scene.closed_group.pk}

    client_of(scene.programme_team).post(reverse("meetings:plan"), typed | {"programme": programme.pk})
    meeting = Meeting.objects.get(programme=programme)
    browser = client_of(scene.facilitator)
    change = reverse("meetings:change", args=[meeting.pk])
    assert "landelijk programma" not in browser.get(change).content.decode()
    browser.post(change, typed | {"place": "De Linde"})

    meeting.refresh_from_db()
    assert [meeting.place, meeting.programme] == ["De Linde", programme]
    assert programme.name in browser.get(reverse("meetings:list")).content.decode()


def test_list_is_narrowed_by_theme_programme_openness_and_notes(scene, client_of):
    programme = Programme.objects.create(name="Hervormingsagenda Jeugd", slug="jeugd")
    theme = ThemeFactory(slug="wonen")
    MeetingFactory(title="Van het thema", theme=theme)
    MeetingFactory(title="Van het programma", programme=programme)
    MeetingFactory(title="Voor leden", openness=Meeting.Openness.MEMBERS)
    MeetingFactory(title="Geweest met verslag", starts_at=BEGINS - timedelta(days=90), notes="Mooi.")
    MeetingFactory(title="Geweest zonder", starts_at=BEGINS - timedelta(days=80), openness="members")
    titles = set(Meeting.objects.values_list("title", flat=True))

    def shown(asked):
        page = client_of(scene.participant).get(reverse("meetings:list") + asked).content.decode()
        return {title for title in titles if f">{title}<" in page}

    assert shown("") == shown("?thema=onbekend&pagina=x") == titles
    assert shown("?thema=wonen") == {"Van het thema"}
    assert shown("?programma=jeugd") == {"Van het programma"}
    assert shown("?open=on") == {"Van het thema", "Van het programma", "Geweest met verslag"}
    assert shown("?verslag=on") == titles - {"Geweest zonder"}


def test_what_was_long_ago_is_found_on_a_later_page(client_of):
    for number in range(12):
        MeetingFactory(title=f"Keer {number}", starts_at=BEGINS - timedelta(days=90 + number))
    browser = client_of(None)

    assert ">Keer 11<" not in browser.get(reverse("meetings:list")).content.decode()
    assert ">Keer 11<" in browser.get(reverse("meetings:list") + "?pagina=2").content.decode()
