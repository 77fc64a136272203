"""The portal's own source, parsed, for the tests that read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = settings.BASE_DIR
APPS = sorted(app for app in settings.INSTALLED_APPS if (ROOT / app / "apps.py").exists())


@dataclass(frozen=True)
class Module:
    """One file of an app; ``room`` is the file or package directly under the app."""

    path: Path
    app: str
    room: str
    tree: ast.Module

    def __str__(self):
        return str(self.path)

    def calls(self) -> Iterator[ast.Call]:
        """Return every call in this file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def imported(self) -> Iterator[str]:
        """Return the dotted name of everything that is imported here."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def modules() -> tuple[Module, ...]:
    """Return every Python file of our apps, migrations left out."""
    found = []
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            path = file.relative_to(ROOT)
            if "migrations" not in path.parts:
                tree = ast.parse(file.read_text())
                found.append(Module(path, app, path.parts[1].removesuffix(".py"), tree))
    return tuple(found)


def written(call: ast.expr) -> str:
    """Return an expression as it is written in the source."""
    return ast.unparse(call)
