"""Text as every file can hold it."""

import re

# Control characters, and the few code points that are none: with one of these in it no program opens a file.
_UNHOLDABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def holdable(text: str) -> str:
    """Return text without what no document may hold, and with one kind of line end."""
    return _UNHOLDABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
