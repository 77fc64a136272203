"""Which themes a cell names; what we do not know is said, and never made."""

import re
from dataclasses import dataclass
from typing import Self

from members.queries.imports.columns import folded
from themes.models import Theme

_APART = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Named:
    """The themes that a cell names, each once, and the words in it that name none."""

    themes: tuple[tuple[int, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subjects:
    """Every theme, by its name without capitals and signs; one query."""

    by_key: dict[str, tuple[int, str]]

    @classmethod
    def load(cls) -> Self:
        return cls({folded(name): (pk, name) for pk, name in Theme.objects.values_list("pk", "name")})

    def named_in(self, text: str) -> Named:
        """Read a cell: names with semicolons or commas between them; a comma may be part of a name."""
        themes, unknown = {}, {}
        for part in self._parts(text):
            key = folded(part)
            if key in self.by_key:
                themes[key] = self.by_key[key]
            elif key:
                unknown[key] = " ".join(part.split())
        return Named(tuple(themes.values()), tuple(unknown.values()))

    def _parts(self, text: str) -> list[str]:
        found = []
        for part in _APART.split(text):
            found += [part] if folded(part) in self.by_key else part.split(",")
        return found
