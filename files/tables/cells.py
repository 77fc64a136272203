"""One cell as text, whatever a spreadsheet program made of it."""

import unicodedata
from datetime import date, datetime, time

from files.text import holdable

# Longer is no name, address or list of places.
LONGEST_CELL = 2000
# What a spreadsheet program takes for the start of a formula or a command.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Control, format (which turn text around or hide it), surrogate and private characters.
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}


def clean(text: str) -> str:
    """
    Return text without what cannot be seen and the space around it, its line ends all alike.

    The mark that :func:`safe_text` sets goes too, so that a list we gave can be sent back mended.
    """
    if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
        text = text[1:]
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = "".join(map(_seen, text))
    return text.strip()[:LONGEST_CELL]


def _seen(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in _UNSEEN else sign


def safe_text(text: str) -> str:
    """
    Return text that a spreadsheet program shows and never runs.

    SECURITY: a cell that begins like a formula would be carried out on the reader's machine.
    """
    text = holdable(text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def written_out(value: object) -> str:
    """Return the value of a cell of a workbook as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        day = f"{value.day}-{value.month}-{value.year}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)
