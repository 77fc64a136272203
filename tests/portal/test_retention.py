"""What has had its time goes, no sooner, and as much as was said beforehand."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Entry
from inbound.actions.keeping import forget_mail
from inbound.models import InboundMail
from learninggroups.actions.drafts import purge_drafts
from learninggroups.actions.invitations import forget_invitations
from learninggroups.models import Draft, GroupInvitation
from mailing import upkeep
from mailing.models import Heartbeat, OutgoingMail
from members.actions.leaving import erase_due, let_inactive_go
from members.models import Departure, Invitation, Member
from privacy.registry import holding
from privacy.retention import due_rows, overview, retain
from tests.factories.inbound import InboundMailFactory
from tests.factories.learninggroups import DraftFactory, GroupInvitationFactory
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import InvitationFactory, MemberFactory

NOW = datetime(2026, 11, 10, 2, tzinfo=UTC)
YEAR = timedelta(days=365)
ages = st.lists(st.timedeltas(min_value=timedelta(0), max_value=3 * YEAR), max_size=6)


def due(label: str, fields: tuple[str, ...] = ()) -> int:
    return next(kind.rows for kind in overview(NOW) if (kind.label, kind.fields) == (label, fields))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(invited=ages, logged=ages)
def test_what_goes_is_what_was_said_and_nothing_younger(db, invited, logged):
    Invitation.objects.all().delete()
    Entry.objects.all().delete()
    for age in invited:
        InvitationFactory(expires_at=NOW - age)
    Entry.objects.bulk_create(Entry(at=NOW - age, act="role-changed") for age in logged)
    said = sum(kind.rows for kind in overview(NOW) if not kind.by)

    gone = sum(retain(NOW))

    assert gone == said == sum(age > YEAR for age in invited + logged)
    assert Invitation.objects.filter(expires_at__lt=NOW - YEAR).count() == 0
    assert Invitation.objects.count() + Entry.objects.count() == len(invited + logged) - gone
    assert list(retain(NOW)) == []


@pytest.mark.parametrize(
    ("make", "model", "fields", "forget"),
    [
        (lambda at: DraftFactory(kept_at=at), Draft, (), lambda: purge_drafts(now=NOW)),
        (
            lambda at: GroupInvitationFactory(sent_at=at),
            GroupInvitation,
            (),
            lambda: forget_invitations(now=NOW),
        ),
        (
            lambda at: InboundMailFactory(received_at=at, state="taken"),
            InboundMail,
            ("raw",),
            lambda: forget_mail(now=NOW),
        ),
        (
            lambda at: OutgoingMailFactory(queued_at=at, state="sent"),
            OutgoingMail,
            ("text", "html", "parts", "calendar"),
            lambda: upkeep.retain(NOW),
        ),
    ],
)
def test_of_what_an_app_sees_to_itself_as_much_goes_as_was_said(db, make, model, fields, forget):
    for days in (1, 13, 15, 29, 31, 89, 91, 364):
        make(NOW - timedelta(days=days))
    kept = next(kept for kept in holding(model).kept if kept.fields == fields)
    said = due(model._meta.label, fields)
    assert said == sum(days > kept.period.days for days in (1, 13, 15, 29, 31, 89, 91, 364)) > 0

    Heartbeat.objects.all().delete()
    forget()

    assert due(model._meta.label, fields) == 0
    assert due_rows(holding(model), kept, NOW + timedelta(days=400)).count() == 8 - said


def test_the_command_says_how_much_without_touching_it(db):
    InvitationFactory(expires_at=NOW - 5 * YEAR)
    said = io.StringIO()

    call_command("retain", dry_run=True, stdout=said)

    assert "members.Invitation days=365 rows=1 by=retain" in said.getvalue()
    assert "gone" not in said.getvalue()
    assert Invitation.objects.count() == 1
    call_command("retain", stdout=said)
    assert "gone rows=1" in said.getvalue()
    assert Invitation.objects.count() == 0


def test_whose_account_was_closed_two_years_ago_is_erased(db):
    long_ago = NOW - timedelta(days=731)
    closed = MemberFactory(is_active=False, joined_at=long_ago)
    MemberFactory(is_active=False, joined_at=long_ago, last_login=NOW - timedelta(days=30))
    MemberFactory(joined_at=long_ago)

    assert let_inactive_go(now=NOW) == 1
    assert let_inactive_go(now=NOW) == 0
    for _step in erase_due(now=NOW):
        continue

    assert Departure.objects.get().member_id == closed.pk
    assert list(Member.objects.filter(name="Oud-lid")) == [closed]
