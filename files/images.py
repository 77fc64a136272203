"""Images, drawn anew: what is kept is what can be seen, and nothing that was written beside it."""

import tempfile
from contextlib import ExitStack
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from files.refusals import BROKEN, TOO_MANY_PIXELS, Refused

MOST_PIXELS = 40_000_000
# Larger is no use on a screen, and costs everyone who opens the page.
LONGEST_SIDE = 4000
SPOOLED = 1024 * 1024
FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
_WRITING = {
    "PNG": {},
    "JPEG": {"quality": 88, "progressive": True},
    "WEBP": {"quality": 88},
}


def redraw(source: BinaryIO, kind: str) -> tuple[BinaryIO, int, int]:
    """
    Return an image as a new file without any metadata, upright and in sRGB, with its width and height.

    Of a moving image the first frame is kept.

    :raises Refused: when it has too many pixels or cannot be read.
    """
    try:
        with Image.open(source, formats=[FORMATS[kind]]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(TOO_MANY_PIXELS)
            # A large photo is read at a half or a quarter of its size at once, and never whole.
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            return _written(_plain(image), FORMATS[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except Refused:
        raise
    # SECURITY: what a hostile image makes a decoder stumble over is not to be foreseen.
    except Exception as error:
        raise Refused(BROKEN) from error


def _plain(image: Image.Image) -> Image.Image:
    """Return the pixels alone: upright, in sRGB, eight bits, with transparency if there was any."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    is_see_through = image.has_transparency_data
    if image.mode in ("1", "P", "PA"):
        image = image.convert("RGBA" if is_see_through else "RGB")
    # Made small before anything else, so that no step holds the large one twice.
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image = ImageOps.exif_transpose(image)
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = _in_srgb(image, profile)
    image = image.convert("RGBA" if is_see_through else "RGB")
    image.info.clear()
    return image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return an image in the colours every screen knows; a profile that makes no sense is left out."""
    try:
        return ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _written(image: Image.Image, image_format: str) -> tuple[BinaryIO, int, int]:
    if image_format == "JPEG":
        image = image.convert("RGB")
    with ExitStack() as until_written:
        file = until_written.enter_context(tempfile.SpooledTemporaryFile(max_size=SPOOLED))
        image.save(file, image_format, **_WRITING[image_format])
        # It is whole, and from here on its reader's to close.
        until_written.pop_all()
    file.seek(0)
    return file, image.width, image.height
