"""
Rich text that members write: which marks there are, and what is kept of it.

The editor's buttons and the sanitiser come from the one declaration below, so that what
a member can make is what we store.
"""

import re
from html import unescape

import nh3
from django.utils.html import escape, linebreaks, strip_tags
from django_prose_editor.config import allowlist_from_extensions, expand_extensions

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "HardBreak": True,
}

# The editor always sends one of these first. Anything else was typed into the bare text
# area, where a < is a < and nothing that was typed may be lost.
_FROM_EDITOR = re.compile(r"\s*<(p|h[34]|ul|ol|blockquote)[\s>]", re.IGNORECASE)
# SECURITY: an address of the web, of a mailbox or telephone, or within this site. Not one
# that starts with two slashes, which leaves the site while it looks as if it does not;
# browsers read a backslash as a slash and skip white space, so neither is allowed.
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:|tel:|/(?!/)|#)[^\s\\\x00-\x1f]*", re.IGNORECASE)


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href" and not _SAFE_ADDRESS.fullmatch(value):
        return None
    return value


def _cleaner() -> nh3.Cleaner:
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    own = {
        "attributes": {tag: names - {"rel"} for tag, names in allowed["attributes"].items()},
        "attribute_filter": _keep_attribute,
        "link_rel": "nofollow ugc noopener noreferrer",
    }
    return nh3.Cleaner(**(allowed | own))


def clean(text: str) -> str:
    """
    Return HTML that is safe to show, of what the editor or the bare text area sent.

    Plain text becomes paragraphs, an empty text the empty string.
    """
    if not _FROM_EDITOR.match(text):
        text = linebreaks(escape(text.strip())) if text.strip() else ""
    html = _CLEANER.clean(text)
    return html if strip_tags(html).replace("&nbsp;", " ").strip() else ""


def readable(text: str) -> str:
    """Return all that a reader of what the editor or the bare text area sent may find out, links included."""
    html = clean(text)
    addresses = re.findall(r'href="(?:mailto|tel):([^"]*)"', html, re.IGNORECASE)
    return "\n".join([plain(html), *map(unescape, addresses)])


def plain(html: str) -> str:
    """Return stored HTML as the text one would type to get its paragraphs and lists."""
    text = re.sub(r"<br\s*/?>", "\n", html)
    text = re.sub(r"<li>\s*(<p>)?", "- ", text)
    text = re.sub(r"</(p|h3|h4|blockquote|ul|ol)>", "\n\n", text)
    text = re.sub(r"</li>", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", unescape(strip_tags(text))).strip()


_CLEANER = _cleaner()
