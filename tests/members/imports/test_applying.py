"""Doing an import, inviting from it, and undoing it as a whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from mailing.models import OutgoingMail
from members.actions import invitations
from members.actions.imports import applying, checking, forgetting, inviting, undoing
from members.models import Affiliation, Import, ImportRow, Invitation, Member, Organization
from members.permissions import Roles
from members.queries.imports.pages import import_page
from tests.factories.imports import staged
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.themes import ThemeFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db
ROWS = [
    ("Wijkteam Noord", "Anna de Vries", "anna@example.nl", "contactpersoon"),
    ("Wijkteam Noord", "Bo Bakker", "bo@example.nl", ""),
    ("Wijkteam Zuid", "", "", ""),
]


def do(batch: Import, now) -> None:
    """Do an import from beginning to end, as the worker does."""
    applying.start_applying(batch=batch, actor=batch.read_by, now=now)
    applying.apply_due(clock=lambda: now, seconds=60)


def send(batch: Import, now, words: str = "") -> None:
    inviting.start_inviting(batch=batch, words=words, actor=batch.read_by, now=now)
    inviting.invite_due(clock=lambda: now, seconds=60)


def undo(batch: Import, now) -> None:
    undoing.start_undoing(batch=batch, actor=batch.read_by, now=now)
    undoing.undo_due(clock=lambda: now, seconds=60)
    batch.refresh_from_db()


def results(batch: Import) -> list[str]:
    return list(batch.rows.order_by("number").values_list("result", flat=True))


def test_import_makes_organizations_and_nobody_an_account(now):
    batch = staged(ROWS, now=now)

    do(batch, now)

    assert set(Organization.objects.values_list("name", flat=True)) == {"Wijkteam Noord", "Wijkteam Zuid"}
    assert not Member.objects.filter(email__in=["anna@example.nl", "bo@example.nl"]).exists()
    assert not Invitation.objects.exists()
    assert results(batch) == ["waiting", "waiting", "done"]
    assert OutgoingMail.objects.count() == 0


def test_change_that_lands_just_before_is_not_passed_over(now):
    batch = staged(ROWS, now=now)

    def change_first(execute, sql, *rest):
        if sql.startswith('UPDATE "members_import" '):
            with connection.cursor() as cursor:
                cursor.cursor.execute("UPDATE members_importrow SET verdict = ''")
        return execute(sql, *rest)

    with connection.execute_wrapper(change_first), pytest.raises(checking.NotStaged):
        applying.start_applying(batch=batch, actor=batch.read_by, now=now)

    batch.refresh_from_db()
    assert batch.state == Import.State.STAGED


def test_who_was_brought_in_is_invited_when_the_programme_team_says_so_and_accepts(now):
    batch = staged(ROWS, now=now)
    do(batch, now)

    send(batch, now, words="Fijn dat jullie meedoen.")

    assert results(batch) == ["invited", "invited", "done"]
    anna = OutgoingMail.objects.get(to_address="anna@example.nl")
    token = anna.text.split("/uitnodiging/")[1].split("/")[0]
    member, is_new = invitations.accept_invitation(token=token, name="Anna", now=now)
    assert is_new
    place = Affiliation.objects.get(member=member)
    assert (place.organization.name, place.role) == ("Wijkteam Noord", "contact")


def test_letter_to_somebody_new_and_to_a_member(now):
    MemberFactory(email="bo@example.nl", name="Bo Bakker")
    batch = staged(ROWS, now=now)
    do(batch, now)

    send(batch, now, words="Fijn dat jullie meedoen.\nTot ziens.")

    assert_letter(OutgoingMail.objects.get(to_address="anna@example.nl"), "imported_invitation")
    assert_letter(OutgoingMail.objects.get(to_address="bo@example.nl"), "imported_invitation_to_a_member")


def test_invitations_leave_no_faster_than_the_pace(now, monkeypatch):
    monkeypatch.setattr(inviting, "PACE", 2)
    batch = staged([("", f"Lid {n}", f"lid-{n}@example.nl", "") for n in range(5)], now=now)
    do(batch, now)

    send(batch, now)
    assert Invitation.objects.count() == 2
    inviting.invite_due(clock=lambda: now + timedelta(minutes=59), seconds=60)
    assert Invitation.objects.count() == 2
    inviting.invite_due(clock=lambda: now + timedelta(minutes=61), seconds=60)
    assert Invitation.objects.count() == 4


def test_nobody_is_invited_who_came_in_meanwhile(now):
    batch = staged(ROWS, now=now)
    do(batch, now)
    noord = Organization.objects.get(name="Wijkteam Noord")
    AffiliationFactory(member__email="anna@example.nl", organization=noord)

    send(batch, now)

    assert results(batch) == ["done", "invited", "done"]


def test_undone_import_leaves_nothing_that_nobody_touched(now):
    batch = staged(ROWS, now=now)
    do(batch, now)
    send(batch, now)

    undo(batch, now)

    assert batch.state == Import.State.UNDONE
    assert not Organization.objects.exists()
    assert not Invitation.objects.exists()
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"cancelled"}
    assert set(results(batch)) == {"undone"}


def test_undoing_keeps_what_somebody_took_up(now):
    batch = staged([*ROWS, ("Wijkteam Oost", "", "", "")], now=now)
    do(batch, now)
    send(batch, now)
    letter = OutgoingMail.objects.get(to_address="anna@example.nl")
    token = letter.text.split("/uitnodiging/")[1].split("/")[0]
    invitations.accept_invitation(token=token, name="Anna", now=now)
    Organization.objects.filter(name="Wijkteam Oost").update(kind="sociaal wijkteam")

    undo(batch, now)

    kept = set(Organization.objects.values_list("name", flat=True))
    assert kept == {"Wijkteam Noord", "Wijkteam Oost"}
    assert Member.objects.filter(email="anna@example.nl").exists()
    assert results(batch) == ["kept", "undone", "undone", "kept"]


def test_import_half_done_is_undone_whole(now, monkeypatch):
    monkeypatch.setattr(applying, "CHUNK", 1)
    batch = staged(ROWS, now=now)
    applying.start_applying(batch=batch, actor=batch.read_by, now=now)
    applying._apply_chunk(batch.pk, now)

    undo(batch, now)

    assert batch.state == Import.State.UNDONE
    assert not Organization.objects.exists()


def test_many_are_invited_by_somebody_else_than_who_read_the_file_in(now, monkeypatch):
    monkeypatch.setattr("members.permissions.ONE_PERSON_MAY", 1)
    batch, colleague = staged(ROWS, now=now), MemberFactory()
    colleague.groups.add(*batch.read_by.groups.all())
    do(batch, now)

    with pytest.raises(PermissionDenied):
        inviting.start_inviting(batch=batch, words="", actor=batch.read_by, now=now)
    inviting.start_inviting(batch=batch, words="", actor=colleague, now=now)

    assert not page_of(batch, batch.read_by, now).may_invite
    assert page_of(batch, colleague, now).may_invite


def page_of(batch: Import, reader: Member, now):
    return import_page(batch, Roles.of(reader), shown="", page=1, now=now)


def test_worker_that_died_between_chunks_goes_on_and_doubles_nothing(now, monkeypatch):
    monkeypatch.setattr(applying, "CHUNK", 1)
    batch = staged(ROWS, now=now)
    applying.start_applying(batch=batch, actor=batch.read_by, now=now)
    applying._apply_chunk(batch.pk, now)
    assert results(batch) == ["waiting", "", ""]

    applying.apply_due(clock=lambda: now, seconds=60)
    applying.apply_due(clock=lambda: now, seconds=60)

    assert Organization.objects.count() == 2
    monkeypatch.setattr(inviting, "CHUNK", 1)
    inviting.start_inviting(batch=batch, words="", actor=batch.read_by, now=now)
    inviting._invite_chunk(batch.pk, now)
    inviting.invite_due(clock=lambda: now, seconds=60)
    inviting.invite_due(clock=lambda: now, seconds=60)
    assert Invitation.objects.count() == OutgoingMail.objects.count() == 2
    monkeypatch.setattr(undoing, "CHUNK", 1)
    undoing.start_undoing(batch=batch, actor=batch.read_by, now=now)
    undoing._undo_chunk(batch.pk)
    undoing.undo_due(clock=lambda: now, seconds=60)
    assert not Organization.objects.exists()


def test_chunk_takes_as_many_statements_for_one_row_as_for_three(now):
    def count(rows) -> tuple[int, ...]:
        batch = staged(rows, now=now)
        ImportRow.objects.filter(batch=batch).update(verdict="")
        steps = [lambda: checking.check_due(clock=lambda: now, seconds=60, batch=batch)]
        steps.append(lambda: do(batch, now))
        steps.append(lambda: send(batch, now))
        steps.append(lambda: undo(batch, now))
        counts = []
        for step in steps:
            with CaptureQueriesContext(connection) as queries:
                step()
            counts.append(len(queries))
        return tuple(counts)

    one = count([("Een", "A", "a@example.nl", "")])
    three = count([(f"Drie {n}", f"A {n}", f"a{n}@example.nl", "") for n in range(3)])

    assert one == three


def test_what_was_done_stands_in_the_log(now):
    batch = staged(ROWS, now=now)
    do(batch, now)
    send(batch, now)
    undo(batch, now)

    entries = Entry.objects.filter(subject_kind="members.import").order_by("pk")
    assert list(entries.values_list("act", flat=True)) == [
        "import-read",
        "import-applied",
        "import-invited",
        "import-undone",
    ]


def test_who_never_accepts_is_forgotten_after_ninety_days(now):
    batch = staged(ROWS, now=now)
    do(batch, now)
    send(batch, now)
    letter = OutgoingMail.objects.get(to_address="anna@example.nl")
    token = letter.text.split("/uitnodiging/")[1].split("/")[0]
    invitations.accept_invitation(token=token, name="Anna", now=now)

    assert forgetting.forget_rows(now=now + timedelta(days=89)) == 0
    assert forgetting.forget_rows(now=now + timedelta(days=90)) == 3

    assert Invitation.objects.get().email == "anna@example.nl"
    assert not batch.rows.exists()


def test_known_organization_is_used_and_not_changed(now):
    known = OrganizationFactory(name="Wijkteam Noord", kind="sociaal team")
    batch = staged([("WIJKTEAM noord", "Anna", "anna@example.nl", "")], now=now)

    do(batch, now)

    assert Organization.objects.get() == known
    assert batch.rows.get().organization == known


@pytest.fixture
def with_themes(now, monkeypatch) -> Import:
    """An import that was done, of which two rows name themes for one new organisation."""
    for name in ("Jeugd", "Wonen", "Werk"):
        ThemeFactory(name=name)
    OrganizationFactory(name="Wijkteam Zuid")
    rows = [
        ("Wijkteam Noord", "an@example.nl", "Jeugd"),
        ("Wijkteam Noord", "bo@example.nl", "wonen; jeugd"),
        ("Wijkteam Noord", "cas@example.nl", "fietsen"),
        ("Wijkteam Zuid", "dee@example.nl", "Werk"),
        ("Wijkteam Oost", "", "Werk"),
    ]
    monkeypatch.setattr(applying, "CHUNK", 1)
    batch = staged(rows, heading=("Organisatie", "E-mail", "Thema"), now=now)
    do(batch, now)
    return batch


def themes_of(name: str) -> set[str]:
    return set(Organization.objects.get(name=name).themes.values_list("name", flat=True))


def test_new_organization_gets_the_themes_that_any_row_names(with_themes):
    assert themes_of("Wijkteam Noord") == {"Jeugd", "Wonen"}
    assert themes_of("Wijkteam Oost") == {"Werk"}
    assert themes_of("Wijkteam Zuid") == set()


def test_undoing_takes_themes_away_and_keeps_an_organization_that_got_others(with_themes, now):
    Organization.objects.get(name="Wijkteam Oost").themes.clear()

    undo(with_themes, now)

    assert set(Organization.objects.values_list("name", flat=True)) == {"Wijkteam Zuid", "Wijkteam Oost"}
