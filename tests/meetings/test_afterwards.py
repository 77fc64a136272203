"""What stays of a meeting: notes and files, one letter that they are there, and one question to guests."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from files.serving import FILE_POLICY
from files.storage import private_storage
from mailing.models import OutgoingMail
from meetings.actions import afterwards, registering
from meetings.models import Material, Meeting, Reflection
from meetings.notifications.afterwards import token_of
from tests.factories.meetings import BEGINS, MaterialFactory, MeetingFactory, RegistrationFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"
AFTER = BEGINS + timedelta(days=1)


@pytest.fixture
def over(scene):
    """An open meeting of the closed group that is over, with a member, a guest, and one who stayed away."""
    meeting = MeetingFactory(title="Middag over veiligheid", group=scene.closed_group)
    RegistrationFactory(meeting=meeting, member=scene.participant, email=scene.participant.email)
    RegistrationFactory(meeting=meeting, name="Vera", email="vera@elders.example")
    RegistrationFactory(meeting=meeting, name="Wim", attended=False)
    return meeting


def letters(kind):
    return list(OutgoingMail.objects.filter(letter=kind).order_by("pk"))


def test_files_are_added_read_and_taken_away(scene, over, client_of, django_capture_on_commit_callbacks):
    browser, page = client_of(scene.facilitator), reverse("meetings:materials", args=[over.pk])
    lying = SimpleUploadedFile("agenda.docx", PDF)
    assert browser.post(page, {"file": lying}).status_code == 422
    assert browser.post(page, {"file": SimpleUploadedFile("agenda.pdf", PDF)}).status_code == 303

    material = Material.objects.get()
    shown = client_of(None).get(over.get_absolute_url()).content.decode()
    assert material.get_absolute_url() in shown
    file = client_of(None).get(material.get_absolute_url())
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Security-Policy"] == FILE_POLICY
    path = material.file.name
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(page, {"remove": material.pk})
    assert not Material.objects.exists()
    assert not private_storage().exists(path)


def test_who_came_hears_once_that_all_is_there(scene, over):
    with pytest.raises(afterwards.NothingToTell):
        afterwards.tell_it_is_ready(meeting=over, actor=scene.facilitator, now=AFTER)
    MaterialFactory(meeting=over)
    Meeting.objects.update(notes="Dit namen we mee.")
    over.refresh_from_db()
    with pytest.raises(PermissionDenied):
        afterwards.tell_it_is_ready(meeting=over, actor=scene.participant, now=AFTER)
    with pytest.raises(afterwards.NothingToTell):
        afterwards.tell_it_is_ready(meeting=over, actor=scene.facilitator, now=BEGINS)

    assert afterwards.tell_it_is_ready(meeting=over, actor=scene.facilitator, now=AFTER) == 2
    with pytest.raises(afterwards.NothingToTell):
        afterwards.tell_it_is_ready(meeting=over, actor=scene.facilitator, now=AFTER)

    _member, guest = letters("meeting_ready")
    assert guest.to_address == "vera@elders.example"
    assert_letter(guest, "meeting_ready")


def test_guest_is_asked_one_thing_once_and_only_who_looks_after_it_reads_the_answer(scene, over, client_of):
    assert sum(afterwards.ask_guests(now=BEGINS + timedelta(hours=3))) == 0
    assert sum(afterwards.ask_guests(now=AFTER)) == 1
    assert sum(afterwards.ask_guests(now=AFTER)) == 0
    [letter] = letters("guest_asked")
    assert_letter(letter, "guest_asked")

    guest = over.registrations.get(name="Vera")
    page, browser = reverse("meetings:look-back", args=[token_of(guest)]), client_of(None)
    assert browser.post(page, {"takes": "", "brings": ""}).status_code == 422
    browser.post(page, {"takes": "Een eerste zin.", "brings": ""})
    browser.post(page, {"takes": "Een tweede zin.", "brings": "Onze aanpak."})

    shown = {
        person: "Een tweede zin." in client_of(person).get(over.get_absolute_url()).content.decode()
        for person in (None, scene.participant, scene.facilitator)
    }
    assert shown == {None: False, scene.participant: False, scene.facilitator: True}
    assert Reflection.objects.get().brings == "Onze aanpak."


def test_names_are_forgotten_and_numbers_and_words_stay(scene, over, client_of):
    guest = over.registrations.get(name="Vera")
    afterwards.look_back(registration=guest, takes="Een zin.", brings="", now=AFTER)
    registering.mark_attendance(meeting=over, present={guest.pk}, actor=scene.facilitator)
    page = reverse("meetings:attendance", args=[over.pk])
    with time_machine.travel(AFTER, tick=False):
        before = client_of(scene.facilitator).get(page).content.decode()
    assert "Deze lijst wordt verwijderd op zaterdag 23 januari 2027" in before

    registering.forget_attendance(now=BEGINS + timedelta(days=61))

    over.refresh_from_db()
    assert [over.came_count, over.present_count] == [3, 1]
    browser = client_of(scene.facilitator)
    assert "3 aangemeld, 1 erbij geweest" in browser.get(page).content.decode()
    shown = browser.get(over.get_absolute_url()).content.decode()
    assert "Een zin." in shown
    assert "Vera" not in shown


def test_meeting_page_costs_as_many_statements_for_three_as_for_one(
    scene, over, client_of, django_assert_num_queries
):
    browser = client_of(scene.facilitator)

    def add(count):
        MaterialFactory.create_batch(count, meeting=over)
        for registration in RegistrationFactory.create_batch(count, meeting=over):
            afterwards.look_back(registration=registration, takes="Ja.", brings="", now=AFTER)

    add(1)
    browser.get(over.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        browser.get(over.get_absolute_url())
    add(2)
    with django_assert_num_queries(len(one)):
        browser.get(over.get_absolute_url())
