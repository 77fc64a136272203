"""
Letters that differ in little: rendered once for everybody alike, filled in for each.

Rendering a letter costs milliseconds, joining strings microseconds. So a letter is rendered
for an imaginary person who has as many voices, and whose names and numbers are marks that
nobody can have typed. Each mark then gives way to the name or number of a real person.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from html import escape
from types import SimpleNamespace
from typing import Any

from mailing import letters
from mailing.letters import Letter, Rendered
from questions.models import Recipient
from questions.notifications.about import VOICES


class Marks:
    """The marks of one imaginary person."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def mark(self, name: str) -> str:
        """Return the mark for this name: digits, so that it fits in an address as well."""
        return self.names.setdefault(name, str(10**20 + secrets.randbelow(10**20)))

    def voice(self, number: int, like: Recipient) -> SimpleNamespace:
        """Return an imaginary recipient like this one."""

        def mark(name: str) -> str:
            return self.mark(f"{name}{number}")

        organization = SimpleNamespace(name=mark("organization")) if like.organization_id else None
        return SimpleNamespace(
            pk=int(mark("recipient")),
            organization=organization,
            organization_id=int(mark("organization_id")),
            reasons=[mark("reasons")] if like.reasons else [],
        )


def values_of(number: int, recipient: Recipient) -> dict[str, str]:
    """Return what takes the place of the marks of one voice."""
    return {
        f"recipient{number}": str(recipient.pk),
        f"organization{number}": recipient.organization.name if recipient.organization else "",
        f"organization_id{number}": str(recipient.organization_id),
        f"reasons{number}": ", ".join(recipient.reasons),
    }


class Mould:
    """One rendered letter, cut at its marks."""

    def __init__(self, letter: Letter, marks: Marks) -> None:
        rendered = letters.render(letter)
        by_mark = {mark: name for name, mark in marks.names.items()}
        cut = re.compile("({})".format("|".join(by_mark)))
        self._parts = [
            [by_mark.get(part, part) for part in cut.split(whole)]
            for whole in (rendered.subject, rendered.text, rendered.html)
        ]

    def fill(self, values: Mapping[str, str]) -> Rendered:
        """Return the letter of one person."""
        subject, text, html = self._parts
        escaped = {name: escape(value) for name, value in values.items()}
        return Rendered(subject=_join(subject, values), text=_join(text, values), html=_join(html, escaped))


class Moulds:
    """The letters of one kind, kept as long as they are being written."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._moulds: dict[Hashable, Mould] = {}

    def fill(
        self,
        shape: Hashable,
        values: Mapping[str, str],
        context: Callable[[Marks], Mapping[str, Any]],
    ) -> Rendered:
        """Return the letter of a person, from the mould of everyone whose letter has this shape."""
        if shape not in self._moulds:
            marks = Marks()
            nobody = SimpleNamespace(pk=None, email="", name=marks.mark("name"))
            letter = Letter(kind=self._kind, to=nobody, key="", context=context(marks), reply_about=VOICES)
            self._moulds[shape] = Mould(letter, marks)
        return self._moulds[shape].fill(values)


def _join(parts: list[str], values: Mapping[str, str]) -> str:
    # Of what is cut at its marks, every second part is the name of one.
    return "".join(values[part] if place % 2 else part for place, part in enumerate(parts))
