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
