"""A synthesis speaks for nobody, and counts no votes."""

import pytest

from questions.actions.wording import objection_to


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kortom: de leden vinden dit te weinig.", "de leden vinden"),
        ("De  leden\nwillen meer tijd.", "De leden willen"),
        ("Dat is wat de leden denken over de wet.", "de leden denken"),
        ("Hier vinden de leden elkaar.", "vinden de leden"),
        ("Alle leden herkennen dit.", "Alle leden herkennen"),
        ("Dit raakt onze leden.", "onze leden"),
        ("Leden willen meer tijd.", "Leden willen"),
        ("Het knelt. Leden zien dat elke dag.", "Leden zien"),
        ("De lokale teams vinden dit te weinig.", "De lokale teams vinden"),
        ("De meeste organisaties herkennen dit.", "De meeste organisaties herkennen"),
        ("Wij spreken namens de leden.", "namens de leden"),
        ("Volgens de leden kan dat.", "Volgens de leden"),
        ("De meerderheid van de leden is voor.", "De meerderheid van de leden is"),
        ("Bij een meerderheid van de leden.", "een meerderheid van de leden"),
        (
            "Een ruime meerderheid van de organisaties wil dit.",
            "Een ruime meerderheid van de organisaties wil",
        ),
        ("De leden hebben te weinig tijd.", "De leden hebben"),
        ("De Associatie vindt dat het anders moet.", "De Associatie vindt"),
        ("Dat is ons standpunt.", "ons standpunt"),
    ],
)
def test_speaking_for_the_members_is_found(text, words):
    assert objection_to(text).words == words


@pytest.mark.parametrize(
    "text",
    [
        "Een aantal organisaties schrijft dat het te weinig is.",
        "Elf organisaties en drie leden noemen de wachttijd.",
        "Drie leden vinden dat dit anders kan.",
        "De leden van dit gezin vinden hun weg.",
        "Een lid schrijft: wij willen meer tijd.",
        "De teams hebben een jurist in dienst.",
        "De meerderheid van de raad besloot anders.",
        "Het standpunt van de gemeente is bekend.",
        "",
    ],
)
def test_reporting_what_was_written_is_fine(text):
    assert objection_to(text) is None


@pytest.mark.parametrize(
    ("text", "basis", "proposal"),
    [
        ("De leden vinden dit te weinig.", "", "Een aantal organisaties vindt dit te weinig."),
        ("Kortom: de leden willen tijd.", "3 organisaties", "Kortom: 3 organisaties willen tijd."),
        ("De leden willen tijd.", "1 lid", "1 lid wil tijd."),
        ("Hier zien de leden winst.", "1 organisatie en 1 lid", "Hier zien 1 organisatie en 1 lid winst."),
        ("Dit raakt onze leden.", "2 leden", "Dit raakt 2 leden."),
        ("Een ruime meerderheid van de leden wil dit.", "4 leden", "4 leden willen dit."),
        ("Namens de leden gezegd.", "2 leden", ""),
    ],
)
def test_other_words_are_proposed_from_who_wrote_it(text, basis, proposal):
    assert objection_to(text, basis=basis).proposal == proposal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("60% noemt de wachttijd.", "60%"),
        ("Tijd knelt bij 60 procent van de organisaties.", "60 procent"),
        ("Driekwart van de organisaties noemt tijd.", "Driekwart van de organisaties"),
        ("De helft van de antwoorden gaat over geld.", "De helft van de antwoorden"),
    ],
)
def test_percentages_are_refused_under_twenty_answers(text, words):
    assert objection_to(text, answer_count=19).words == words
    assert objection_to(text, answer_count=20) is None


def test_a_part_of_something_else_is_no_count_of_answers():
    assert objection_to("De gemeente betaalt 80% van de kosten.", answer_count=3) is None
