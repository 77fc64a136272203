"""The synthesis as PDF: tagged, with its title, its language and its footnotes."""

from dataclasses import asdict

from django.utils import timezone

from questions.exports.edition import GAPS, NOTHING_HERE, Edition
from questions.exports.text import AUTHOR, NO_POSITION
from questions.exports.typesetting import typeset


def synthesis_booklet(edition: Edition) -> bytes:
    """Return the PDF."""
    return typeset("print", printed(edition))


def printed(edition: Edition) -> dict:
    """Return an edition as plain data, with the words that every page says."""
    made_at = timezone.localtime(edition.made_at)
    return asdict(edition) | {
        "made_at": None,
        "day": {"year": made_at.year, "month": made_at.month, "day": made_at.day},
        "author": AUTHOR,
        "no_position": NO_POSITION,
        "nothing_here": NOTHING_HERE,
        "gaps": GAPS,
    }
