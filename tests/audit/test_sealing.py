"""The log is closed off once a day, and a day that was changed afterwards no longer fits."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from audit import trail
from audit.actions import seal_log
from audit.acts import Act
from audit.chain import broken_days
from audit.models import ENTRY_KEPT, Entry, Seal
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def days():
    """Three days with two acts each, sealed on the morning after."""
    actor = MemberFactory()
    for number in range(3):
        for hour in range(2):
            at = START + number * DAY + timedelta(hours=hour)
            trail.record(Act.ROLE_CHANGED, actor=actor, facts={"role": "é", "hour": hour}, now=at)
        seal_log(now=START + (number + 1) * DAY)
    return [seal.day for seal in Seal.objects.order_by("number")]


def test_a_day_is_sealed_once(days):
    assert list(Seal.objects.order_by("number").values_list("number", "count")) == [(1, 2), (2, 2), (3, 2)]
    assert seal_log(now=START + 3 * DAY + timedelta(hours=3)) is None
    assert broken_days(START + 4 * DAY) == []


def test_what_commits_late_is_in_the_next_seal(days):
    trail.record(Act.ROLE_CHANGED, actor=None, now=START)

    sealed = seal_log(now=START + 9 * DAY)

    assert sealed.count == 1
    assert broken_days(START + 9 * DAY) == []


@pytest.mark.parametrize(
    "tamper",
    [
        lambda entry: Entry.objects.filter(pk=entry.pk).update(reason="iets anders"),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(actor=None),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(facts={"role": "e", "hour": 0}),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.create(at=entry.at, act=entry.act, seal=entry.seal),
    ],
    ids=["another reason", "another person", "other facts", "taken out", "added"],
)
def test_a_line_that_was_changed_no_longer_fits(days, tamper):
    tamper(Entry.objects.filter(seal__number=2).first())

    assert broken_days(START + 4 * DAY) == [days[1]]
    with pytest.raises(CommandError, match=days[1].isoformat()):
        call_command("verify_log")


def test_a_day_that_was_made_to_fit_again_breaks_the_next(days):
    from audit.chain import digest_of

    Entry.objects.filter(seal__number=2).update(reason="iets anders")
    first, second = Seal.objects.order_by("number")[:2]
    digest, _count = digest_of(second, first.digest, second.entries.order_by("pk"))
    Seal.objects.filter(pk=second.pk).update(digest=digest)

    assert broken_days(START + 4 * DAY) == [days[2]]


def test_a_day_that_was_taken_out_whole_is_missed(days):
    second = Seal.objects.get(number=2)
    second.entries.all().delete()
    second.delete()

    assert broken_days(START + 4 * DAY) == [days[2]]


def test_what_was_forgotten_after_a_year_is_not_missed(days):
    later = START + ENTRY_KEPT + 2 * DAY
    Entry.objects.filter(at__lt=later - ENTRY_KEPT).delete()

    assert broken_days(later) == []
