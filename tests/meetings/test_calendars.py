"""Meetings as files for calendars: read back by icalendar and by khal, right through both clock changes."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone

from meetings.models import Meeting, Registration
from meetings.queries.calendars import ZONE_RULE, calendar_of, public_calendar
from meetings.queries.invitations import cancellation, invitation
from tests.factories.meetings import BEGINS, MeetingFactory, RegistrationFactory
from tests.factories.themes import ThemeFactory

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# An hour before the clock changes, in a year of each kind.
CHANGES = [
    datetime(2026, 3, 29, tzinfo=UTC),
    datetime(2026, 10, 25, tzinfo=UTC),
    datetime(2028, 10, 29, tzinfo=UTC),
]

KHAL = """
[calendars]
[[proef]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


def meetings_in(content) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


@pytest.mark.parametrize("change", CHANGES)
def test_each_half_hour_around_a_clock_change_reads_as_it_was_meant(change):
    moments = [change + step * timedelta(minutes=30) for step in range(-2, 8)]
    meetings = [
        Meeting(pk=1, title="Nacht", starts_at=begins, ends_at=begins + timedelta(hours=1), changed_at=change)
        for begins in moments
    ]

    read = meetings_in(calendar_of(meetings))

    assert [event["dtstart"].dt.astimezone(UTC) for event in read] == moments
    lengths = {event["dtend"].dt.astimezone(UTC) - event["dtstart"].dt.astimezone(UTC) for event in read}
    assert lengths == {timedelta(hours=1)}


def test_the_zone_that_stands_in_the_file_is_that_of_the_netherlands():
    zone = Timezone.from_ical(ZONE_RULE).to_tz()

    for change in CHANGES:
        for step in range(-3, 4):
            moment = change + timedelta(hours=1) + timedelta(days=step, hours=6)
            here = moment.astimezone(AMSTERDAM).replace(tzinfo=None)
            assert here.replace(tzinfo=zone).utcoffset() == here.replace(tzinfo=AMSTERDAM).utcoffset()


def test_public_calendar_holds_what_is_open_of_one_theme_or_of_all(client_of, db):
    theme = ThemeFactory(name="Veiligheid", slug="veiligheid")
    MeetingFactory(title="Middag over veiligheid", theme=theme, online_url="https://meet.example/eik")
    MeetingFactory(title="Middag over wonen", cancelled_at=BEGINS)
    MeetingFactory(title="Voor leden", openness="members", theme=theme)
    MeetingFactory(title="Lang geleden", starts_at=BEGINS - timedelta(days=90))

    everything, of_theme = (public_calendar(which, BEGINS) for which in (None, theme))

    assert {(event["summary"], event["status"]) for event in meetings_in(everything)} == {
        ("Middag over veiligheid", "CONFIRMED"),
        ("Middag over wonen", "CANCELLED"),
    }
    assert [event["summary"] for event in meetings_in(of_theme)] == ["Middag over veiligheid"]
    assert b"meet.example" not in everything
    answer = client_of(None).get("/bijeenkomsten/agenda.ics?thema=veiligheid")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert client_of(None).get("/bijeenkomsten/agenda.ics?thema=andere").status_code == 404


def test_khal_reads_what_we_write(tmp_path, db):
    if not shutil.which("khal"):
        pytest.skip("there is no khal for this machine")
    summer = MeetingFactory(title="Zomer; met, tekens", starts_at=datetime(2026, 7, 1, 9, 30, tzinfo=UTC))
    winter = MeetingFactory(title="Winter", about="Eén\n\ntwee")
    vera = RegistrationFactory(meeting=winter, name="Vera", state=Registration.State.COMING)
    files = [
        calendar_of([summer]).decode(),
        invitation(winter, vera, now=BEGINS),
        cancellation(MeetingFactory(title="Eraf"), vera, now=BEGINS),
    ]
    (tmp_path / "calendar").mkdir()
    (tmp_path / "khal.conf").write_text(KHAL.format(folder=tmp_path))
    paths = [tmp_path / f"{number}.ics" for number in range(len(files))]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content.encode())

    def khal(*arguments) -> str:
        environment = os.environ | {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            ["khal", "--config", tmp_path / "khal.conf", *arguments],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        ).stdout

    khal("import", "--batch", *paths)
    shown = khal(
        "list", "--notstarted", "--format", "{title}: {start}-{end-time}", "2026-07-01", "2026-12-01"
    )

    assert "Zomer; met, tekens: 2026-07-01 11:30-13:30" in shown
    assert "Winter: 2026-11-24 14:00-16:00" in shown
