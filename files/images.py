"""Images, drawn anew: what is kept is what can be seen, and nothing that was written beside it."""

import tempfile
from contextlib import ExitStack
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from files.refusals import BROKEN, TOO_MANY_PIXELS, Refused

# In millions, so that reading one takes no more than some 250 MB: a jpg is read at a part of
# its size, but one that was written in passes, a png and a webp are read whole, a webp twice over.
MOST_PIXELS = {"JPEG": 80, "PNG": 20, "WEBP": 13}
MOST_IN_PASSES = 25
# A photo with more is read at a half, a quarter or an eighth of its size.
READ_WHOLE = 16
MILLION = 1_000_000
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
            most = MOST_IN_PASSES if "progressive" in image.info else MOST_PIXELS[FORMATS[kind]]
            if image.width * image.height > most * MILLION:
                raise _too_large(most)
            _read_in_part(image)
            return _written(_plain(image), FORMATS[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(MOST_PIXELS[FORMATS[kind]]) from error
    except Refused:
        raise
    # SECURITY: what a hostile image makes a decoder stumble over is not to be foreseen.
    except Exception as error:
        raise Refused(BROKEN) from error


def _too_large(most: int) -> Refused:
    return Refused(TOO_MANY_PIXELS.format(millions=most))


def _read_in_part(image: Image.Image) -> None:
    """Have a large photo made smaller while it is read; other kinds of image cannot be."""
    part = 1
    while part < 8 and image.width * image.height > READ_WHOLE * MILLION * part**2:
        part *= 2
    image.draft(None, (image.width // part, image.height // part))


def _plain(image: Image.Image) -> Image.Image:
    """Return the pixels alone: upright, in sRGB, eight bits, with transparency if there was any."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    is_see_through = image.has_transparency_data
    if image.mode in ("1", "P", "PA"):
        image = image.convert("RGBA" if is_see_through else "RGB")
    # Made small before anything else, and without a copy, so that no step holds the large one twice.
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    ImageOps.exif_transpose(image, in_place=True)
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = _in_srgb(image, profile)
    image = _in_mode(image, "RGBA" if is_see_through else "RGB")
    image.info.clear()
    return image


def _in_mode(image: Image.Image, mode: str) -> Image.Image:
    """Return an image in this mode; Pillow would copy one that has it already."""
    return image if image.mode == mode else image.convert(mode)


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
        image = _in_mode(image, "RGB")
    with ExitStack() as until_written:
        file = until_written.enter_context(tempfile.SpooledTemporaryFile(max_size=SPOOLED))
        image.save(file, image_format, **_WRITING[image_format])
        # It is whole, and from here on its reader's to close.
        until_written.pop_all()
    file.seek(0)
    return file, image.width, image.height
