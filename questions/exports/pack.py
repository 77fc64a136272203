"""The pack for whoever sits at the national table: two pages, whatever was written."""

from dataclasses import asdict, dataclass

from files.text import holdable
from questions.exports.booklet import printed
from questions.exports.edition import Edition, PrintedPassage, PrintedSection
from questions.exports.typesetting import page_count, typeset
from questions.models import Question
from questions.queries.exports import answered

PAGES = 2
LONGEST_WORDING = 500
ENDING = " …"


@dataclass(frozen=True)
class Room:
    """How many passages of each section there is room for, and how many signs of each."""

    passages: int
    signs: int


# From roomy to tight: the first that fits is taken, and the last one always does.
ROOMS = (Room(8, 700), Room(6, 500), Room(5, 400), Room(4, 320), Room(3, 260), Room(2, 220), Room(1, 180))


def table_pack(question: Question, edition: Edition, address: str) -> bytes:
    """Return the PDF; ``address`` is where the synthesis can be read in full."""
    choices = (_data(question, edition, address, room) for room in ROOMS)
    data = next((data for data in choices if page_count("pack", data) == PAGES), None)
    return typeset("pack", data or _data(question, edition, address, ROOMS[-1]))


def _data(question: Question, edition: Edition, address: str, room: Room) -> dict:
    return printed(edition) | {
        "subtitle": _subtitle(question, edition),
        "wording": _shortened(edition.wording, LONGEST_WORDING),
        "answered": answered(question),
        "contact": _contact(question, address),
        "sections": [_section(section, room) for section in edition.sections],
    }


def _subtitle(question: Question, edition: Edition) -> str:
    return (
        f"Voor {holdable(question.forum)}. {edition.subtitle}." if question.forum else f"{edition.subtitle}."
    )


def _section(section: PrintedSection, room: Room) -> dict:
    shown = section.passages[: room.passages]
    return {
        "heading": section.heading,
        "passages": [_passage(passage, room) for passage in shown],
        "left_out": len(section.passages) - len(shown),
    }


def _passage(passage: PrintedPassage, room: Room) -> dict:
    text = " ".join(passage.paragraphs)
    return asdict(passage) | {"paragraphs": [_shortened(text, room.signs)]}


def _contact(question: Question, address: str) -> list[str]:
    owner = question.owner
    lines = [f"Alles met bronnen: {address}"]
    return [f"{holdable(owner.name)} van het programmateam, {owner.email}", *lines] if owner else lines


def _shortened(text: str, signs: int) -> str:
    """Return the text, cut between two words where it is too long."""
    if len(text) <= signs:
        return text
    return text[:signs].rsplit(" ", 1)[0].rstrip() + ENDING
