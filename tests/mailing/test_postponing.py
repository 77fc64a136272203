"""Who is away gets her letters when she is back, as far as she still wants them; sign-in codes at once."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from digests import actions
from mailing.models import OutgoingMail
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory

State = OutgoingMail.State
BACK = date(2026, 11, 19)


@pytest.fixture
def reader(db, now):
    """A member who is away for nine days."""
    reader = MemberFactory()
    actions.pause_mail(actor=reader, until=BACK, now=now)
    return reader


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize("priority", [2, 3, 4])
def test_a_letter_waits_until_its_reader_is_back(deliver, post_office, clock, reader, priority):
    letter = OutgoingMailFactory(member=reader, priority=priority)
    other = OutgoingMailFactory(member=MemberFactory(), priority=priority)

    assert deliver() == 1
    letter.refresh_from_db()
    assert (letter.state, letter.claims, letter.lease_token) == (State.QUEUED, 0, "")
    assert letter.due_at == at(BACK, 7)

    clock.now = at(BACK, 6)
    assert deliver() == 0
    clock.now = at(BACK, 7)
    assert deliver() == 1
    assert post_office.recipients() == [other.to_address, letter.to_address]


def test_sign_in_codes_always_go(deliver, post_office, reader):
    OutgoingMailFactory(member=reader, priority=1)

    assert deliver() == 1


def test_what_is_not_wanted_any_more_when_she_is_back_never_goes(deliver, probe, clock, reader, post_office):
    probe(wanted=lambda rows: set())
    letter = OutgoingMailFactory(member=reader, letter="probe")

    deliver()
    letter.refresh_from_db()
    assert letter.state == State.QUEUED

    clock.now = at(BACK, 8)
    deliver()
    letter.refresh_from_db()
    assert letter.state == State.CANCELLED


def test_who_is_back_early_gets_what_waited_at_once(deliver, post_office, reader, clock):
    OutgoingMailFactory(member=reader)
    assert deliver() == 0

    actions.resume_mail(actor=reader, now=clock.now)

    assert deliver() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_asking_costs_one_statement_however_many_are_away(db, now, count, django_assert_num_queries):
    from mailing.claims import postponed

    letters = []
    for _ in range(count):
        member = MemberFactory(mail_paused_until=BACK)
        letters.append(OutgoingMailFactory(member=member))

    with django_assert_num_queries(1):
        assert postponed(letters, now) == {at(BACK, 7): letters}
