"""
Rich text that members write: which marks there are, and what is kept of it.

The editor's buttons and the sanitiser come from the one declaration below, so that what
a member can make is what we store.
"""

import re
from html import unescape
from itertools import pairwise
from uuid import UUID

import nh3
from django.utils.html import escape, format_html, linebreaks, strip_tags, urlize
from django_prose_editor.config import allowlist_from_extensions, expand_extensions

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "HardBreak": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    # One that was uploaded here, with what can be seen on it: static/js/pictures.js.
    "Image": True,
}

# The editor always sends one of these first. Anything else was typed into the bare text
# area, where a < is a < and nothing that was typed may be lost.
_FROM_EDITOR = re.compile(r"\s*<(p|h[34]|ul|ol|blockquote|table|img)[\s>]", re.IGNORECASE)
# SECURITY: an address of the web, of a mailbox or telephone, or within this site. Not one
# that starts with two slashes, which leaves the site while it looks as if it does not;
# browsers read a backslash as a slash and skip white space, so neither is allowed.
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:|tel:|/(?!/)|#)[^\s\\\x00-\x1f]*", re.IGNORECASE)


# SECURITY: the address of an attachment, which asks again who may see it.
_PICTURE = re.compile(r"/leergroepen/bijlagen/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/")
_NOT_KEPT = {"rel", "width", "height", "data-file"}
_SPAN = re.compile(r"[1-9]\d?")
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
# What a browser moves about when it reads it settles within a few rounds.
_ROUNDS = 5
# Between these widths mail programs break the lines of a plain text.
_MAIL_WIDTH, _MAIL_WIDEST = 72, 78
_STARTS_ITEM = re.compile(r"\s*([-*•–]|\d{1,2}[.)])\s")


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    kept = {"href": _SAFE_ADDRESS, "src": _PICTURE, "colspan": _SPAN, "rowspan": _SPAN}.get(attribute)
    return value if kept is None or kept.fullmatch(value) else None


def _cleaner() -> nh3.Cleaner:
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    own = {
        "attributes": {tag: names - _NOT_KEPT for tag, names in allowed["attributes"].items()},
        "attribute_filter": _keep_attribute,
        "link_rel": "nofollow ugc noopener noreferrer",
        # A wide table scrolls in its own box, by keyboard too.
        "set_tag_attribute_values": {"table": {"tabindex": "0"}},
    }
    return nh3.Cleaner(**(allowed | own))


def clean(text: str) -> str:
    """
    Return HTML that is safe to show, of what the editor or the bare text area sent.

    Plain text becomes paragraphs, an empty text the empty string. What was cleaned stays as it is.
    """
    if not _FROM_EDITOR.match(text):
        text = linebreaks(escape(text.strip())) if text.strip() else ""
    html = _settled(text)
    return html if "<img" in html or strip_tags(html).replace("&nbsp;", " ").strip() else ""


def _settled(html: str) -> str:
    for _ in range(_ROUNDS):
        cleaned = _IMAGE.sub(_seen_and_said, _CLEANER.clean(html))
        if cleaned.strip() and not _FROM_EDITOR.match(cleaned):
            cleaned = f"<p>{cleaned}</p>"
        if cleaned == html:
            return html
        html = cleaned
    # Hostile through and through: its words are enough.
    return linebreaks(escape(strip_tags(html)))


def _seen_and_said(image: re.Match) -> str:
    """Keep an image that is ours and says what can be seen on it."""
    given = dict(re.findall(r'([a-z]+)="([^"]*)"', image[1]))
    return image[0] if given.get("src") and given.get("alt", "").strip() else ""


def quoting(text: str, passage: str, who: str, address: str) -> str:
    """Return what was sent, below a passage of somebody else with a link to where it stands."""
    source = format_html('<p><a href="{}">{} schreef</a>:</p>', address, who)
    return f"{source}<blockquote>{linebreaks(escape(passage.strip()))}</blockquote>{clean(text)}"


def typed(text: str) -> str:
    """
    Return clean HTML of plain text that came by mail: paragraphs, with its addresses as links.

    Lines that a mail program broke by itself are whole again.
    """
    lines = text.strip().split("\n")
    whole = lines[:1]
    for above, line in pairwise(lines):
        if _was_broken(above, line):
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line)
    return clean(linebreaks(urlize("\n".join(whole), autoescape=True))) if whole[0] else ""


def _was_broken(above: str, line: str) -> bool:
    """Whether a line starts where it does only because its first word did not fit on the one above."""
    first_word = line.partition(" ")[0]
    is_full = len(above) <= _MAIL_WIDEST and len(above) + len(first_word) >= _MAIL_WIDTH
    return is_full and bool(first_word) and not _STARTS_ITEM.match(line)


def readable(text: str) -> str:
    """Return all that a reader of what the editor or the bare text area sent may find out, links included."""
    html = clean(text)
    addresses = re.findall(r'href="(?:mailto|tel):([^"]*)"', html, re.IGNORECASE)
    return "\n".join([plain(html), *map(unescape, addresses)])


def pictures(html: str) -> set[UUID]:
    """Return the keys of the images in stored HTML."""
    return {UUID(key) for key in re.findall(r'<img [^>]*src="/leergroepen/bijlagen/([0-9a-f-]{36})/"', html)}


def plain(html: str) -> str:
    """Return stored HTML as the text one would type to get its paragraphs, lists and rows."""
    text = _IMAGE.sub(_in_words, html)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"<li>\s*(<p>)?", "- ", text)
    if "<table" in text:
        text = re.sub(r"(</p>)?\s*</t[hd]>\s*(?=<t[hd])", " | ", text)
        text = re.sub(r"(</p>)?\s*</t[hd]>", "", text)
    text = re.sub(r"</(p|h[2-4]|blockquote|ul|ol|table)>", "\n\n", text)
    text = re.sub(r"</(li|tr)>", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", unescape(strip_tags(text))).strip()


def _in_words(image: re.Match) -> str:
    alt = re.search(r'alt="([^"]*)"', image[1])
    return f"[Afbeelding: {alt[1] if alt else ''}]\n\n"


_CLEANER = _cleaner()
