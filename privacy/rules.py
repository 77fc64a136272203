"""
The words in which a model says what it holds of people.

    class Post(models.Model):
        privacy = {"author": HERS, "body": WORDS, "hidden_by": ACTOR}
        kept = (Kept(timedelta(days=30), since="deleted_at"),)

Three read them: *mijn gegevens* (what is hers and may be shown to her), erasure (what becomes of
it when she leaves) and retention (how long it is kept). The row of a member herself always stays,
as a shell without a name (*oud-lid*), so that what others said to her can still be followed. Every
model has the attribute, empty when it holds nothing of people. Numbers, days, marks and
choices from a list of ours need no word: they are shown with the row and stay with it.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from django.db.models import Q


class Leaving(Enum):
    """What becomes of a field, or of a whole row, when the member whose it is leaves."""

    KEPT = "blijft"
    BLANKED = "wordt leeggemaakt"
    # She says when she leaves whether her own words stay.
    HER_CHOICE = "wordt leeggemaakt als je daarvoor kiest"
    DELETED = "wordt weggegooid"


class By(Enum):
    """How a link leads from a row to a member."""

    MEMBER = "het lid zelf"
    # The field holds an e-mail address, and hers is the same.
    ADDRESS = "haar e-mailadres"
    # The row belongs to whom the row belongs that the field leads to.
    PARENT = "de rij waar het bij hoort"


@dataclass(frozen=True)
class Value:
    """A field that says something: whether its member sees it in her data, and what leaving does to it."""

    meaning: str
    is_shown: bool
    leaving: Leaving


@dataclass(frozen=True)
class Link:
    """A field that makes the row somebody's: how, and what leaving does to the whole row."""

    meaning: str
    by: By
    row: Leaving


@dataclass(frozen=True)
class Mention:
    """A field that names a member without making the row hers; it stays, and leads to the shell."""

    meaning: str


@dataclass(frozen=True)
class Kept:
    """
    How long rows are kept: ``period`` after the moment in the field ``since``.

    With ``fields`` the row stays and only these are emptied. ``by`` is the dotted name of the
    action that sees to it; without one the nightly job deletes the rows. Of other rows than those
    ``where`` it holds, nothing is forgotten for that reason.
    """

    period: timedelta
    since: str
    fields: tuple[str, ...] = ()
    by: str = ""
    where: Q = field(default_factory=Q)


# Of whom the row is.
HERS = Link("van wie het is", By.MEMBER, Leaving.KEPT)
HERS_AND_GOES = Link("van wie het is", By.MEMBER, Leaving.DELETED)
HER_ADDRESS = Link("haar e-mailadres", By.ADDRESS, Leaving.BLANKED)
HER_ADDRESS_AND_GOES = Link("haar e-mailadres", By.ADDRESS, Leaving.DELETED)
AS_PARENT = Link("waar het bij hoort", By.PARENT, Leaving.KEPT)
# Who did something with a row that is not hers, or is named in it.
ACTOR = Mention("wie iets deed of genoemd is")

# What is in the row.
PLAIN = Value("hoort bij de rij", is_shown=True, leaving=Leaving.KEPT)
PERSONAL = Value("over haar", is_shown=True, leaving=Leaving.BLANKED)
WORDS = Value("haar eigen woorden", is_shown=True, leaving=Leaving.HER_CHOICE)
FILE = Value("haar bestand", is_shown=True, leaving=Leaving.DELETED)
# What a group, a meeting or an organisation is called: whoever has a row that leads to it reads it there.
TITLE = Value("hoe het heet", is_shown=True, leaving=Leaving.KEPT)
# What editors, facilitators and the programme team write for many to read.
EDITORIAL = Value("tekst voor lezers", is_shown=False, leaving=Leaving.KEPT)
# She finds them where they stand, if she may.
OTHERS = Value("woorden van een ander", is_shown=False, leaving=Leaving.KEPT)
# Of others too, and only here because she is, as the text of a letter to her.
HIDDEN = Value("alleen voor haar bewaard, met woorden van anderen", is_shown=False, leaving=Leaving.BLANKED)
# What opens a door, such as a password or the hash of a link.
SECRET = Value("geheim", is_shown=False, leaving=Leaving.BLANKED)
# Keys by which our own rows find each other.
INTERNAL = Value("kenmerk van het portaal zelf", is_shown=False, leaving=Leaving.KEPT)

Rule = Value | Link | Mention
