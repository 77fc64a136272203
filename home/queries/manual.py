"""The manual of the back office: by task, its chapters in templates/home/office/manual/."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

# What one does, and the chapters about it: the name of each is its file and its address on the page.
PARTS = {
    "Beginnen": {
        "werklijst": "Zien wat op jou wacht",
        "je-account": "Je account en je meldingen",
    },
    "Een tekst schrijven": {
        "nieuwsbericht": "Een nieuwsbericht schrijven",
        "ontwikkeling": "Een ontwikkeling samenvatten",
        "les": "Een les plaatsen",
        "kennis": "Kennis van anderen laten zien",
        "gewone-pagina": "Een gewone pagina maken",
        "voorpagina": "De voorpagina veranderen",
        "lijsten": "De inleiding van een lijst veranderen",
        "bouwblokken": "Een tekst opbouwen met bouwblokken",
        "begrijpelijk": "Begrijpelijk en toegankelijk schrijven",
        "bestanden": "Afbeeldingen en documenten gebruiken",
    },
    "Een tekst online zetten": {
        "tegenlezen": "Een tekst inleveren en tegenlezen",
        "plannen": "Een tekst later online zetten of laten verlopen",
        "versies": "Versies vergelijken en een oude terugzetten",
        "verplaatsen": "Een pagina verplaatsen of weghalen",
        "terugvinden": "Terugvinden wat er is veranderd",
    },
    "Leden iets vragen": {
        "landelijke-vraag": "Een landelijke vraag uitzetten",
        "antwoorden": "Antwoorden lezen en terugkoppelen",
    },
    "Het netwerk bijhouden": {
        "leergroepen": "Een leergroep beginnen en volgen",
        "mensen": "Leden, organisaties en regio's bijhouden",
        "themas": "Thema's en landelijke programma's bijhouden",
    },
    "Post en instellingen": {
        "post": "Kijken of de post aankomt",
        "instellingen": "Instellingen voor beheerders",
    },
}


@dataclass(frozen=True)
class Chapter:
    """How one thing is done."""

    name: str
    title: str
    text: SafeString

    def tells_of(self, words: Sequence[str]) -> bool:
        """Whether all of these words stand in it."""
        here = f"{self.title} {strip_tags(self.text)}".casefold()
        return all(word in here for word in words)


@dataclass(frozen=True)
class Part:
    """Chapters about one kind of work."""

    title: str
    chapters: list[Chapter]


def parts_of_manual(searched: str = "") -> list[Part]:
    """Return the manual, or the chapters in which all of these words stand."""
    words = searched.casefold().split()
    parts = [
        Part(title, [chapter for chapter in map(_chapter, names.items()) if chapter.tells_of(words)])
        for title, names in PARTS.items()
    ]
    return [part for part in parts if part.chapters]


def _chapter(named: tuple[str, str]) -> Chapter:
    name, title = named
    return Chapter(name, title, render_to_string(f"home/office/manual/{name}.html"))
