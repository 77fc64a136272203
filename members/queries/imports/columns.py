"""Which field of ours stands in which column of a table: a guess by its heading, changed by hand."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from members.models import Import

# Each field with what it is called on screen.
FIELDS = {
    "organization": "Organisatie",
    "kind": "Soort team",
    "municipalities": "Gemeenten",
    "region": "Regio",
    "themes": "Thema’s",
    "email": "E-mailadres",
    "name": "Naam",
    "first_name": "Voornaam",
    "infix": "Tussenvoegsel",
    "last_name": "Achternaam",
    "role": "Rol",
}
# What people write above a column, without capitals, accents and signs.
HEADINGS = {
    "organization": "organisatie organisaties organisatienaam naamorganisatie naamvandeorganisatie "
    "lidorganisatie team teamnaam naamteam wijkteam naamwijkteam lokaalteam instelling "
    "werkgever bedrijf organization organisation",
    "kind": "soort soortteam soortorganisatie type typeteam typeorganisatie vorm rechtsvorm",
    "municipalities": "gemeente gemeenten gemeentes werkgebied plaats",
    "region": "regio jeugdregio jeugdzorgregio arbeidsmarktregio region",
    "themes": "thema themas themes onderwerp onderwerpen",
    "email": "email emailadres mail mailadres emailaddress epost epostadres adresemail mailcontactpersoon "
    "emailcontactpersoon emailadrescontactpersoon",
    "name": "naam volledigenaam contactpersoon naamcontactpersoon persoon medewerker name fullname lid",
    "first_name": "voornaam roepnaam firstname voornamen",
    "infix": "tussenvoegsel tussenvoegsels tv tussenv voorvoegsel voorvoegsels",
    "last_name": "achternaam familienaam lastname surname",
    "role": "rol rollen role",
}
_BY_HEADING = {heading: field for field, headings in HEADINGS.items() for heading in headings.split()}
_SIGNS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return words without capitals, accents, signs and spaces: by these two headings are the same."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _SIGNS.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def is_heading(cell: str) -> bool:
    """Whether this is what people write above a column that we know."""
    return folded(cell) in _BY_HEADING


def guessed(heading: Sequence[str]) -> list[str]:
    """Return a field for each column, empty where we know none; no field twice."""
    found: list[str] = []
    for cell in heading:
        field = _BY_HEADING.get(folded(cell), "")
        found.append("" if field in found else field)
    return found


def key_of(heading: Sequence[str]) -> str:
    """Return by what another table with the same heading is known."""
    return hashlib.sha256("\n".join(map(folded, heading)).encode()).hexdigest()


def remembered(heading: Sequence[str]) -> list[str] | None:
    """Return the columns as they were last chosen for this heading."""
    used = Import.objects.filter(heading_key=key_of(heading)).exclude(columns=None)
    last = used.order_by("-pk").values_list("columns", flat=True).first()
    return last if last and len(last) == len(heading) else None
