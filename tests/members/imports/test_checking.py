"""What will become of a row is said before anything is done, and can be mended."""

import pytest

from members.actions.imports import checking, reading
from members.models import Import
from members.permissions import Roles
from members.queries.imports.cells import bones_of, read_address, said_by, slips_of
from members.queries.imports.pages import import_page
from tests.factories.imports import HEADING, csv_file, programme_team_member, staged
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.themes import ThemeFactory


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("anna@example.nl", "anna@example.nl"),
        ("  Anna@Example.NL. ", "anna@example.nl"),
        ("mailto:anna@example.nl", "anna@example.nl"),
        ("Anna de Vries <anna@example.nl>", "anna@example.nl"),
        ("anna @ example.nl", "anna@example.nl"),
        ("ａｎｎａ＠ｅｘａｍｐｌｅ．ｎｌ", "anna@example.nl"),
        ("anna@example.nl; ANNA@example.nl", "anna@example.nl"),
        ("anna@example.nl; bo@example.nl", "two_addresses"),
        ("anna@example.nl\nbo@example.nl", "two_addresses"),
        ("josé@example.nl", "accented_address"),
        ("anna@example", "broken_address"),
        ("anna.example.nl", "broken_address"),
        ("onbekend", "broken_address"),
        ("-", ""),
    ],
)
def test_address_is_read_however_it_was_typed(text, address):
    found, problem = read_address(text)

    assert (found or problem or "") == address


def test_name_is_put_together_from_its_parts():
    parts = ["first_name", "infix", "last_name"]

    assert said_by(["Anna", "de", "Vries"], parts).name == "Anna de Vries"
    assert said_by(["Vries, Anna de"], ["name"]).name == "Anna de Vries"


def test_names_of_one_organization_are_told_from_those_of_two():
    def alike(one: str, other: str) -> bool:
        return bool(slips_of(bones_of(one)) & slips_of(bones_of(other)))

    assert alike("Stichting Wijkteam Noord", "Wijkteam Noord")
    assert alike("Wijkteam Nord", "Wijkteam Noord")
    assert alike("Noord, wijkteam", "Wijkteam Noord")
    assert not alike("Wijkteam Noord", "Wijkteam Oost")


@pytest.fixture
def batch(db, now) -> Import:
    """An import with a row of each kind."""
    noord = OrganizationFactory(name="Wijkteam Noorderlicht")
    AffiliationFactory(organization=noord, member__name="Anna", member__email="anna@example.nl")
    MemberFactory(email="weg@example.nl", is_active=False)
    OrganizationFactory(name="Wijkteam Vroeger", is_active=False)
    rows = [
        ("Wijkteam Zuid", "Bo", "bo@example.nl", ""),
        ("wijkteam noorderlicht", "Anna", "anna@example.nl", ""),
        ("Wijkteam Noorderlich", "", "", ""),
        ("Wijkteam Noorderlicht", "Anna", "anna@elders.example", ""),
        ("Wijkteam Zuid", "Bo", "BO@example.nl", ""),
        ("", "Cas", "", ""),
        ("", "", "weg@example.nl", ""),
        ("Wijkteam Vroeger", "", "", ""),
        ("", "Dee", "dee@example.nl", "contactpersoon"),
        ("Wijkteam Zuid", "Eef", "eef@example.nl", "koningin"),
        ("W" * 161, "", "", ""),
        ("Wijkteam Zuid", "Anna", "anna@example.nl", ""),
    ]
    return staged(rows, now=now)


def look_again(batch: Import, now) -> None:
    checking.check_due(clock=lambda: now, seconds=60, batch=batch)


def test_each_row_says_what_will_become_of_it(batch):
    verdicts = batch.rows.order_by("number").values_list("verdict", "problem")

    assert list(verdicts) == [
        ("new", ""),
        ("known", ""),
        ("similar", ""),
        ("similar", ""),
        ("refused", "double"),
        ("refused", "no_address"),
        ("refused", "closed_account"),
        ("refused", "former_organization"),
        ("refused", "contact_of_nobody"),
        ("refused", "unknown_role"),
        ("refused", "too_long"),
        ("new", ""),
    ]


def test_row_is_mended_and_keeps_what_stood_in_the_file(batch, now):
    row = batch.rows.get(number=7)

    checking.mend_row(row=row, texts={2: " cas@example.nl"}, actor=batch.read_by)
    look_again(batch, now)

    row.refresh_from_db()
    assert (row.verdict, row.texts[2], row.cells[2]) == ("new", "cas@example.nl", "")


def test_double_row_counts_when_the_first_is_left_out(batch, now):
    checking.leave_out(row=batch.rows.get(number=2), left_out=True, actor=batch.read_by)
    look_again(batch, now)

    assert batch.rows.get(number=6).verdict == "new"


@pytest.mark.parametrize(("decision", "verdict"), [("same", "known"), ("other", "new")])
def test_choice_decides_what_a_row_is_about(batch, now, decision, verdict):
    for number in (4, 5):
        checking.decide(row=batch.rows.get(number=number), decision=decision, actor=batch.read_by)
    look_again(batch, now)

    assert {batch.rows.get(number=number).verdict for number in (4, 5)} == {verdict}


def test_columns_are_remembered_for_the_next_file_with_this_heading(db, now):
    actor = programme_team_member()
    columns = ["organization", "", "email", ""]
    first = reading.read_table(file=csv_file([HEADING, "abcd"]), name="a.csv", actor=actor, now=now)
    assert first.columns is None
    assert reading.guess_of(first) == ["organization", "name", "email", "role"]
    checking.choose_columns(batch=first, columns=columns, actor=actor)

    again = [heading.upper() for heading in HEADING]
    second = reading.read_table(file=csv_file([again, "efgh"]), name="b.csv", actor=actor, now=now)

    assert second.columns == columns


def test_unknown_theme_is_said_on_its_row_and_stops_only_what_would_get_it(db, now):
    for name in ("Jeugd", "Wonen, zorg en buurt"):
        ThemeFactory(name=name)
    OrganizationFactory(name="Wijkteam Noord")
    rows = [
        ("Wijkteam Zuid", "jeugd; Wonen, zorg en buurt"),
        ("Wijkteam Oost", "Jeugd, Jeugdd, fietsen"),
        ("Wijkteam Noord", "fietsen"),
    ]

    batch = staged(rows, heading=("Organisatie", "Thema's"), now=now)

    page = import_page(batch, Roles.of(batch.read_by), shown="", page=1, now=now)
    assert [view.sentences for view in page.views] == [
        ["Wijkteam Zuid komt erbij, met als thema’s: Jeugd · Wonen, zorg en buurt."],
        ["De thema’s ‘Jeugdd’, ‘fietsen’ kennen we niet. Verbeter de cel of laat hem leeg."],
        ["Wijkteam Noord staat er al en verandert niet."],
    ]
    assert page.views[1].column == 1
    assert page.known_themes == ["Jeugd", "Wonen, zorg en buurt"]
