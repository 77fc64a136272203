"""Setting pages with typst: accessible PDF from a template and plain data."""

import json
from functools import cache
from importlib import resources
from typing import Any, Final

# What any PDF for people with a screen reader must hold; typst refuses what does not.
ACCESSIBLE: Final = "ua-1"
# Everything below is drawn by our own fonts: Latin with its accents.
COMMON = 0x250
UNDRAWN = "\N{WHITE VERTICAL RECTANGLE}"
PROBE = (
    b'#set document(title: "x")\n#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))\n#sys.inputs.text'
)


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """Return the PDF that this template makes of the data, which is never read as markup."""
    # Few set a page, and every worker would keep the typesetter in memory for weeks.
    import typst  # noqa: PLC0415

    return typst.compile(_source(template), **_options(data), format="pdf", pdf_standards=[ACCESSIBLE])


def page_count(template: str, data: dict[str, Any]) -> int:
    """Return how many pages the template marks as its number of pages."""
    import typst  # noqa: PLC0415 - idem

    found = typst.query(_source(template), "<pages>", **_options(data), field="value", one=True)
    return int(json.loads(found))


def drawable(text: str) -> str:
    """
    Return text with a box for each sign that no font of ours draws.

    Only the fonts in typst are used, so that a document looks the same wherever it is made.
    """
    return "".join(sign if ord(sign) < COMMON or _can_be_drawn(sign) else UNDRAWN for sign in text)


@cache
def _can_be_drawn(sign: str) -> bool:
    import typst  # noqa: PLC0415 - idem

    try:
        typst.compile(PROBE, sys_inputs={"text": sign}, ignore_system_fonts=True, pdf_standards=[ACCESSIBLE])
    except typst.TypstError:
        return False
    return True


def _source(template: str) -> bytes:
    return resources.files("questions.exports").joinpath(f"{template}.typ").read_bytes()


def _options(data: dict[str, Any]) -> dict[str, Any]:
    plain = drawable(json.dumps(data, ensure_ascii=False))
    return {"sys_inputs": {"data": plain}, "ignore_system_fonts": True}
