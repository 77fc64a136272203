"""The programme team brings in a table, from the file to the letters, without a line of JavaScript."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions.imports import applying, inviting
from members.models import Import, Invitation, Organization
from tests.attack.files import image
from tests.factories.imports import csv_file, programme_team_member, staged, xlsx_file

pytestmark = pytest.mark.django_db
LIST = "/beheer/lidmaatschap/import/"


@pytest.fixture
def office(client_of):
    return client_of(programme_team_member())


def upload(office, file, name: str):
    return office.post(LIST, {"file": SimpleUploadedFile(name, file.getvalue())})


def test_from_a_workbook_with_two_sheets_to_the_letters(office, now):
    sheets = {
        "Uitleg": [["Organisatie"], ["Niet deze"]],
        "Leden": [["Team", "Voornaam", "Achternaam", "Mail"], ["Wijkteam Noord", "An", "Bos", "an@example"]],
    }
    address = upload(office, xlsx_file(sheets), "leden.xlsx").url
    assert "Welk blad" in office.get(address).content.decode()

    office.post(address, {"do": "sheet", "sheet": 1})
    assert "Wat staat er in welke kolom?" in office.get(address).content.decode()
    columns = ["organization", "first_name", "last_name", "email"]
    chosen = {f"column-{number}": field for number, field in enumerate(columns)}
    office.post(address, {"do": "columns", **chosen})
    assert "Dit is geen e-mailadres." in office.get(address).content.decode()
    office.post(f"{address}rijen/2/", {"do": "mend", "cell-3": "an@example.nl"})
    assert "An Bos kan worden uitgenodigd" in office.get(address).content.decode()

    office.post(address, {"do": "apply"})
    applying.apply_due(clock=lambda: now, seconds=60)
    assert "1 mens wacht op een uitnodiging" in office.get(address).content.decode()
    office.post(address, {"do": "invite", "words": "Welkom."})
    inviting.invite_due(clock=lambda: now, seconds=60)

    assert Organization.objects.get().name == "Wijkteam Noord"
    assert Invitation.objects.get().name == "An Bos"
    assert "Iedereen is uitgenodigd." in office.get(address).content.decode()


def test_what_is_no_table_is_said_beside_the_field(office):
    answer = office.post(LIST, {"file": SimpleUploadedFile("foto.png", image("PNG"))})

    assert answer.status_code == 422
    assert "Dit is geen tabel" in answer.content.decode()
    assert not Import.objects.exists()


def test_columns_that_say_nothing_of_who_are_refused(office):
    address = upload(office, csv_file([["Zus", "Zo"], ["a", "b"]]), "x.csv").url

    for columns in ({"column-0": "name"}, {"column-0": "email", "column-1": "email"}):
        answer = office.post(address, {"do": "columns", **columns})
        assert answer.status_code == 422


def test_list_of_what_cannot_be_done_runs_nothing(office, now):
    batch = staged([("", "=HYPERLINK(1)", "kapot", "")], now=now)

    answer = office.post(reverse("members_office:import", args=[batch.pk]), {"do": "take"})

    content = b"".join(answer.streaming_content).decode()
    assert '"2";"geen goed e-mailadres";"";"\'=HYPERLINK(1)";"kapot";""' in content


@pytest.mark.parametrize("do_it", [False, True])
def test_page_takes_as_many_queries_for_one_row_as_for_three(office, now, do_it):
    def count(number: int) -> int:
        rows = [(f"Team {number}{n}", f"A {n}", f"a{number}{n}@example.nl", "") for n in range(number)]
        batch = staged(rows, now=now)
        if do_it:
            applying.start_applying(batch=batch, actor=batch.read_by, now=now)
            applying.apply_due(clock=lambda: now, seconds=60)
        with CaptureQueriesContext(connection) as queries:
            assert office.get(reverse("members_office:import", args=[batch.pk])).status_code == 200
        return len(queries)

    count(1)
    assert count(1) == count(3)


def test_what_was_done_meanwhile_is_said_and_not_done_twice(office, now):
    batch = staged([("Team", "", "", "")], now=now)
    address = reverse("members_office:import", args=[batch.pk])
    office.post(address, {"do": "apply"})

    assert "intussen" in office.post(address, {"do": "apply"}, follow=True).content.decode()
