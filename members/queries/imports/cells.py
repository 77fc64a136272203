"""What a row of a table says of an organisation and a person, in the form in which we keep it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from members.models import Affiliation, ImportRow, Invitation, Organization
from members.queries.imports.columns import folded

Problem = ImportRow.Problem
Role = Affiliation.Role

_ROLES = {
    Role.COLLEAGUE: "lid collega medewerker deelnemer nee n",
    Role.CONTACT: "contactpersoon contact eerstecontactpersoon aanspreekpunt contactpersoonorganisatie ja j",
}
_BY_WORD = {word: role for role, words in _ROLES.items() for word in words.split()}
# What stands around an address when it was copied from somewhere.
_AROUND = " \t\n<>()[]\"'`,;:.|"
_BETWEEN = re.compile(r"[\s,;|/<>()\[\]\"]+")
_WORDS_APART = re.compile(r"[^\s,;/][^,;/\n]*(?<!\s)")
_WORD = re.compile(r"[^\W_]+")
# Words of a name by which no organisation differs from another.
_FORMS = {"stichting", "st", "vereniging", "cooperatie", "bv", "nv", "de", "het", "van", "voor", "en", "in"}
_FORMS |= {"gemeente"}
_LONGEST = {
    "organization": Organization._meta.get_field("name").max_length,
    "kind": Organization._meta.get_field("kind").max_length,
    "municipalities": Organization._meta.get_field("municipalities").max_length,
    "name": Invitation._meta.get_field("name").max_length,
    "email": Invitation._meta.get_field("email").max_length,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one row says, each part cleaned; ``problems`` are by field, in the order in which they matter."""

    organization: str
    kind: str
    municipalities: str
    region: str
    themes: str
    email: str
    name: str
    role: str
    problems: tuple[tuple[str, Problem], ...] = ()

    @property
    def organization_key(self) -> str:
        """Return by what the same organisation is known on another row."""
        return key_of_organization(self.organization)


def said_by(texts: Sequence[str], columns: Sequence[str]) -> Said:
    """Return what the cells of a row say, by the field that stands in each column."""
    fields = {field: text for field, text in zip(columns, texts, strict=False) if field}
    email, trouble = read_address(fields.get("email", ""))
    role, is_known_role = _role_of(fields.get("role", ""))
    said = {
        "organization": _one_line(fields.get("organization", "")),
        "kind": _one_line(fields.get("kind", "")),
        "municipalities": ", ".join(_WORDS_APART.findall(fields.get("municipalities", ""))),
        "email": email,
        "name": _name_of(fields),
    }
    problems = [(field, Problem.TOO_LONG) for field, most in _LONGEST.items() if len(said[field]) > most]
    if trouble:
        problems.append(("email", trouble))
    elif not email and said["name"]:
        problems.append(("email", Problem.NO_ADDRESS))
    elif not email and not said["organization"]:
        problems.append(("email", Problem.NOTHING))
    if not is_known_role:
        problems.append(("role", Problem.UNKNOWN_ROLE))
    elif email and role == Role.CONTACT and not said["organization"]:
        problems.append(("role", Problem.CONTACT_OF_NOBODY))
    region = _one_line(fields.get("region", ""))
    themes = fields.get("themes", "")
    return Said(**said, region=region, themes=themes, role=role, problems=tuple(problems))


def read_address(text: str) -> tuple[str, Problem | None]:
    """
    Return the address in a cell, in small letters, and what is the matter with it if something is.

    Spaces, *mailto:*, a name in front, brackets and a dot behind it are forgiven, and so are
    letters of double width. The same address twice is one.
    """
    plain = re.sub("mailto:", " ", unicodedata.normalize("NFKC", text), flags=re.IGNORECASE)
    # A space that crept in beside the @ or a dot of the domain.
    plain = re.sub(r"\s*@\s*", "@", plain)
    found = {part.strip(_AROUND).lower() for part in _BETWEEN.split(plain) if "@" in part} - {""}
    if not found:
        return "", Problem.BROKEN_ADDRESS if plain.strip(_AROUND + "-") else None
    if len(found) > 1:
        return "", Problem.TWO_ADDRESSES
    address = found.pop()
    if not address.isascii():
        return "", Problem.ACCENTED_ADDRESS
    try:
        validate_email(address)
    except ValidationError:
        return "", Problem.BROKEN_ADDRESS
    return address, None


def key_of_organization(name: str) -> str:
    """Return a name without capitals, accents and signs: by this two rows are about one organisation."""
    return folded(name)[:160]


def bones_of(name: str) -> str:
    """Return the words by which an organisation is told from others, in one order."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace(".", "")
    words = _WORD.findall(plain)
    return " ".join(sorted(word for word in words if word not in _FORMS) or words)


def slips_of(bones: str) -> set[str]:
    """
    Return a name and each that is left when one sign is taken out.

    Two names that share one differ by one slip of the finger at most: a sign too many, too
    few, wrong, or two that changed places.
    """
    if len(bones) < 6:
        return {bones}
    return {bones, *(bones[:place] + bones[place + 1 :] for place in range(len(bones)))}


def _name_of(fields: dict[str, str]) -> str:
    parts = [_one_line(fields.get(part, "")) for part in ("first_name", "infix", "last_name")]
    if any(parts):
        return " ".join(filter(None, parts))
    whole = _one_line(fields.get("name", ""))
    # As in a list that is sorted by last name: "Vries, Anna de".
    last, comma, first = whole.partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma and first.strip() else whole


def _role_of(text: str) -> tuple[str, bool]:
    word = folded(text)
    return (_BY_WORD.get(word, Role.COLLEAGUE), not word or word in _BY_WORD)


def _one_line(text: str) -> str:
    return " ".join(text.split())
