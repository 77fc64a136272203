"""A synthesis speaks for nobody."""

import pytest

from questions.actions.wording import words_for_members


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kortom: de leden vinden dit te weinig.", "de leden vinden"),
        ("De  leden\nwillen meer tijd.", "De leden willen"),
        ("Dat is wat de leden denken over de wet.", "de leden denken"),
        ("Hier vinden de leden elkaar.", "vinden de leden"),
        ("Alle leden herkennen dit.", "Alle leden"),
        ("Wij spreken namens de leden.", "namens de leden"),
        ("De meerderheid van de leden is voor.", "De meerderheid van de leden"),
        ("De Associatie vindt dat het anders moet.", "De Associatie vindt"),
    ],
)
def test_speaking_for_the_members_is_found(text, words):
    assert words_for_members(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Een aantal organisaties schrijft dat het te weinig is.",
        "Elf organisaties en drie leden noemen de wachttijd.",
        "De leden van dit gezin vinden hun weg.",
        "Een lid schrijft: wij willen meer tijd.",
        "",
    ],
)
def test_reporting_what_was_written_is_fine(text):
    assert words_for_members(text) is None
