"""Draws the icons of telephones and tablets from our mark: ``manage.py draw_icons``."""

import xml.etree.ElementTree as ET
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from PIL import Image, ImageDraw

IMAGES = Path(settings.BASE_DIR) / "static" / "img"
PAPER = "#fffdf9"
FINE = 8  # Drawn this much larger and then made smaller, edges come out smooth.
MARK_WIDTH = 40
# Telephones cut a maskable icon to a circle of four fifths: the mark stays well within it.
ICONS = {"icon-180.png": (180, 0.72), "icon-192.png": (192, 0.6), "icon-512.png": (512, 0.6)}


class Command(BaseCommand):
    """To be run after a change of static/img/mark.svg."""

    help = "Tekent de pictogrammen voor telefoons en tablets opnieuw, naar ons beeldmerk."

    def handle(self, *args: object, **options: object) -> None:
        """Write the files of ICONS beside the mark."""
        mark = ET.parse(IMAGES / "mark.svg").getroot()  # noqa: S314 - our own file  # nosec B314
        for name, (size, share) in ICONS.items():
            draw(mark, size, share).save(IMAGES / name, optimize=True)
            self.stdout.write(name)


def draw(mark: ET.Element, size: int, share: float) -> Image.Image:
    """Return the rings of the mark on paper, as wide as this share of a square of ``size``."""
    scale = size * FINE * share / MARK_WIDTH
    edge = size * FINE * (1 - share) / 2
    icon = Image.new("RGB", (size * FINE, size * FINE), PAPER)
    pen = ImageDraw.Draw(icon)
    thick = float(mark.get("stroke-width", "1"))
    for ring in mark:
        middle = [edge + float(ring.get(axis, "0")) * scale for axis in ("cx", "cy")]
        radius = (float(ring.get("r", "0")) + thick / 2) * scale
        box = (*(at - radius for at in middle), *(at + radius for at in middle))
        pen.ellipse(box, outline=ring.get("stroke"), width=round(thick * scale))
    return icon.resize((size, size), Image.Resampling.LANCZOS)
