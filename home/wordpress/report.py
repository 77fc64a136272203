"""What an import did, and what it could not place: for who looks after the pages next."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

EXAMPLES = 5

# In the order in which they are read. Each says what to do about it.
HEADINGS = {
    "edited": "Hier bewerkt, en daarom niet bijgewerkt",
    "deleted": "Hier verwijderd, en daarom niet opnieuw gemaakt",
    "status": "Niet zomaar online",
    "left_out": "Niet overgenomen",
    "missing": "Bestanden die niet in de map staan",
    "refused": "Bestanden die we niet aannemen",
    "elsewhere": "Afbeeldingen die op een andere site staan",
    "wordless": "Afbeeldingen zonder beschrijving: schrijf erbij wat erop staat",
    "links": "Links naar adressen van de oude site die er niet zijn",
    "themes": 'Categorieën en tags zonder thema (geef --theme "naam=adres-van-thema")',
    "senders": "Auteurs die geen afzender kunnen zijn: daar staat nu het programmateam",
    "shortcodes": "Codes die we niet kennen; de tekst ertussen is gebleven",
    "blocks": "Blokken die WordPress zelf vult",
    "parts": "Onderdelen die anders zijn geworden",
    "places": "Pagina's op een andere plek of met een ander adres",
    "long": "Heel lange teksten: kijk of dit één pagina moet blijven",
}


@dataclass
class Found:
    """How often something was met, and in which pages first."""

    times: int = 0
    pages: list[str] = field(default_factory=list)

    def add(self, page: str) -> None:
        self.times += 1
        if page and page not in self.pages and len(self.pages) < EXAMPLES:
            self.pages.append(page)


class Report:
    """Counts while the import goes on; the text comes afterwards."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.found: dict[str, dict[str, Found]] = defaultdict(lambda: defaultdict(Found))

    def note(self, heading: str, what: str, page: str = "") -> None:
        """Remember that something was met under one of the headings."""
        self.found[heading][what].add(page)

    def text(self, *, site: str, is_trial: bool) -> str:
        """Return the report as plain lines."""
        lines = [f"Overgenomen van {site}" if not is_trial else f"Proef: er is niets veranderd ({site})"]
        lines += [f"  {count} {what}" for what, count in self.counts.items() if count]
        for heading, title in HEADINGS.items():
            if heading in self.found:
                lines += ["", title, *self._lines(heading)]
        return "\n".join(lines) + "\n"

    def _lines(self, heading: str) -> list[str]:
        lines = []
        for what, found in sorted(self.found[heading].items(), key=lambda pair: (-pair[1].times, pair[0])):
            times = f" ({found.times}×)" if found.times > 1 else ""
            where = f": {' | '.join(found.pages)}" if found.pages else ""
            lines.append(f"  - {what}{times}{where}")
        return lines


@dataclass
class Notes:
    """What is met in one text."""

    report: Report
    page: str

    def shortcode(self, name: str) -> None:
        """Note a shortcode that we do not know."""
        self.report.note("shortcodes", f"[{name}]", self.page)

    def block(self, name: str) -> None:
        """Note a block that WordPress fills in itself."""
        self.report.note("blocks", name, self.page)

    def part(self, what: str) -> None:
        """Note a part that became something else."""
        self.report.note("parts", what, self.page)

    def note(self, heading: str, what: str) -> None:
        """Note anything else."""
        self.report.note(heading, what, self.page)
