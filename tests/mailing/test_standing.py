"""How an address stands with us: two for a refusal, half a day for a trouble, and a slate that is wiped."""

from datetime import timedelta

import pytest

from mailing import actions, standing, upkeep
from mailing.models import MailEvent, Suppression
from mailing.standing import Kind

pytestmark = pytest.mark.django_db

ADDRESS = "noor@example.nl"


@pytest.fixture
def tell(now):
    """Return a function that tells of an event so many hours later, and returns the score."""

    def record(kind: str, *, hours: float = 0) -> float:
        at = now + timedelta(hours=hours)
        standing.record(kind, ADDRESS.title(), key=f"probe:{MailEvent.objects.count()}", now=at)
        return standing.score(ADDRESS, at)

    return record


def test_two_refusals_pause_the_mail(tell):
    assert tell(Kind.HARD) == 2
    assert not Suppression.objects.exists()

    assert tell(Kind.HARD) == 4
    assert Suppression.objects.get().address == ADDRESS


def test_passing_trouble_counts_once_a_day(tell):
    assert [tell(Kind.SOFT, hours=hours) for hours in (0, 1, 2)] == [0.5, 0.5, 0.5]
    assert not Suppression.objects.exists()

    assert [tell(Kind.SOFT, hours=24 * day) for day in range(1, 8)] == [1, 1.5, 2, 2.5, 3, 3.5, 4]
    assert Suppression.objects.exists()


@pytest.mark.parametrize("kind", [Kind.POLICY, Kind.REJECTED, Kind.DELAYED, Kind.COMPLAINED])
def test_what_is_not_about_the_address_never_counts(tell, kind):
    assert {tell(kind, hours=hours) for hours in range(20)} == {0}


@pytest.mark.parametrize("kind", [Kind.DELIVERED, Kind.TRUSTED])
def test_a_delivery_or_a_person_wipes_the_slate(tell, kind):
    tell(Kind.HARD)
    tell(Kind.HARD)

    assert tell(kind, hours=1) == 0
    assert not Suppression.objects.exists()
    assert tell(Kind.HARD, hours=2) == 2


def test_after_a_month_an_address_is_tried_again(tell, now):
    tell(Kind.HARD)
    tell(Kind.HARD)
    later = now + timedelta(days=31)

    upkeep.retain(later)

    assert standing.score(ADDRESS, later) == 0
    assert not Suppression.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_team_can_trust_an_address_again(tell, scene, now):
    tell(Kind.HARD)
    tell(Kind.HARD)

    actions.trust_again(
        suppression=Suppression.objects.get(), actor=scene.programme_team, now=now + timedelta(hours=1)
    )

    assert not Suppression.objects.exists()
    assert standing.score(ADDRESS, now + timedelta(hours=1)) == 0
