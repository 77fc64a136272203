"""Shortcodes, which WordPress makes markup of when it shows a page, and the blocks that it fills in."""

import json
import re
from collections.abc import Callable
from html import escape

from home.wordpress.report import Notes

# What stands between these is shown; what is around it only gives it a place.
ALREADY_SAID = {"caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist"}
QUIET_BLOCKS = {"spacer", "separator", "more", "nextpage", "page-break", "post-content", "footnotes"}

_CODE = re.compile(r"\[(\[?)(/?)([a-zA-Z][\w-]{1,40})((?:\s[^\[\]<]*|=[^\[\]<]*)?)\](\]?)")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_CAPTION = re.compile(
    r"\[(wp_caption|caption)\b([^\]]*)\]((?:(?!\[(?:wp_)?caption\b).)*?)\[/\1\]", re.DOTALL | re.IGNORECASE
)
_EMBED = re.compile(r"\[embed\b[^\]]*\]([^\[\]]*)\[/embed\]", re.IGNORECASE)
_BUTTON = re.compile(r"\[(\w*button\w*)\b([^\]]*)\]([^\[\]]*)\[/\1\]", re.IGNORECASE)
_PICTURE = re.compile(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_FILLED_IN = re.compile(r"<!--\s*wp:([a-z0-9/-]+)\s*(\{[^\n]*?\})?\s*/-->")


def expand(content: str, reusable: Callable[[int], str], notes: Notes) -> str:
    """
    Return content as markup, with a note of each code and block that we cannot show.

    ``reusable`` gives the text of a block that several pages share, by its number.
    """
    if "/-->" in content:
        content = _FILLED_IN.sub(lambda found: _filled_in(found, reusable, notes), content)
        # A shared block may hold another; one that holds itself stops here.
        content = _FILLED_IN.sub(lambda found: _filled_in(found, lambda number: "", notes), content)
    if "[" not in content:
        return content
    content = _CAPTION.sub(_captioned, content)
    content = _EMBED.sub(lambda found: _link(found.group(1).strip()), content)
    content = _BUTTON.sub(_button, content)
    closed = {name.lower() for name in re.findall(r"\[/([a-zA-Z][\w-]{1,40})\]", content)}
    return _CODE.sub(lambda found: _code(found, closed, notes), content)


def bare(content: str) -> str:
    """Return a short text without any code, such as an excerpt."""
    return _CODE.sub(lambda found: found.group() if _is_words(found, set()) else "", content)


def _filled_in(found: re.Match, reusable: Callable[[int], str], notes: Notes) -> str:
    name, options = found.group(1), found.group(2)
    if name == "block":
        try:
            text = reusable(int(json.loads(options or "{}").get("ref", 0)))
        except (ValueError, TypeError, AttributeError):
            text = ""
        if text:
            return text
    if name not in QUIET_BLOCKS:
        notes.block(name)
    return ""


def _captioned(found: re.Match) -> str:
    options, inside = _options(found.group(2)), found.group(3)
    picture = _PICTURE.match(inside)
    if picture is None:
        return inside
    words = options.get("caption") or inside[picture.end() :].strip()
    return f"<figure>{picture.group()}<figcaption>{words}</figcaption></figure>"


def _button(found: re.Match) -> str:
    options = _options(found.group(2))
    address = next((options[key] for key in ("href", "url", "link") if key in options), "")
    return _link(address, found.group(3).strip())


def _code(found: re.Match, closed: set[str], notes: Notes) -> str:
    if _is_words(found, closed):
        return found.group()[1:-1] if found.group(1) and found.group(5) else found.group()
    name, options = found.group(3).lower(), _options(found.group(4))
    if name == "gallery":
        numbers = re.findall(r"\d+", options.get("ids", "") or options.get("include", ""))
        if not numbers:
            notes.shortcode(name)
        return "".join(f'<figure><img class="wp-image-{number}"></figure>' for number in numbers)
    if name in ("audio", "video") and not found.group(2):
        keys = ("src", "mp4", "webm", "mp3", "m4a", "ogg")
        return _link(next((options[key] for key in keys if key in options), ""))
    if name not in ALREADY_SAID:
        notes.shortcode(name)
    return ""


def _is_words(found: re.Match, closed: set[str]) -> bool:
    """Whether this is not a code but what somebody wrote, such as [sic] or [naam]."""
    if found.group(1) and found.group(5):
        return True
    name = found.group(3).lower()
    has_shape = found.group(2) or "=" in found.group(4) or "_" in name or name in closed
    return not has_shape and name not in ALREADY_SAID


def _options(text: str) -> dict[str, str]:
    return {
        found.group(1).lower(): next(value for value in (*found.groups()[1:], "") if value is not None)
        for found in _ATTRIBUTE.finditer(text)
    }


def _link(address: str, words: str = "") -> str:
    return f'<p><a href="{escape(address)}">{words or escape(address)}</a></p>' if address else words
