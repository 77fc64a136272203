"""The rich-text editor under a strict policy, in Dutch."""

import base64
import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from ui.templatetags.ui import editor_media, empty_field
from ui.views import ExamplePostForm


def shipped(path: str) -> str:
    return Path(finders.find(path)).read_text()


def test_the_policy_allows_the_style_that_the_shipped_editor_writes():
    style = re.search(r"`(\.ProseMirror \{[^`]*)`", shipped("django_prose_editor/editor.js"))[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"]


def test_the_editor_comes_after_its_words_and_its_import_map_carries_the_nonce():
    request = RequestFactory().get("/")
    request.csp_nonce = "eenmalig"
    html = editor_media({"request": request}, ExamplePostForm())
    assert html.index("js/editor.js") < html.index('type="importmap"') < html.index("configurable.js")
    assert re.search(
        r'<script [^>]*nonce="eenmalig"[^>]*type="importmap"|type="importmap"[^>]*nonce="eenmalig"', html
    )


def test_every_button_of_the_editor_has_a_dutch_word():
    words = shipped("js/editor.js")
    for title in [
        "bold",
        "italic",
        "blockquote",
        "insert link",
        "remove link",
        "ordered list",
        "undo",
        "redo",
    ]:
        assert f'"{title}":' in words


def test_a_field_nobody_typed_in_looks_as_its_form_draws_it():
    form = ExamplePostForm()

    assert [empty_field(form, "post") for _ in range(2)] == [form["post"].as_field_group()] * 2
