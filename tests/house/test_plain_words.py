"""Pages and letters speak to *je*, calmly, in words that need no explaining."""

import re

import pytest

from tests.house.source import ROOT

# What to write instead: je, druk op or kies, klopt niet, lid, fout, adres, stuur, als, ook, daarom, al.
NOT_OURS = re.compile(
    r"\b(u|uw|uzelf|klik|klikken|ongeldige?|succesvol|gebruikers?|errors?|urls?|uploaden|submitten|tokens?|"
    r"servers?|databases?|dashboard|optioneel|selecteer|navigeer|e-mail(?!adres|s)|middels|teneinde|indien|"
    r"tevens|derhalve|gelieve|alsmede|omtrent|reeds|echter|thans|conform|betreffende|stakeholders?)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<!.*?>|<(script|style)\b.*?</\1>", re.DOTALL)
SAID_ALOUD = re.compile(r'\b(?:aria-label|alt|title)="([^"]*)"')
TAG = re.compile(r"<[^>]*>|&\w+;|https?://\S+")
OF_WAGTAIL = {"wagtailadmin"}
# Quoted: what not to write, and what other people's programs say.
QUOTED = {
    "templates/home/office/manual/begrijpelijk.html: klik",
    "templates/meetings/own_calendar.html: URL",
}
TEMPLATES = [
    path
    for path in sorted((ROOT / "templates").rglob("*.*"))
    if not OF_WAGTAIL & set(path.parts) and path.suffix in {".html", ".txt"}
]


def words_of(template: str) -> str:
    """Return what a reader sees or hears of a template."""
    html = CODE.sub(" ", template)
    return " ".join([TAG.sub(" ", html), *SAID_ALOUD.findall(html)])


@pytest.mark.parametrize("text", ["Vul uw naam in", "Klik hier", '<a aria-label="Indien nodig">'])
def test_words_that_are_not_ours_are_found(text):
    assert NOT_OURS.search(words_of(text))


def test_every_template_speaks_plainly():
    found = {
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in TEMPLATES
        for hit in NOT_OURS.finditer(words_of(path.read_text()))
    }

    assert found == QUOTED


def test_no_template_raises_its_voice():
    loud = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if re.search(r"\w!(?!=)", words_of(path.read_text()))
    ]

    assert loud == []
