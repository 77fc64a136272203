"""What in a text may lead to one person, and what only looks like it."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.casuistry import Finding, Kind, findings, is_citizen_number

TODAY = date(2026, 11, 10)

FOUND = {
    Kind.CITIZEN_NUMBER: [
        "Haar nummer is [123456782].",
        "BSN: [1234.56.782]",
        "bsn [123 456 782] staat in het dossier",
        "bsn[111222333]",
        "burgerservicenummer [123-456-782]",
        "Het gaat om [123.456.782] volgens de brief.",
        "sofinummer [10000008]",
        "In 2024 [123456782] gebeld",
    ],
    Kind.BIRTH_DATE: [
        "Zij is van [3-4-1987].",
        "Hij werd op [3 april 1987] uit huis geplaatst.",
        "geboren [03/04/87]",
        "geb. [3.4.1987]",
        "geboortedatum: [1987-04-03]",
        "(geboren op [12 mrt. 2019])",
        "* [1 januari 2015]",
        "Van [3e mei 1990] tot nu",
        "op [14-02-2025] geboren",
        "jarig op [2-2-24]",
        "het kind, geb [5 sept '09], woont bij opa",
    ],
    Kind.PHONE: [
        "Bel moeder op [06-12345678].",
        "Bel [06 12 34 56 78] of mail.",
        "tel: [0612345678]",
        "[+31 6 12345678]",
        "[+31(0)612345678]",
        "[0031-6-12345678]",
        "school: [010-1234567] 2 keer gebeld",
        "[(030) 123 45 67]",
        "[0180/123456]",
        "[06.12.34.56.78]",
        "[06\u201112345678]",
    ],
    Kind.EMAIL: [
        "Mail [jan.jansen@voorbeeld.nl] even.",
        "([moeder+school@post.voorbeeld.nl])",
        "mailto:[oma@voorbeeld.nl]",
    ],
    Kind.ADDRESS: [
        "Zij woont op [1234 AB 12].",
        "[1234AB, nr. 12]",
        "[1234ab 12]",
        "[1234 AB 12-a] in het dorp",
        "[1234 AB huisnummer 5]",
        "Dorpsstraat [12, 1234 AB] Ergens",
        "Dorpsstraat [12b 1234 AB]",
        "Dorpsstraat [12\n1234 AB] Ergens",
    ],
    Kind.LICENCE_PLATE: [
        *(f"De auto [{plate}] stond er weer." for plate in ["AB-12-34", "12-34-AB", "12-AB-34"]),
        *(f"De auto [{plate}] stond er weer." for plate in ["AB-12-CD", "AB-CD-12", "12-AB-CD"]),
        *(f"De auto [{plate}] stond er weer." for plate in ["12-GBB-3", "1-KBB-23", "AB-123-C"]),
        *(f"De auto [{plate}] stond er weer." for plate in ["G-123-BB", "GBB-12-C", "G-12-BBB"]),
        *(f"De auto [{plate}] stond er weer." for plate in ["1-GB-234", "123-GB-4"]),
        "kenteken [gb123x]",
        "met kenteken: [12 GBB 3]",
    ],
}

FINE = [
    "In 2015 begon de Jeugdwet, in 2026 zijn we verder.",
    "De wet van 1 januari 2015 en die van 1 juli 2020.",
    "We zien elkaar op dinsdag 17 november 2026, 10.15 uur.",
    "De vorige keer was 12-10-2026, om 09.30-10.30 uur.",
    "Van 08.30 - 09.15 - 10.00 uur",
    "06-12-2024 10.00 uur",
    "Het kost € 1.234.567,89 per jaar.",
    "€ 123.456.782 voor alle gemeenten samen",
    "123.456.782 euro",
    "Een begroting van 123 456 782 euro",
    "artikel 2.3.5 lid 3 van de Wmo 2015",
    "Artikel 7.1.2.1 en artikel 1:247 BW",
    "ECLI:NL:RBDHA:2023:12345",
    "Stb. 2014, 105 en Kamerstukken II 2013/14, 33 684",
    "NL91ABNA0417164300 en NL123456782B01",
    "KvK 12345678",
    "123456789 is geen nummer dat klopt.",
    "000000000",
    "Bel 0800-2000, 0900 1234567, 088 123 45 67, 14 010 of 112.",
    "Mail info@associatiewijkteams.example of secretariaat@wijkteam.example.",
    "Zie https://example.nl/dossier/123456782?tel=0612345678 en www.example.nl/06-12345678",
    "Wij zitten in 3511 AB Utrecht.",
    "In 2024 is 12 keer gebeld.",
    "Om 10 uur, 15 mensen, 100%.",
    "1234 AB om 10 uur",
    "Een gezin met 3 kinderen van 4, 7 en 12 jaar.",
    "Versie 1.2.3 en stap 3-4-5",
    "De 24-uurs zorg en het 1-op-1 gesprek; plan 2-DAG-10.",
    "De kans is 1 op 10 000 000 000.",
    "Vanaf 31-13-1987 of 45 april 1987",
]


def today(text: str) -> list[tuple[Kind, str]]:
    return [(found.kind, found.passage) for found in findings(text, today=TODAY)]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts])
def test_what_may_lead_to_somebody_is_found(kind, text):
    passage = text[text.index("[") + 1 : text.index("]")]

    assert today(text.replace("[", "").replace("]", "")) == [(kind, passage)]


@pytest.mark.parametrize("text", FINE)
def test_what_only_looks_like_it_is_left_alone(text):
    assert today(text) == []


def test_an_address_of_the_association_itself_is_left_alone(settings):
    settings.MAIL_DOMAIN = "portaal.example"

    assert today("Mail els@portaal.example.") == []


def test_a_passage_comes_once_with_the_words_around_it():
    text = (
        "Gisteren spraken we lang met de moeder. Zij is te bereiken op 06-12345678 na het werk, "
        "zei ze ons.\nNog eens: 06-12345678."
    )

    assert findings(text, today=TODAY) == (
        Finding(
            Kind.PHONE,
            "06-12345678",
            before="…moeder. Zij is te bereiken op ",
            after=" na het werk, zei ze ons.",
        ),
    )


def test_passages_come_in_the_order_of_the_text():
    text = "BSN 123456782, geboren 3-4-1987, 06-12345678, a@voorbeeld.nl, 1234 AB 12, 12-GBB-3"

    assert [kind for kind, _ in today(text)] == [
        Kind.CITIZEN_NUMBER,
        Kind.BIRTH_DATE,
        Kind.PHONE,
        Kind.EMAIL,
        Kind.ADDRESS,
        Kind.LICENCE_PLATE,
    ]


def check_digit(eight: str) -> int:
    return sum((9 - place) * int(digit) for place, digit in enumerate(eight)) % 11


@given(st.from_regex(r"[1-9][0-9]{7}", fullmatch=True), st.sampled_from(["", ".", " ", "-"]))
def test_every_citizen_number_is_found_however_it_is_grouped(eight, sign):
    check = check_digit(eight)
    number = f"{eight}{check}"
    if check > 9 or len(set(number)) == 1:
        return  # no such number is given out
    grouped = sign.join([number[:3], number[3:6], number[6:]])

    assert is_citizen_number(number)
    assert (Kind.CITIZEN_NUMBER, grouped) in today(f"Het nummer {grouped} hoort bij haar.")


@given(st.from_regex(r"[1-9][0-9]{7}", fullmatch=True), st.integers(0, 9))
def test_another_last_figure_is_no_citizen_number(eight, last):
    assert is_citizen_number(f"{eight}{last}") == (last == check_digit(eight))


@given(st.text(alphabet="0123456789 .-/()+@aA€,*\n", max_size=200))
def test_whatever_is_typed_a_passage_stands_in_the_text(text):
    assert all(found.passage in text for found in findings(text, today=TODAY))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1.",
        "0-",
        "a",
        "a.",
        "a@",
        "a@a.",
        "12-",
        "1234 AB ",
        "+31",
        "(0",
        "geb ",
        "* ",
        "1-1-",
        "A-",
    ],
)
def test_a_hostile_text_takes_little_time(piece):
    text = (piece * 60_000)[:60_000]
    before = time.process_time()

    findings(text, today=TODAY)

    # It takes a fifth of this; what is not linear takes minutes.
    assert time.process_time() - before < 2
