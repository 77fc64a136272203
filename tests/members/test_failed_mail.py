"""Who looks after the post hears once a day what did not arrive, and nothing when all of it did."""

from datetime import timedelta

import pytest

from mailing import upkeep
from mailing.faults import Fault
from mailing.models import OutgoingMail
from mailing.standing import came_back
from members.actions import failed_mail as actions
from members.notifications import to_who_is_still_there
from tests.factories.mailing import OutgoingMailFactory
from tests.golden import assert_letter

DAY = timedelta(days=1)


@pytest.fixture
def now(now):
    """Noon in the Netherlands."""
    return now.replace(hour=11)


@pytest.fixture
def told(scene):
    """Tell what failed, as often as this is called, and return all letters that said so."""

    def tell(now) -> list[OutgoingMail]:
        actions.report_failed_mail(now=now)
        return list(OutgoingMail.objects.filter(letter="failed_mail").order_by("pk"))

    return tell


def failed(at, **facts) -> OutgoingMail:
    facts = {"state": "failed", "last_code": "5.1.1", "last_error": "550 5.1.1 No such user"} | facts
    return OutgoingMailFactory(tried_at=at, **facts)


def test_programme_team_hears_how_many_failed_and_why(scene, told, now):
    failed(now - timedelta(hours=1))
    # Another code with the same meaning.
    failed(now - timedelta(hours=1), last_code="5.1.10", last_error="550 5.1.10 Recipient not found")
    failed(now - timedelta(hours=2), state="held", last_code="5.7.1", last_error="550 5.7.1 Rejected")
    failed(now - 3 * DAY)

    [letter] = told(now)

    assert letter.member == scene.programme_team
    assert_letter(letter, "failed_mail")


def test_of_one_letter_is_spoken_in_the_singular(told, now):
    failed(now - timedelta(hours=1))

    [letter] = told(now)

    assert_letter(letter, "failed_mail_one")


def test_nothing_failed_is_no_letter(told, now):
    OutgoingMailFactory(state="sent", tried_at=now)
    failed(now - 3 * DAY)

    assert told(now) == []


def test_it_is_told_once_a_day_from_noon_and_each_failure_once(told, now):
    failed(now - timedelta(hours=5))

    assert told(now - timedelta(minutes=1)) == []
    assert [len(told(now + timedelta(minutes=minutes))) for minutes in (0, 1, 300)] == [1, 1, 1]
    assert len(told(now + DAY)) == 1
    failed(now + DAY + timedelta(hours=1))
    assert len(told(now + DAY + timedelta(hours=2))) == 1
    assert len(told(now + 2 * DAY)) == 2


def test_after_a_day_without_workers_it_waits_for_daytime(told, now):
    failed(now + timedelta(hours=1))

    assert told(now + timedelta(hours=9)) == []
    assert told(now + DAY - timedelta(hours=5)) == []
    assert len(told(now + DAY)) == 1


def test_who_comes_second_at_the_same_moment_tells_nothing(db, now):
    assert upkeep.since_last_report(now) == now - DAY
    assert upkeep.since_last_report(now) is None


def test_a_letter_that_came_back_or_stayed_in_doubt_counts_from_when_that_was_known(told, now):
    told(now)
    sent = OutgoingMailFactory(state="sent", tried_at=now - DAY, sent_at=now - DAY)
    came_back(sent, Fault.MAILBOX, code="5.2.2", detail="Mailbox full", now=now + timedelta(hours=1))
    OutgoingMailFactory(state="sending", in_doubt=1, tried_at=now - DAY, due_at=now)
    OutgoingMailFactory(claims=99, due_at=now)
    upkeep.recover(now + timedelta(hours=1))

    [letter] = told(now + DAY)

    assert letter.subject == "3 brieven kwamen niet aan"


def test_a_report_that_failed_is_not_reported(told, now):
    failed(now - timedelta(hours=1), letter="failed_mail")

    assert len(told(now)) == 1, "only the one that failed"


def test_who_left_the_team_meanwhile_gets_none(scene, told, now):
    failed(now - timedelta(hours=1))
    [letter] = told(now)

    assert to_who_is_still_there([letter]) == {letter.pk}
    scene.programme_team.groups.clear()
    assert to_who_is_still_there([letter]) == set()
