"""How sendings went, and stopping one of them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from digests import actions
from digests.actions import stopping
from digests.models import DigestDelivery, DigestRun
from digests.queries.runs import runs_page
from mailing.models import OutgoingMail
from tests.digests.conftest import TUESDAY
from tests.factories.digests import DigestDeliveryFactory, DigestRunFactory
from tests.factories.home import NewsPageFactory
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory


def letter_of(run, **facts) -> OutgoingMail:
    return OutgoingMailFactory(letter="digest", about=f"digest:{run.pk}", **facts)


def delivery_of(run, **facts) -> DigestDelivery:
    return DigestDeliveryFactory(run=run, after=run.batch_id - 1, **facts)


@pytest.fixture
def in_team(scene):
    return scene.programme_team


def test_a_sending_says_what_became_of_it(db):
    run = DigestRunFactory(composed_at=None)
    for state in ("sent", "sent", "queued", "sending", "failed", "held", "cancelled"):
        letter_of(run, state=state)
    letter_of(DigestRunFactory(), state="sent")
    delivery_of(run, is_empty=True)
    delivery_of(run, composed_at=None)

    row = next(row for row in runs_page("1").to_members if row.pk == run.pk)

    counts = row.letters
    assert (row.planned, counts.written, row.empty, row.to_write) == (9, 7, 1, 1)
    assert (counts.sent, counts.under_way, counts.failed, counts.held, counts.cancelled) == (2, 2, 1, 1, 1)
    assert row.can_be_stopped


def test_counting_costs_the_same_for_any_number_of_sendings(db, django_assert_num_queries):
    for _ in range(3):
        delivery_of(DigestRunFactory())
        with django_assert_num_queries(5):
            runs_page("1")


@pytest.mark.django_db(transaction=True)
def test_a_stopped_sending_writes_and_sends_no_more(in_team, now):
    run = DigestRunFactory(composed_at=None)
    delivery_of(run, composed_at=None, settled_at=None)
    waiting, in_hand, sent = letter_of(run), letter_of(run, lease_token="x"), letter_of(run, state="sent")
    other = letter_of(DigestRunFactory())

    assert stopping.stop_run(run=run, actor=in_team, now=now) == 1

    run.refresh_from_db()
    assert (run.stopped_at, run.stopped_by, run.composed_at) == (now, in_team, now)
    assert not run.deliveries.exists()
    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert states == {waiting.pk: "cancelled", in_hand.pk: "queued", sent.pk: "sent", other.pk: "queued"}
    assert list(actions.write_due(now=now)) == []


@pytest.mark.django_db(transaction=True)
def test_stopping_twice_changes_nothing(in_team, now):
    run = DigestRunFactory()
    stopping.stop_run(run=run, actor=in_team, now=now)

    assert stopping.stop_run(run=run, actor=in_team, now=now + timedelta(hours=1)) == 0

    run.refresh_from_db()
    assert run.stopped_at == now


@pytest.mark.django_db(transaction=True)
def test_an_editor_stops_no_sending(scene, now):
    with pytest.raises(PermissionDenied):
        stopping.stop_run(run=DigestRunFactory(), actor=scene.editor, now=now)

    assert not DigestRun.objects.exclude(stopped_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_stopped_sending_told_stands_in_the_next(opened, scene, in_team):
    """Nothing is lost by a stop, and who had her letter is not told again."""
    early, late = (
        MemberFactory(joined_at=TUESDAY - timedelta(days=9)),
        MemberFactory(joined_at=TUESDAY - timedelta(days=9)),
    )
    NewsPageFactory(title="Nieuwe handreiking").save_revision().publish()
    run = actions.plan_due(now=TUESDAY)[-1]
    list(actions.write_due(now=TUESDAY))
    OutgoingMail.objects.filter(member=early).update(state="sent", sent_at=TUESDAY)

    stopping.stop_run(run=run, actor=in_team, now=TUESDAY)
    later = TUESDAY + timedelta(days=7)
    actions.plan_due(now=later)
    list(actions.write_due(now=later))

    def told(member) -> int:
        kept = OutgoingMail.objects.filter(member=member).exclude(state="cancelled")
        return sum("Nieuwe handreiking" in letter.text for letter in kept)

    assert (told(early), told(late)) == (1, 1)


def test_the_page_offers_a_stop_only_for_what_can_still_be_stopped(scene, client_of, in_team):
    done, busy = DigestRunFactory(), DigestRunFactory()
    letter_of(done, state="sent")
    letter_of(busy)

    page = client_of(in_team).get(reverse("digests_office:sendings")).content.decode()

    assert reverse("digests_office:stop-sending", args=[busy.pk]) in page
    assert reverse("digests_office:stop-sending", args=[done.pk]) not in page
