"""The directory as a file: two roles, a reason in the log, nothing that the programme team may not see."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from audit.acts import Act
from audit.models import Entry
from members.actions.taking_lists import take_list
from members.exports.directory import csv_file, workbook
from members.models import Member
from members.queries.lists import member_rows, organization_rows
from tests.factories.members import AffiliationFactory

REASON = "Uitnodiging voor de ledendag."


@pytest.fixture
def taken(scene, client_of):
    """Take a list along as the programme team."""

    def take(kind: str, form: str):
        sent = {"kind": kind, "form": form, "reason": REASON}
        return client_of(scene.programme_team).post(reverse("members:take-list"), sent)

    return take


def test_a_list_is_logged_with_its_reason_and_number_of_rows(scene, taken):
    answer = taken("leden", "csv")

    entry = Entry.objects.get(act=Act.DIRECTORY_EXPORTED)
    rows = answer.content.decode().splitlines()[1:]
    assert (entry.actor, entry.reason) == (scene.programme_team, REASON)
    assert entry.facts == {"list": "leden", "form": "csv", "rows": len(rows)}
    assert len(rows) == Member.objects.members().count()
    assert "no-store" in answer["Cache-Control"]


def test_without_a_reason_or_the_role_there_is_no_file(scene, client_of, now):
    address = reverse("members:take-list")
    sent = {"kind": "leden", "form": "csv", "reason": "Zomaar"}

    assert client_of(scene.programme_team).post(address, sent).status_code == 422
    with pytest.raises(PermissionDenied):
        take_list(kind="leden", form="csv", rows=1, reason=REASON, actor=scene.editor, now=now)
    assert not Entry.objects.filter(act=Act.DIRECTORY_EXPORTED).exists()


def test_what_is_hidden_from_the_programme_team_is_in_no_list(scene):
    shown = {"phone": "06 111", "phone_viewers": "team", "email_viewers": "self"}
    hidden = {"about": "Kanarie", "call_hours": "Kanarie", "about_viewers": "self"}
    Member.objects.filter(pk=scene.elsewhere.pk).update(**shown | hidden)

    [row] = [row for row in member_rows() if row[0] == scene.elsewhere.name]

    assert row == (scene.elsewhere.name, "Wijkteam West", "", "", "06 111", "", "")
    assert [row[-1] for row in organization_rows()] == ["Cor Contact", ""]


def test_a_name_that_looks_like_a_formula_stays_text_in_both_files():
    row = ("=HYPERLINK(1)", "Wijkteam")

    sheet = load_workbook(BytesIO(workbook("leden", ("naam", "waar"), [row]))).active

    assert [cell.value for cell in sheet[2]] == ["'=HYPERLINK(1)", "Wijkteam"]
    assert "'=HYPERLINK(1)" in csv_file(("naam", "waar"), [row]).decode()


def test_lists_cost_the_same_for_more_members(db, django_assert_num_queries):
    for _ in range(3):
        AffiliationFactory()

    with django_assert_num_queries(2):
        list(member_rows())
    with django_assert_num_queries(3):
        list(organization_rows())
