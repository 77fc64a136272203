"""Templates compile, hold no style or script of their own, and letters are complete."""

import re

import pytest
from django.template import engines

from mailing import letters
from tests.house.source import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
PAGES = [path for path in TEMPLATES if path.suffix == ".html" and "letters" not in path.parts]
INLINE = re.compile(
    r"""<style\b|\sstyle=|<script(?![^>]*(?:\bsrc=|\bnonce=|type="application/json"))|\son[a-z]+=["']|javascript:""",
    re.IGNORECASE,
)


def name(path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_compiles(path):
    engines["django"].engine.get_template(name(path))


def test_pages_hold_no_style_or_script_of_their_own():
    found = [f"{name(path)}: {hit[0]}" for path in PAGES for hit in INLINE.finditer(path.read_text())]

    assert found == []


def test_a_page_of_a_secret_link_can_send_its_form():
    """With ``no-referrer`` a browser names no origin either, and then no form of that page is taken."""
    assert [name(path) for path in PAGES if 'content="no-referrer"' in path.read_text()] == []


def test_every_letter_has_a_folder_with_three_files():
    folders = {path for path in (ROOT / "templates" / "letters").iterdir() if path.is_dir()}

    # What Django and allauth write comes with its words, and so without a folder.
    assert {path.name for path in folders} | {"account", "notice"} == set(letters._kinds)
    for folder in folders:
        files = {path.name for path in folder.iterdir() if not path.name.startswith("_")}
        assert {"subject.txt", "body.txt", "body.html"} <= files, folder.name


def test_lines_of_letters_stay_short_enough_for_mail():
    long = [
        name(path)
        for path in TEMPLATES
        if "letters" in path.parts
        for line in path.read_text().splitlines()
        if len(line) > 900
    ]

    assert long == []
