"""The style guide shows every component there is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.members import MemberFactory
from tests.ui.css import STYLESHEET
from ui.templatetags.ui import icon_names
from ui.views import SAMPLES

TEMPLATES = Path(settings.BASE_DIR) / "templates"
TAG = re.compile(r"{[{%].*?[}%]}")
# They come with a script, and only while it works.
OF_SCRIPTS = {"needs-script", "uploading"}


def classes_in(html: str) -> set[str]:
    """Return every class that stands in a piece of HTML or in a template."""
    attributes = re.findall(r'class="([^"]*)"', TAG.sub(" ", html))
    return {name for attribute in attributes for name in attribute.split()}


def classes_of_pages() -> set[str]:
    """Return every class of our stylesheet that some page uses."""
    rules = re.sub(r"/\*.*?\*/|{[^{}]*}", "{}", STYLESHEET.read_text(), flags=re.DOTALL)
    ours = set(re.findall(r"\.([a-z][\w-]*)", rules))
    pages = [path.read_text() for path in TEMPLATES.rglob("*.html") if "letters" not in path.parts]
    return ours & set.union(*map(classes_in, pages))


@pytest.mark.urls("tests.ui.urls")
def test_the_style_guide_shows_each_sample_with_its_source(client, db):
    page = client.get("/stijl/").content.decode()
    for name in SAMPLES:
        assert f'id="{name}"' in page
    assert "&lt;article class=&quot;waits&quot;&gt;" in page


@pytest.mark.urls("tests.ui.urls")
def test_every_component_of_a_page_stands_in_the_style_guide(client, db):
    client.force_login(MemberFactory())  # Her menu stands at the top of the page.
    shown = classes_in(client.get("/stijl/").content.decode())
    assert classes_of_pages() - shown - OF_SCRIPTS == set()


def test_every_sign_that_a_page_draws_is_in_the_sprite_and_no_other():
    drawn = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "(\w+)"', path.read_text())
    }
    assert drawn == set(icon_names())


def test_every_sample_is_on_the_style_guide():
    folder = TEMPLATES / "ui" / "samples"
    assert {path.stem for path in folder.glob("*.html")} == set(SAMPLES)


def test_the_style_guide_is_not_in_production(client, db):
    assert client.get("/stijl/").status_code == 404
