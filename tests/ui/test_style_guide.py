"""The style guide shows every component there is."""

from pathlib import Path

import pytest
from django.conf import settings

from ui.views import SAMPLES


@pytest.mark.urls("tests.ui.urls")
def test_the_style_guide_shows_each_sample_with_its_source(client, db):
    page = client.get("/stijl/").content.decode()
    for name in SAMPLES:
        assert f'id="{name}"' in page
    assert "&lt;article class=&quot;waits&quot;&gt;" in page


def test_every_sample_is_on_the_style_guide():
    folder = Path(settings.BASE_DIR) / "templates" / "ui" / "samples"
    assert {path.stem for path in folder.glob("*.html")} == set(SAMPLES)


def test_the_style_guide_is_not_in_production(client, db):
    assert client.get("/stijl/").status_code == 404
