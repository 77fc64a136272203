"""A quote is what somebody wrote, word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.wording import is_word_for_word, own_words, whole_words

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


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Eerst <strong>bel</strong>len.</p><p>Dan &amp; daarna.</p>", "Eerst bellen. Dan & daarna."),
        ("<ul><li><p>een</p></li><li><p>twee</p></li></ul>", "een twee"),
        ("<p>Regel<br>twee</p>", "Regel twee"),
        ("<p>Voor</p><blockquote><p>Van <em>haar</em></p></blockquote><p>na.</p>", "Voor na."),
        ("<blockquote><blockquote><p>a</p></blockquote><p>b</p></blockquote><p>c</p>", "c"),
        ("", ""),
    ],
)
def test_own_words_leave_out_marks_and_what_others_said(body, words):
    assert own_words(body) == words
