"""The directory as a file: two roles, a reason in the log, nothing that the programme team may not see."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from openpyxl import load_workbook

from audit.acts import Act
from audit.models import Entry
from members.actions.taking_lists import take_list
from members.exports.directory import csv_file, workbook
from members.models import Member
from members.permissions import Roles
from members.queries.lists import member_rows, organization_rows
from tests.factories.members import AffiliationFactory

ADDRESS = "/leden/meenemen/"
REASON = "Uitnodiging voor de ledendag."
TEAM = Roles(member_id=1, is_programme_team=True)


@pytest.fixture
def proven(scene, client_of):
    """The browser of somebody of the programme team who has just shown who she is."""
    browser = client_of(scene.programme_team)
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": timezone.now().timestamp(), "reauthenticated": True}
    ]
    session.save()
    return browser


def asked(form: str = "csv", reason: str = REASON) -> dict[str, str]:
    return {"kind": "leden", "form": form, "reason": reason}


def test_a_list_is_logged_with_its_reason_and_number_of_rows(scene, proven):
    answer = proven.post(ADDRESS, asked())

    entry = Entry.objects.get(act=Act.DIRECTORY_EXPORTED)
    rows = answer.content.decode().splitlines()[1:]
    assert (entry.actor, entry.reason) == (scene.programme_team, REASON)
    assert entry.facts == {"list": "leden", "form": "csv", "rows": len(rows)}
    assert len(rows) == Member.objects.members().count()
    assert "no-store" in answer["Cache-Control"]


def test_without_a_reason_a_fresh_proof_or_the_role_there_is_no_file(scene, proven, client_of, now):
    assert proven.post(ADDRESS, asked(reason="Zomaar")).status_code == 422
    again = client_of(scene.programme_team).post(ADDRESS, asked())
    assert again["Location"].startswith("/account/reauthenticate/")
    with pytest.raises(PermissionDenied):
        take_list(kind="leden", form="csv", rows=1, reason=REASON, actor=scene.editor, now=now)
    assert not Entry.objects.filter(act=Act.DIRECTORY_EXPORTED).exists()


def test_what_is_hidden_from_the_programme_team_is_in_no_list(scene):
    shown = {"phone": "06 111", "phone_viewers": "team", "email_viewers": "self"}
    hidden = {"about": "Kanarie", "call_hours": "Kanarie", "about_viewers": "self"}
    Member.objects.filter(pk=scene.elsewhere.pk).update(**shown | hidden)

    def row_for(roles: Roles) -> tuple[str, ...]:
        return next(row for row in member_rows(roles) if row[0] == scene.elsewhere.name)

    assert row_for(TEAM) == (scene.elsewhere.name, "Wijkteam West", "", "", "06 111", "", "")
    # An administrator is of no programme team, and reads what any member reads.
    assert row_for(Roles(member_id=1, is_administrator=True))[1:] == ("Wijkteam West", "", "", "", "", "")
    assert [row[-1] for row in organization_rows(TEAM)] == ["Cor Contact", ""]


def test_a_name_that_looks_like_a_formula_stays_text_in_both_files():
    # A sign that no file can hold is left out first: what comes after it is what begins the cell.
    row = ("\x0b=HYPERLINK(1)", "Wijkteam")

    sheet = load_workbook(BytesIO(workbook("leden", ("naam", "waar"), [row]))).active

    assert [cell.value for cell in sheet[2]] == ["'=HYPERLINK(1)", "Wijkteam"]
    assert "'=HYPERLINK(1)" in csv_file(("naam", "waar"), [row]).decode()


def test_lists_cost_the_same_for_more_members(db, django_assert_num_queries):
    for _ in range(3):
        AffiliationFactory()

    with django_assert_num_queries(2):
        list(member_rows(TEAM))
    with django_assert_num_queries(3):
        list(organization_rows(TEAM))
