"""A synthesis speaks for nobody, and a quote is what somebody wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.actions.wording import is_word_for_word, whole_words, words_for_members


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


TEXT = "Wij zien het\r\nelke dag:  er is te weinig tijd. Dat knelt."


@pytest.mark.parametrize("passage", ["er is te weinig tijd", "Wij zien het elke dag", "  Dat\nknelt. ", TEXT])
def test_whole_words_are_word_for_word_whatever_the_spaces(passage):
    assert is_word_for_word(passage, TEXT)


@pytest.mark.parametrize("passage", ["", "   ", "er is genoeg tijd", "weinig tij", "nelt", "er is … tijd"])
def test_anything_else_is_not(passage):
    assert not is_word_for_word(passage, TEXT)


@given(st.lists(st.from_regex(r"[A-Za-zé,.]{1,8}", fullmatch=True), min_size=1, max_size=12), st.data())
def test_any_run_of_words_is_word_for_word(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))

    assert is_word_for_word("\n ".join(words[start:end]), " ".join(words))


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ("ien het\nelke da", "zien het elke dag"),
        ("te weinig tijd.", "te weinig tijd."),
        ("", ""),
        ("elders", "elders"),
    ],
)
def test_a_selection_grows_to_whole_words(selection, words):
    assert whole_words(selection, TEXT) == words


@given(st.integers(0, 40), st.integers(1, 40))
def test_what_a_selection_grew_to_can_be_quoted(start, length):
    selection = TEXT[start : start + length]
    grown = whole_words(selection, TEXT)

    assert not grown or is_word_for_word(grown, TEXT)
