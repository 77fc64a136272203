"""A receiving domain gets so many letters a minute from us, however many workers there are."""

import pytest

from mailing import claims
from tests.factories.mailing import OutgoingMailFactory


@pytest.fixture(autouse=True)
def pace(settings):
    settings.MAILING_PACE = 2


def write(*addresses: str, **facts) -> None:
    for address in addresses:
        OutgoingMailFactory(to_address=address, **facts)


def test_a_domain_that_had_its_share_waits_a_minute_and_others_do_not(deliver, post_office, clock):
    write(*(f"lezer{n}@Groot.nl" for n in range(5)), "noor@klein.nl")

    assert deliver() == 3
    assert deliver() == 0
    clock.forward(minutes=1)
    assert deliver() == 2
    clock.forward(minutes=1)
    assert deliver() == 1

    assert len(set(post_office.recipients())) == 6


def test_two_workers_share_what_a_domain_gets(db, clock):
    write(*(f"lezer{n}@groot.nl" for n in range(5)))

    assert len(claims.claim(clock.now).rows) == 2
    assert claims.claim(clock.now) is None


def test_a_code_to_sign_in_never_waits(deliver, post_office):
    write(*(f"lezer{n}@groot.nl" for n in range(3)))
    assert deliver() == 2

    write(*(f"code{n}@groot.nl" for n in range(3)), priority=1)

    assert deliver() == 3


def test_without_a_limit_nothing_is_counted(db, settings, clock, django_assert_num_queries):
    write(*(f"lezer{n}@groot.nl" for n in range(5)))
    with django_assert_num_queries(0):
        settings.MAILING_PACE = 0
        claims.pacing.full_domains(clock.now)
        claims.pacing.within_pace([], clock.now)
    assert len(claims.claim(clock.now).rows) == 5
