"""What is found by which words: the same on each database."""

from datetime import timedelta

import pytest

from search import index
from search.matching import Query, Sight, find
from themes.models import Theme

pytestmark = pytest.mark.django_db
VISITOR = Sight(wide=("open",), readable=frozenset())

FOUND = [
    # What stands there, what somebody types, and whether she finds it.
    ("Twee huizen in de wijk", "huis", True),
    ("Ons huis is open", "huizen", True),
    ("Wat we hebben geleerd", "leren", True),
    ("Wij leren samen", "geleerd", True),
    ("Met de fiets", "fietsen", True),
    ("Samen fietsen", "fiets", True),
    ("Het wijkteam", "wijkteams", True),
    ("Alle wijkteams", "wijkteam", True),
    ("De wijkteammanager", "wijkteam", True),
    ("Vergadering", "vergaderingen", True),
    ("Eén ideeën-café", "cafe", True),
    ("cafe", "CAFÉ", True),
    ("HUISARTS", "huisarts", True),
    ("Stuur een e-mail", "email", True),
    ("Stuur een email", "e-mail", True),
    ("sociaal-economisch", "economisch", True),
    ("In alle regio's", "regio", True),
    ("In de regio", "regio's", True),
    ("Begroting 2027", "2027", True),
    ("Begroting 2027", "2026", False),
    ("Een bedrag van 1.500 euro", "1500", True),
    ("De Wmo 2015 en de Jeugdwet", "wmo", True),
    ("De Wmo 2015 en de Jeugdwet", "jeugdwet wmo", True),
    ("De Wmo 2015 en de Jeugdwet", "jeugdwet zorgverzekeringswet", False),
    ("ov en fiets", "ov", True),
    ("overleg", "ov", False),
    ("het plein", "hetplein", False),
    ("Ελλάδα en Łódź", "ελλαδα", True),
]


def write(pk: int, *, text: str = "", title: str = "", openness: str = "open", **fields) -> None:
    """Let theme number ``pk`` be found; this app does not mind what a subject is."""
    index.put(Theme(pk=pk), openness=openness, title=title, text=text, **fields)


def found(typed: str, sight: Sight = VISITOR, **ways) -> list[int]:
    """Return the numbers of what is found, in the order of results."""
    return [hit.subject_id for hit in find(Query.of(typed), sight, limit=ways.pop("limit", 50), **ways)]


@pytest.mark.parametrize(("text", "typed", "is_found"), FOUND)
def test_words_are_found_in_other_forms(now, text, typed, is_found):
    write(1, text=text, at=now)

    assert found(typed) == ([1] if is_found else [])
    assert Query.of(typed).is_in(text) == is_found


HOSTILE = [
    '"',
    "'",
    "*",
    "huis*",
    '"huis',
    "huis NEAR tuin",
    "NEAR(huis tuin, 5)",
    "words:huis",
    "huis:*",
    "a & b | !c",
    "<->",
    "(huis",
    "huis)",
    "-huis",
    "\\",
    "huis\\",
    "\x00huis",
    "%s %(x)s {} {0}",
    "@/huis",
    "'; DROP TABLE search_entry; --",
    "huis " * 2000,
    "h" * 10_000,
    "é" * 10_000,
    "👩‍👩‍👧 ½ ² ﷺ İ ß",
    "#p1 =huis #learninggroups.post",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_is_typed_breaks_a_search(now, typed):
    write(1, text="huis", at=now)
    write(2, text=typed, title=typed[:100], at=now)

    assert set(found(typed)) <= {1, 2}
    assert set(found(typed, in_titles=True)) <= {2}


def test_results_stand_newest_first_and_go_on_where_they_stopped(now):
    for pk in range(1, 8):
        write(pk, text="huis", at=now + timedelta(days=pk))

    first = find(Query.of("huis"), VISITOR, limit=3)
    then = find(Query.of("huis"), VISITOR, limit=3, before=first[-1].pk)

    assert [hit.subject_id for hit in first + then] == [7, 6, 5, 4, 3, 2]


def test_titles_are_found_apart(now):
    write(1, title="Het huis", text="Een tuin", at=now)
    write(2, title="De tuin", text="Een huis", at=now)

    assert found("huis", in_titles=True) == [1]
    assert found("huis") == [2, 1]


def test_a_subject_that_returns_stands_where_it_stood(now):
    write(1, text="huis", at=now)
    write(2, text="huis", at=now)
    index.drop(Theme(pk=1))

    assert found("huis") == [2]

    write(1, text="huis", at=now)

    assert found("huis") == [2, 1]


def test_a_changed_subject_is_found_by_its_new_words_only(now):
    write(1, text="huis", at=now)
    write(1, text="tuin", at=now)

    assert (found("huis"), found("tuin")) == ([], [1])


def test_keys_and_time_narrow_a_search(now):
    write(1, text="huis", place=7, author=3, at=now - timedelta(days=40))
    write(2, text="huis", place=8, author=3, at=now)
    everywhere = Sight(wide=("open",), readable=frozenset({7, 8}))

    assert found("huis", everywhere, keys=[[index.place_key(7)]]) == [1]
    assert found("huis", everywhere, keys=[[index.author_key(3)]]) == [2, 1]
    assert found("huis", everywhere, keys=[[index.author_key(3)], [index.place_key(8)]]) == [2]
    assert found("huis", everywhere, keys=[["#themes.theme"], [index.month_key(now)]]) == [2]
    assert found("huis", everywhere, since=now - timedelta(days=1)) == [2]
