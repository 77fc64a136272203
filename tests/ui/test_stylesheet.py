"""One stylesheet, light enough to carry, legible in both schemes; nothing inline anywhere."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files import File

from tests.ui.css import STYLESHEET, colours, contrast
from ui.static_files import StaticFilesStorage

GROUNDS = ["paper", "card", "sand"]
TEXT_ON_GROUND = list(
    product(["ink", "muted", "petrol", "petrol-deep", "terra", "leaf", "ochre", "alarm"], GROUNDS)
)
TEXT_ON_TINT = [
    *product(["ink", "muted"], ["petrol-soft", "terra-soft", "leaf-soft", "ochre-soft", "alarm-soft"]),
    *((name, f"{name}-soft") for name in ["petrol", "terra", "leaf", "ochre", "alarm"]),
    ("petrol-deep", "petrol-soft"),
    ("petrol", "leaf-soft"),
    ("petrol-deep", "leaf-soft"),
    ("on-petrol", "petrol"),
    ("on-petrol", "petrol-deep"),
    ("paper", "alarm"),
    ("ink", "line"),
]
EDGES = [*product(["field", "petrol", "alarm", "terra", "leaf"], GROUNDS), ("ochre", "ochre-soft")]

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
INLINE = re.compile(
    r"<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:"
    r"|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    re.IGNORECASE,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND + TEXT_ON_TINT)
def test_text_has_enough_contrast(scheme, text, ground):
    palette = colours()[scheme]
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_an_edge_that_means_something_can_be_seen(scheme, edge, ground):
    palette = colours()[scheme]
    assert contrast(palette[edge], palette[ground]) >= 3


def test_the_one_stylesheet_weighs_at_most_40_kb_and_says_what_was_written(tmp_path):
    storage = StaticFilesStorage(location=tmp_path, base_url="/static/")
    with STYLESHEET.open("rb") as source:
        storage.save("css/portal.css", File(source))
    list(storage.post_process({"css/portal.css": (storage, "css/portal.css")}))
    served_as = storage.stored_name("css/portal.css")

    assert storage.size(served_as) <= 40_000
    with storage.open(served_as) as file:
        served = file.read().decode()
    written = STYLESHEET.read_text()
    assert served.count("{") == re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL).count("{") > 300
    assert "/*" not in served


def test_every_token_that_is_used_exists():
    css = STYLESHEET.read_text()
    assert set(re.findall(r"var\((--aw-[\w-]+)", css)) <= set(re.findall(r"(--aw-[\w-]+):", css))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_inline(template):
    """The policy for styles and scripts refuses it; letters alone are read without that policy."""
    if "letters" in template.parts:
        return
    assert not INLINE.search(template.read_text())
