"""Reading our own stylesheet: its colour tokens in both schemes."""

import re
from pathlib import Path

from django.conf import settings

STYLESHEET = Path(settings.BASE_DIR) / "static" / "css" / "portal.css"
_TOKEN = re.compile(r"--aw-color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")


def colours() -> dict[str, dict[str, str]]:
    """Return the colours of each scheme, by the name of their token."""
    tokens = _TOKEN.findall(STYLESHEET.read_text())
    return {
        "light": {name: light for name, light, _ in tokens},
        "dark": {name: dark for name, _, dark in tokens},
    }


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it."""
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
