"""The documents tell of what is there."""

import re

from tests.house.source import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
OPERATIONS = ROOT / "docs" / "operations.md"


def test_operations_lists_every_variable_that_settings_read():
    read = set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", (ROOT / "portal" / "settings.py").read_text()))
    listed = set(re.findall(r"^\| `([A-Z_]+)`", OPERATIONS.read_text(), re.MULTILINE))

    assert listed == read


def test_files_that_documents_name_exist():
    paths = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|toml|md|txt))`")
    missing = {
        f"{document.name}: {path}"
        for document in DOCUMENTS
        for path in paths.findall(document.read_text())
        if not path.startswith(("var/", "~", "questions/", "org/"))
        if not list(ROOT.glob(path.rstrip("/")))
        and not list(ROOT.glob(f"*/{path}"))
        and not list(ROOT.glob(f"tests/*/{path}"))
    }

    assert sorted(missing) == []


def test_links_between_documents_lead_somewhere():
    broken = {
        f"{document.name}: {link}"
        for document in DOCUMENTS
        for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text())
        if not (document.parent / link).exists()
    }

    assert sorted(broken) == []
