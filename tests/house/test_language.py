"""Code is English: no identifier holds a Dutch word of the glossary."""

import ast
import re

from tests.house.source import ROOT, modules

# They stand in the address of a filtered list, and so on screen.
IN_ADDRESSES = {f"members/forms/directory.py {name}" for name in ("regio", "thema", "soort", "leergroep")}
# Words that are the same, or mean something else, in English.
ENGLISH_TOO = {
    "agenda",
    "brief",
    "digest",
    "done",
    "draft",
    "elke",
    "open",
    "stop",
    "team",
    "lid",
    "les",
    "over",
}


def glossary() -> list[list[str]]:
    """Return the rows of the glossary: Dutch, English, meaning."""
    lines = (ROOT / "docs" / "glossary.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return rows[2:]


def dutch_words() -> set[str]:
    """Return each Dutch word of three letters or more."""
    words = set(re.findall(r"\w{4,}", " ".join(row[0] for row in glossary()).lower()))
    english = set(re.findall(r"[a-z]+", " ".join(row[1] for row in glossary()).lower()))
    return words - english - ENGLISH_TOO


def parts(identifier: str) -> set[str]:
    """Return the words of ``snake_case`` and ``CamelCase``."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", identifier)}


def test_every_row_of_the_glossary_has_three_cells():
    assert [row for row in glossary() if len(row) != 3 or not all(row)] == []


def test_identifiers_are_english():
    dutch = dutch_words()
    found = set()
    for module in modules():
        for node in ast.walk(module.tree):
            name = getattr(node, "name", None) or getattr(node, "id", None) or getattr(node, "arg", None)
            if isinstance(name, str) and parts(name) & dutch:
                found.add(f"{module} {name}")

    assert sorted(found - IN_ADDRESSES) == []
