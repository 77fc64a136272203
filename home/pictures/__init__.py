"""
The picture that others show beside a link to a page, drawn once and kept by what is on it.

What is drawn comes from a page that everybody may read, so nobody can have a text of her own drawn.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from PIL import Image
from wagtail.models import Page

from home.models import ContentPage, DevelopmentPage, LessonPage, NewsPage, PortalPage
from questions.exports.typesetting import UNDRAWN, drawable

KINDS = {NewsPage: "Nieuws", DevelopmentPage: "Landelijke ontwikkeling", LessonPage: "Les", ContentPage: ""}
# Twice 600 by 315 points: what networks ask for.
DOTS_PER_INCH = 144
COLOURS = 64
LONGEST_TITLE = 150
FOLDER = "beeld"
# Another drawing makes other addresses, so that nobody goes on showing the old one.
EDITION = 1


@dataclass(frozen=True)
class Picture:
    """What is on a picture."""

    kind: str
    title: str

    @property
    def mark(self) -> str:
        """Return what changes with the picture, for its address and its file."""
        return hashlib.sha256(f"{EDITION}\n{self.kind}\n{self.title}".encode()).hexdigest()[:16]


def picture_of(page: PortalPage) -> Picture | None:
    """Return the picture of a page, or None when it has the one of the whole portal."""
    kind = KINDS.get(type(page))
    if kind is None or not page.live or (isinstance(page, LessonPage) and not page.is_open):
        return None
    title = page.title if len(page.title) <= LONGEST_TITLE else f"{page.title[:LONGEST_TITLE].rstrip()}…"
    return Picture(kind, title)


def picture_to_show(number: int) -> Picture | None:
    """Return the picture of the page with this number, when everybody may read that."""
    page = Page.objects.live().public().filter(pk=number).first()
    return picture_of(page.specific) if page else None


def address_of(page: PortalPage) -> str:
    """Return the full address of the picture of a page, or nothing."""
    picture = picture_of(page)
    return settings.SITE_URL + reverse("home:picture", args=[page.pk, picture.mark]) if picture else ""


def drawn(picture: Picture) -> bytes:
    """Return a picture as PNG, from where it is kept or else drawn now."""
    file = Path(settings.MEDIA_ROOT) / FOLDER / f"{picture.mark}.png"
    if file.exists():
        return file.read_bytes()
    content = _draw(picture)
    file.parent.mkdir(parents=True, exist_ok=True)
    # RACE: two who draw it at once write the same; nobody reads half of it.
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as half:
        half.write(content)
    os.replace(half.name, file)
    return content


def _draw(picture: Picture) -> bytes:
    # Each picture is drawn once, and who only names its address would keep the typesetter in memory.
    import typst  # noqa: PLC0415

    source = resources.files("home.pictures").joinpath("picture.typ").read_bytes()
    words = {"kind": picture.kind, "title": drawable(picture.title).replace(UNDRAWN, "").strip()}
    full = typst.compile(source, sys_inputs=words, ignore_system_fonts=True, format="png", ppi=DOTS_PER_INCH)
    content = BytesIO()
    # A few colours on plain paper: a quarter of the bytes, and nobody sees it.
    with Image.open(BytesIO(full)) as image:
        image.convert("RGB").quantize(COLOURS).save(content, "PNG", optimize=True)
    return content.getvalue()
