"""Two people change the same text: what they did apart comes together, what they did twice is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.actions.merging import merge_parts, merge_text
from questions.actions.words import PartWords
from questions.models import Answer


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("", "Nieuw.", "", "Nieuw."),
        ("Een. Twee.", "Een! Twee.", "Een. Twee!", "Een! Twee!"),
        ("Een. Twee.", "Nul. Een. Twee.", "Een. Twee. Drie.", "Nul. Een. Twee. Drie."),
        ("Een. Twee. Drie.", "Een. Drie.", "Een. Twee. Drie. Vier.", "Een. Drie. Vier."),
        ("Een.\n\nTwee.", "Een, echt.\n\nTwee.", "Een.\n\nTwee, echt.", "Een, echt.\n\nTwee, echt."),
        ("Een.", "Een. Twee.", "Een. Twee.", "Een. Twee."),
        ("Een.", "Een. Twee.", "Een. Twee. Drie.", "Een. Twee. Drie."),
    ],
)
def test_changes_of_different_sentences_come_together(base, mine, theirs, merged):
    assert merge_text(base, mine, theirs) == (merged, False)
    assert merge_text(base, theirs, mine) == (merged, False)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("", "Mijn tekst.", "Haar tekst.", "Mijn tekst. Haar tekst."),
        ("Een. Twee.", "Een. Twee, nee.", "Een. Twee, ja.", "Een. Twee, nee. Twee, ja."),
        ("Een. Twee.", "Een.", "Een. Twee, ja.", "Een. Twee, ja."),
        ("Een.", "Een. Mijn slot.", "Een. Haar slot.", "Een. Mijn slot. Haar slot."),
    ],
)
def test_changes_of_the_same_sentence_are_both_kept_and_shown(base, mine, theirs, merged):
    assert merge_text(base, mine, theirs) == (merged, True)


texts = st.lists(st.sampled_from(["Een.", "Twee.", "Drie.", "Vier.", "Vijf\n"]), max_size=6).map(" ".join)


@given(texts, texts, texts)
def test_every_sentence_that_somebody_added_is_in_the_merged_text(base, mine, theirs):
    merged, _ = merge_text(base, mine, theirs)

    assert set((mine + " " + theirs).split()) - set(base.split()) <= set(merged.split())


@given(texts, texts)
def test_text_that_only_one_changed_is_hers(base, changed):
    assert merge_text(base, changed, base) == (changed, False)
    assert merge_text(base, base, changed) == (changed, False)


def test_different_choices_clash_and_the_most_careful_naming_holds():
    base = PartWords(1, "Wij zien het.")
    mine = PartWords(1, "Wij zien het.", choice="ja", naming=Answer.Naming.NAMED)
    theirs = PartWords(1, "Wij zien het.", choice="nee", naming=Answer.Naming.UNTRACEABLE)

    merged = merge_parts([base], [mine], [theirs])

    assert merged.clashes == {(1, 1)}
    assert merged.parts[0].naming == Answer.Naming.UNTRACEABLE


def test_reading_that_a_colleague_added_meanwhile_stays():
    first, second = (
        PartWords(1, "Wij zien het."),
        PartWords(1, "Wij niet.", reading=2, held_by="de wijkteams"),
    )

    merged = merge_parts([first], [PartWords(1, "Wij zien het vaak.")], [first, second])

    assert [part.text for part in merged.parts] == ["Wij zien het vaak.", "Wij niet."]
    assert not merged.clashes
