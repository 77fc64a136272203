"""What the checks beside the preview look at, and what they say to an editor."""

from django.http import HttpRequest
from wagtail.admin.userbar import ContentCheckerItem

RULES = [
    "button-name",
    "empty-heading",
    "empty-table-header",
    "frame-title",
    "heading-order",
    "image-alt",
    "input-button-name",
    "link-name",
    "p-as-heading",
    "alt-text-quality",
    "link-text",
    "long-sentence",
    "hard-word",
]
SAID = {
    "button-name": ("Een knop zonder tekst", "Zeg op de knop wat er gebeurt."),
    "empty-heading": ("Een lege kop", "Schrijf een kop, of haal haar weg."),
    "empty-table-header": ("Een lege kop in een tabel", "Zeg wat er in die rij of kolom staat."),
    "frame-title": ("Een ingevoegd deel zonder titel", "Zeg in de titel wat erin te zien is."),
    "heading-order": ("Een kop is overgeslagen", "Na kop 2 komt kop 3. Sla er geen over."),
    "image-alt": ("Een afbeelding zonder tekst", "Schrijf in woorden wat er te zien is."),
    "input-button-name": ("Een knop zonder tekst", "Zeg op de knop wat er gebeurt."),
    "link-name": ("Een link zonder tekst", "Zeg waar de link heen gaat."),
    "p-as-heading": (
        "Vette tekst in plaats van een kop",
        "Maak er een kop van, dan vinden ook schermlezers haar.",
    ),
    "alt-text-quality": ("Dit lijkt een bestandsnaam", "Schrijf in woorden wat er te zien is."),
    "link-text": (
        "Deze link zegt niet waar zij heen gaat",
        "Schrijf waar de link heen gaat, niet ‘klik hier’.",
    ),
    "long-sentence": ("Een lange zin", "Meer dan 25 woorden: maak er twee zinnen van."),
    "hard-word": ("Een moeilijk woord", "Schrijf zoals je het aan de telefoon zou zeggen."),
}


class Checks(ContentCheckerItem):
    """Checks of the text of a page, in Dutch; the last three are ours, in static/js/checks.js."""

    axe_include = ["main"]
    axe_run_only = RULES
    axe_custom_rules = [
        *(rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] in RULES),
        {"id": "link-text", "impact": "serious", "selector": "main a[href]", "any": ["check-link-text"]},
        {"id": "long-sentence", "impact": "minor", "selector": "main :is(p, li)", "any": ["check-sentences"]},
        {"id": "hard-word", "impact": "minor", "selector": "main :is(p, li)", "any": ["check-words"]},
    ]
    axe_custom_checks = [
        *(check for check in ContentCheckerItem.axe_custom_checks if check["id"] == "check-image-alt-text"),
        {"id": "check-link-text"},
        {"id": "check-sentences"},
        {"id": "check-words"},
    ]
    axe_messages = {rule: {"error_name": name, "help_text": advice} for rule, (name, advice) in SAID.items()}

    class Media:
        js = ["js/checks.js"]


def take_our_checks(request: HttpRequest, items: list) -> None:
    """Put our checks in the place of Wagtail's, in the page and beside the editor."""
    items[:] = [
        Checks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]
