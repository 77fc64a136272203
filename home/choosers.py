"""Wagtail's choosers without inline script, which our content policy refuses."""

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

MARKUP = """{}
<span hidden data-controller="start" data-start-name-value="{}" data-start-with-value="{}"></span>"""


def render(self, name, value, attrs=None, renderer=None) -> SafeString:
    """Write what starts the chooser as data, which static/js/office.js reads."""
    value_data = self.get_value_data(value)
    if isinstance(self, AdminTaskChooser):
        starter, arguments = "createTaskChooser", [attrs["id"]]
    else:
        options = self.get_js_init_options(attrs["id"], name, value_data)
        starter, arguments = self.js_constructor, [attrs["id"], options]
    return format_html(MARKUP, self.render_html(name, value_data, attrs), starter, json.dumps(arguments))


def install() -> None:
    """Take the place of Wagtail's own rendering; a subclass cannot, for its choosers are made at run time."""
    BaseChooser.render = render
