"""Requirements are exact, hashed, and name no package host."""

import re

import pytest

from tests.house.source import ROOT


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_requirements_are_hashed_and_name_no_address(name):
    text = (ROOT / name).read_text()
    pins = re.findall(r"^([\w.-]+)==[^ ]+", text, re.MULTILINE)
    entries = re.findall(r"^[\w.-]+==.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", text, re.MULTILINE)

    assert pins
    assert len(entries) == len(pins)
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)


def test_everything_the_project_names_is_pinned():
    project = (ROOT / "pyproject.toml").read_text()
    pinned = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    named = re.findall(r'^    "([a-zA-Z0-9-]+)(?:\[.*\])?~=', project, re.MULTILINE)

    assert named
    assert [name for name in named if f"\n{name.lower()}==" not in pinned] == []
