"""A list of addresses, pasted as it comes out of a mail program or a spreadsheet."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MOST_AT_ONCE = 200
_NAMED = re.compile(r"(?P<name>[^<>@]*)<(?P<email>[^<>]+)>")


def addresses_in(text: str) -> tuple[dict[str, str], list[str]]:
    """
    Read a pasted list: the name that stands beside each address, and what is no address.

    Commas, semicolons, spaces and new lines may stand between, names may hold a comma, and
    an address that stands there twice counts once.
    """
    names: dict[str, str] = {}
    others = []
    for piece in _pieces(text):
        named = _NAMED.fullmatch(piece)
        email = (named["email"] if named else piece).strip().removeprefix("mailto:").lower()
        try:
            validate_email(email)
        except ValidationError:
            others.append(piece)
        else:
            names[email] = names.get(email) or (named["name"].strip(" \"'\t")[:120] if named else "")
    return names, others


def _pieces(text: str) -> list[str]:
    """Cut a list where one entry ends; a comma inside the name before an address is no end."""
    pieces = []
    for line in re.split(r"[;\r\n]+", text):
        entries = [line] if _NAMED.fullmatch(line.strip()) else line.split(",")
        for entry in entries:
            pieces += [entry] if "<" in entry else entry.split()
    return [piece.strip() for piece in pieces if piece.strip()]


class AddressesForm(forms.Form):
    """Asks for a list of addresses; ``people`` is what it says, ``others`` what is no address."""

    addresses = forms.CharField(
        label="Wie wil je uitnodigen?",
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        max_length=40_000,
        help_text="Plak een lijst met e-mailadressen. Komma's, puntkomma's en regels mogen door elkaar.",
        error_messages={
            "required": "Vul ten minste één e-mailadres in.",
            "max_length": "Deze lijst is te lang. Nodig in delen uit.",
        },
    )

    def clean_addresses(self) -> str:
        """Read the list."""
        text = self.cleaned_data["addresses"]
        self.people, self.others = addresses_in(text)
        if not self.people:
            raise ValidationError("Hier staat geen e-mailadres in.", code="none")
        if len(self.people) > MOST_AT_ONCE:
            raise ValidationError(
                f"Dit zijn {len(self.people)} adressen. Nodig er hooguit {MOST_AT_ONCE} tegelijk uit.",
                code="many",
            )
        return text
