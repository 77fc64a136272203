"""
How a page of each kind begins: headings, what to write below them, and the way to the manual.

What is written here for editors stands between square brackets, and goes online nowhere.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import HelpPanel
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError

GUIDANCE = re.compile(r"\[(?:schrijf|noem|vertel|kies|zet) hier\b[^\]<]*\]?", re.IGNORECASE)
LEFT = "Hier staat nog uitleg: {words} Zet er je eigen tekst voor in de plaats, of haal haar weg."


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What an editor reads above a page of this kind, and what a new one holds: ``starts`` by its field."""

    chapter: str
    advice: str
    starts: dict[str, Any] = field(default_factory=dict)


def body(*parts: tuple[str, str]) -> list[tuple[str, str]]:
    """Return one text of these headings, each with what to write below it."""
    words = "".join(
        f"<h2>{heading}</h2><p>[{please}]</p>" if heading else f"<p>[{please}]</p>"
        for heading, please in parts
    )
    return [("text", words)]


GUIDES = {
    "NewsPage": Guide(
        chapter="nieuwsbericht",
        advice="Begin met wat er nieuw is. Houd het kort: wie meer wil weten, krijgt een link.",
        starts={
            "body": body(
                ("", "Schrijf hier in drie zinnen wat er speelt. Het belangrijkste eerst."),
                ("Wat betekent dit voor jou", "Schrijf hier wat een lezer ervan merkt of kan doen."),
                ("Meer weten", "Noem hier wie een lezer kan bellen, of waar meer te lezen is."),
            )
        },
    ),
    "DevelopmentPage": Guide(
        chapter="ontwikkeling",
        advice="Vat samen wat er landelijk speelt. Wat anderen willen en wat wij vinden houd je uit elkaar.",
        starts={
            "what": "<p>[Schrijf hier in drie zinnen wat er speelt: wie wil wat, en vanaf wanneer.]</p>",
            "importance": "<p>[Schrijf hier wat een lokaal team merkt, ook waar teams verschillen.]</p>",
            "ask": "<p>[Schrijf hier wat je van lezers vraagt. Vraag je niets, haal deze zin dan weg.]</p>",
        },
    ),
    "LessonPage": Guide(
        chapter="les",
        advice="Schrijf op wat een ander team ermee kan. "
        "Woorden van iemand anders staan er alleen in als die het goed vindt.",
        starts={
            "body": body(
                ("Wat we tegenkwamen", "Vertel hier kort hoe het was, en voor wie."),
                ("Wat we deden", "Vertel hier wat jullie anders deden, zo dat een ander het kan proberen."),
                ("Waar het van afhangt", "Noem hier wanneer het wel en niet werkte."),
                ("Wat we je meegeven", "Schrijf hier één ding om morgen mee te beginnen."),
            )
        },
    ),
    "KnowledgePage": Guide(
        chapter="kennis",
        advice="Zeg in eigen woorden wat een lokaal team eraan heeft, en van wie het stuk is.",
        starts={"reading": "<p>[Schrijf hier wat een lokaal team hieraan heeft, en wat erin ontbreekt.]</p>"},
    ),
    "ContentPage": Guide(
        chapter="gewone-pagina",
        advice="Een gewone pagina blijft staan. Schrijf daarom niets op wat volgende maand anders is.",
        starts={
            "body": body(
                ("", "Schrijf hier in één of twee zinnen waar deze pagina over gaat."),
                (
                    "Een kop die zegt wat eronder staat",
                    "Schrijf hier het antwoord op de eerste vraag van een lezer.",
                ),
            )
        },
    ),
    "FrontPage": Guide(
        chapter="voorpagina", advice="Wat eronder staat, kiest het portaal zelf: het nieuwste eerst."
    ),
    "NewsIndexPage": Guide(
        chapter="lijsten", advice="De lijst zelf maakt het portaal. Jij schrijft de inleiding."
    ),
    "DevelopmentIndexPage": Guide(
        chapter="lijsten", advice="De lijst zelf maakt het portaal. Jij schrijft de inleiding."
    ),
    "KnowledgeIndexPage": Guide(
        chapter="lijsten", advice="De lijst zelf maakt het portaal. Jij schrijft de inleiding."
    ),
    "LessonIndexPage": Guide(
        chapter="lijsten", advice="De lijst zelf maakt het portaal. Jij schrijft de inleiding."
    ),
}


class GuidanceLeft(Exception):
    """A page would go online with words on it that were meant for its editor; ``page`` is which."""

    def __init__(self, page):
        super().__init__(page.title)
        self.page = page


def guide_panel() -> HelpPanel:
    """Return what stands above the fields of a page; it asks the page for its guide."""
    return HelpPanel(template="home/office/guide.html", heading="Zo maak je deze pagina")


def guidance_in(value: object) -> str:
    """Return the first words for editors in the value of a field, or nothing."""
    if isinstance(value, StreamValue):
        value = json.dumps(list(value.get_prep_value()), ensure_ascii=False)
    found = GUIDANCE.search(value) if isinstance(value, str) else None
    return found[0] if found else ""


def refusal_of(value: object, words: str) -> ValidationError:
    """Say what is left to write, beside the block where it stands if there are blocks."""
    if not isinstance(value, StreamValue):
        return ValidationError(LEFT.format(words=words), code="guidance")
    parts = {
        place: guidance_in(json.dumps(part["value"], ensure_ascii=False))
        for place, part in enumerate(value.get_prep_value())
    }
    return StreamBlockValidationError(
        {
            place: ValidationError(LEFT.format(words=left), code="guidance")
            for place, left in parts.items()
            if left
        }
    )


class GuidedForm(WagtailAdminPageForm):
    """The form of a page: filled in with guidance at first, and refused with it at last."""

    def __init__(self, data=None, *args, **options):
        page = options.get("instance")
        if data is None and page is not None and page.pk is None and page.guide:
            for name, value in page.guide.starts.items():
                if not getattr(page, name):
                    setattr(page, name, value)
        super().__init__(data, *args, **options)

    def clean(self) -> dict[str, Any]:
        """Refuse what is meant for the editor herself, unless she keeps it as a draft."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name in self.instance.guided_fields:
                value = self.cleaned_data.get(name)
                if left := guidance_in(value):
                    self.add_error(name, refusal_of(value, left))
        return cleaned
