"""What a synthesis may not say: it shows a range, and speaks for nobody."""

import re

_VERBS = (
    "vinden|willen|denken|menen|zeggen|stellen|eisen|vragen|hopen|verwachten|wensen|pleiten|geloven|"
    "kiezen|steunen|herkennen|ervaren|zien|merken"
)
_SPEAKING_FOR_MEMBERS = re.compile(
    rf"\b(?:namens\s+(?:(?:de|alle|onze)\s+)?leden"
    rf"|(?:alle|onze)\s+leden"
    rf"|de\s+leden\s+(?:{_VERBS})"
    rf"|(?:{_VERBS})\s+de\s+leden"
    rf"|(?:een|de)\s+meerderheid\s+van\s+de\s+leden"
    rf"|de\s+(?:associatie|vereniging)\s+vindt)\b",
    re.IGNORECASE,
)


def words_for_members(text: str) -> str | None:
    """Return the first words in which the text speaks for the members, or None."""
    found = _SPEAKING_FOR_MEMBERS.search(text)
    return " ".join(found[0].split()) if found else None


def is_word_for_word(passage: str, text: str) -> bool:
    """Say whether whole words of the text make up the passage; line ends and spaces do not matter."""
    words = " ".join(passage.split())
    # A letter at the edge must be the edge of a word; a comma may follow one.
    start = r"\b" if re.match(r"\w", words) else ""
    end = r"\b" if re.search(r"\w$", words) else ""
    return bool(words) and re.search(start + re.escape(words) + end, " ".join(text.split())) is not None


def whole_words(selection: str, text: str) -> str:
    """Return the selection, widened to the whole words of the text that it touches."""
    chosen, within = " ".join(selection.split()), " ".join(text.split())
    start = within.find(chosen)
    if start < 0:
        return chosen
    before = re.search(r"\w*$", within[:start])[0] if re.match(r"\w", chosen) else ""
    end = start + len(chosen)
    after = re.match(r"\w*", within[end:])[0] if re.search(r"\w$", chosen) else ""
    return f"{before}{chosen}{after}"
