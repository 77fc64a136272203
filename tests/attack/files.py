"""
Hostile files, made here: what each is, what it is called, and what must become of it.

``refusal`` is the word its sender gets, or None when it is kept. Of what is kept ``never`` names
bytes that may not be in what is served.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, PngImagePlugin

from files import refusals
from files.vetting import LARGEST_FILE

SCRIPT = b"<script>alert(document.domain)</script>"
PAGE = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PDF_SCRIPT = PDF.replace(b"/Pages 2 0 R", b"/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
PDF_LAUNCH = PDF.replace(b"/Pages 2 0 R", b"/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)>>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GPS_LATITUDE = 2
GPS_IFD = 0x8825
PLACE_TAKEN = b"52.0907N"

MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
DOCX = MAIN.format("wordprocessingml.document")
XLSX = MAIN.format("spreadsheetml.sheet")
PPTX = MAIN.format("presentationml.presentation")
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@dataclass(frozen=True)
class Hostile:
    """One file as somebody might send it."""

    name: str
    content: Callable[[], bytes]
    refusal: str | None = None
    never: bytes = SCRIPT
    said_type: str = "application/octet-stream"


def archive(parts: Iterable[tuple[str, bytes | str]], compression=zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, content in parts:
            made.writestr(name, content)
    return file.getvalue()


def office(*extra: tuple[str, bytes | str], main: str = DOCX, part: str = "word/document.xml") -> bytes:
    types = f'<Types><Override PartName="/{part}" ContentType="{main}"/></Types>'
    return archive([("[Content_Types].xml", types), (part, "<x/>"), *extra])


def odt(*extra: tuple[str, bytes | str]) -> bytes:
    kind = "application/vnd.oasis.opendocument.text"
    return archive([("mimetype", kind), ("content.xml", "<x/>"), *extra])


def linked(kind: str, target: str = "https://evil.example/x") -> bytes:
    """A document that fetches something from elsewhere."""
    link = f'<Relationship Id="a" Type="{RELATION}{kind}" Target="{target}" TargetMode="External"/>'
    return office(("word/_rels/settings.xml.rels", f"<Relationships>{link}</Relationships>"))


def image(kind: str, width: int = 32, height: int = 24, **options) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind, **options)
    return file.getvalue()


def located(kind: str) -> bytes:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = SCRIPT.decode()
    exif.get_ifd(GPS_IFD)[GPS_LATITUDE] = (52.0, 5.0, 26.0)
    exif[0x9286] = PLACE_TAKEN
    return image(kind, exif=exif)


def told(kind: str, *, is_compressed: bool) -> bytes:
    """A picture with a page in its text chunks."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SCRIPT.decode(), zip=is_compressed)
    text.add_itxt("XML:com.adobe.xmp", SCRIPT.decode(), zip=is_compressed)
    return image(kind, pnginfo=text)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *chunks: bytes, bits: int = 1) -> bytes:
    """A picture of any size in next to no bytes."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0))
    row = b"\x00" + bytes(width * bits // 8 + 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + b"".join(chunks)
        + chunk(b"IDAT", _packed(row, height))
        + chunk(b"IEND", b"")
    )


def _packed(row: bytes, height: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(row) for _ in range(min(height, 20_000))) + packer.flush()


def jpeg_of(width: int, height: int) -> bytes:
    """A small photo that says it is a large one."""
    small = image("JPEG")
    at = small.index(b"\xff\xc0") + 5
    return small[:at] + struct.pack(">HH", height, width) + small[at + 4 :]


def webp_of(width: int, height: int) -> bytes:
    canvas = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    extended = b"VP8X" + struct.pack("<I", len(canvas)) + canvas
    rest = extended + image("WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(rest) + 4) + b"WEBP" + rest


def swelling() -> bytes:
    return office(("word/media/x.bin", bytes(50 * 1024 * 1024)))


def crowded() -> bytes:
    return office(*((f"word/{number}.xml", "") for number in range(10_001)))


def overlapping() -> bytes:
    """One part that the index names many times over (as in Fifield's bomb)."""
    whole = office(("word/media/x.bin", zlib.compress(bytes(1000), 0) * 40))
    end = whole.rindex(b"PK\x05\x06")
    start = int.from_bytes(whole[end + 16 : end + 20], "little")
    last = whole.rindex(b"PK\x01\x02", start, end)
    entry = whole[last:end]
    copies = b"".join(
        entry.replace(b"word/media/x.bin", b"word/media/%d.bin" % number) for number in range(10)
    )
    index = whole[start:last] + entry + copies
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 13, 13, len(index), start, 0)
    return whole[:start] + index + tail


def understated() -> bytes:
    """A part that is larger than the index says."""
    whole = bytearray(office(("word/media/x.bin", bytes(100_000))))
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(whole)


def locked() -> bytes:
    """A document whose parts are encrypted."""
    whole = bytearray(office())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(signature)
        while at >= 0:
            whole[at + offset] |= 1
            at = whole.find(signature, at + 4)
    return bytes(whole)


def twice_named() -> bytes:
    whole = office(("word/a.xml", "<a/>"), ("word/b.xml", "<b/>"))
    return whole.replace(b"word/b.xml", b"word/a.xml")


JAR = archive([("META-INF/MANIFEST.MF", "Main-Class: Evil"), ("Evil.class", b"\xca\xfe\xba\xbe")])
HIDDEN, UNKNOWN, BROKEN = refusals.POLYGLOT, refusals.UNKNOWN, refusals.BROKEN
PRETENDING = "maar dit is iets anders"
LYING = "Geef het de goede naam"

HOSTILE = {
    # A page, a drawing or a program under another name
    "page as pdf": Hostile("verslag.pdf", lambda: PAGE, PRETENDING, said_type="application/pdf"),
    "page as png": Hostile("foto.png", lambda: PAGE, PRETENDING, said_type="image/png"),
    "page as docx": Hostile("brief.docx", lambda: PAGE, PRETENDING),
    "page as itself": Hostile("pagina.html", lambda: PAGE, UNKNOWN, said_type="text/html"),
    "page with a byte order mark": Hostile("foto.webp", lambda: b"\xef\xbb\xbf" + PAGE, PRETENDING),
    "page in utf-7": Hostile("foto.jpg", lambda: b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", PRETENDING),
    "page without an extension": Hostile("pagina", lambda: PAGE, UNKNOWN),
    "xhtml": Hostile("pagina.xhtml", lambda: b'<?xml version="1.0"?>' + PAGE, UNKNOWN),
    "drawing as png": Hostile("foto.png", lambda: DRAWING, PRETENDING, said_type="image/png"),
    "drawing as jpg": Hostile("foto.jpg", lambda: b'<?xml version="1.0"?>' + DRAWING, PRETENDING),
    "drawing as itself": Hostile("foto.svg", lambda: DRAWING, UNKNOWN, said_type="image/svg+xml"),
    "packed drawing": Hostile("foto.svgz", lambda: zlib.compress(DRAWING), UNKNOWN),
    "script": Hostile("los.js", lambda: b"alert(1)", UNKNOWN, said_type="image/png"),
    "windows program": Hostile("verslag.exe", lambda: b"MZ" + bytes(300), UNKNOWN),
    "windows program as pdf": Hostile("verslag.pdf", lambda: b"MZ" + bytes(300), PRETENDING),
    "linux program as docx": Hostile("brief.docx", lambda: b"\x7fELF" + bytes(300), PRETENDING),
    "php as jpg": Hostile("foto.jpg", lambda: b"<?php system($_GET['c']);", PRETENDING),
    "flash as png": Hostile("foto.png", lambda: b"CWS\x0a" + bytes(300), PRETENDING),
    "heic": Hostile("foto.heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(300), refusals.HEIC),
    "empty": Hostile("leeg.pdf", lambda: b"", refusals.EMPTY),
    "too large": Hostile("groot.pdf", lambda: PDF + bytes(LARGEST_FILE), refusals.TOO_LARGE),
    # A name that says something else
    "png as jpg": Hostile("foto.jpg", lambda: image("PNG"), LYING),
    "pdf as docx": Hostile("brief.docx", lambda: PDF, LYING),
    "docx as pdf": Hostile("verslag.pdf", office, LYING),
    "docx as xlsx": Hostile("tabel.xlsx", office, LYING),
    "pdf as program": Hostile("verslag.pdf.exe", lambda: PDF, LYING),
    "jpg as page": Hostile("foto.jpg.html", lambda: image("JPEG"), LYING),
    "name that turns around": Hostile("verslag\u202efdp.exe", lambda: PDF, LYING),
    # Two files in one
    "gif and jar": Hostile("foto.gif", lambda: b"GIF89a" + bytes(20) + JAR, UNKNOWN),
    "jpg and jar": Hostile("foto.jpg", lambda: image("JPEG") + JAR, HIDDEN),
    "png and zip": Hostile("foto.png", lambda: image("PNG") + JAR, HIDDEN),
    "webp and zip": Hostile("foto.webp", lambda: image("WEBP") + JAR, HIDDEN),
    "png and pdf": Hostile(
        "foto.png", lambda: told("PNG", is_compressed=False).replace(SCRIPT[:5], b"%PDF-"), HIDDEN
    ),
    "pdf and zip": Hostile("verslag.pdf", lambda: PDF + JAR, HIDDEN),
    "page before pdf": Hostile("verslag.pdf", lambda: PAGE + PDF, HIDDEN),
    "page behind pdf": Hostile("verslag.pdf", lambda: PDF + PAGE, HIDDEN),
    "page behind docx": Hostile("brief.docx", lambda: office() + PAGE, HIDDEN),
    "page before docx": Hostile("brief.docx", lambda: PAGE + office(), PRETENDING),
    "pdf in docx": Hostile("brief.docx", lambda: archive([("%PDF-1.4", PDF)]), HIDDEN),
    "jar as docx": Hostile("brief.docx", lambda: JAR, UNKNOWN),
    # Bombs
    "png of 100 megapixels": Hostile("foto.png", lambda: png_of(10_000, 10_000), "dan 20 miljoen"),
    "png of 900 megapixels": Hostile("foto.png", lambda: png_of(30_000, 30_000), "dan 20 miljoen"),
    "png just over the limit": Hostile("foto.png", lambda: png_of(4_500, 4_500), "dan 20 miljoen"),
    "jpg just over the limit": Hostile("foto.jpg", lambda: jpeg_of(9_000, 9_000), "dan 80 miljoen"),
    "jpg of 3600 megapixels": Hostile("foto.jpg", lambda: jpeg_of(60_000, 60_000), "dan 80 miljoen"),
    "jpg in passes, over the limit": Hostile(
        "foto.jpg", lambda: image("JPEG", 5_100, 5_000, progressive=True), "dan 25 miljoen"
    ),
    "webp just over the limit": Hostile("foto.webp", lambda: image("WEBP", 3_700, 3_700), "dan 13 miljoen"),
    "webp of 268 megapixels": Hostile(
        "foto.webp", lambda: webp_of(16_383, 16_383), "Deze afbeelding|beschadigd"
    ),
    "png with swelling text": Hostile(
        "foto.png",
        lambda: png_of(8, 8, chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(80 * 1024 * 1024)))),
        BROKEN,
    ),
    "docx that swells": Hostile("brief.docx", swelling, refusals.BOMB),
    "docx of ten thousand parts": Hostile("brief.docx", crowded, refusals.BOMB),
    "docx whose parts overlap": Hostile("brief.docx", overlapping, refusals.BOMB),
    "docx with an understated part": Hostile("brief.docx", understated, BROKEN),
    # Broken
    "half a png": Hostile("foto.png", lambda: image("PNG")[:50], BROKEN),
    "half a jpg": Hostile("foto.jpg", lambda: image("JPEG")[:300], BROKEN),
    "half a docx": Hostile("brief.docx", lambda: office()[:200], BROKEN),
    "half a pdf": Hostile("verslag.pdf", lambda: PDF[:40], BROKEN),
    "first bytes of a png before a page": Hostile("foto.png", lambda: b"\x89PNG\r\n\x1a\n" + PAGE, BROKEN),
    "first bytes of a jpg before a page": Hostile("foto.jpg", lambda: b"\xff\xd8\xff\xe0" + PAGE, BROKEN),
    "first bytes of a webp before a page": Hostile(
        "foto.webp", lambda: b"RIFF\x00\x00\x00\x00WEBP" + PAGE, BROKEN
    ),
    "png with a wrong checksum": Hostile("foto.png", lambda: image("PNG").replace(b"IHDR", b"IHDX"), BROKEN),
    # Office files that do more than one reads
    "docx with macros": Hostile("brief.docx", lambda: office(("word/vbaProject.bin", OLE)), refusals.MACROS),
    "docm as docx": Hostile(
        "brief.docx",
        lambda: office(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        refusals.MACROS,
    ),
    "xlsx with old macros": Hostile(
        "tabel.xlsx",
        lambda: office(("xl/macrosheets/sheet1.xml", "<x/>"), main=XLSX, part="xl/workbook.xml"),
        refusals.MACROS,
    ),
    "pptx with activex": Hostile(
        "plan.pptx",
        lambda: office(("ppt/activeX/activeX1.bin", OLE), main=PPTX, part="ppt/presentation.xml"),
        refusals.MACROS,
    ),
    "odt with macros": Hostile(
        "brief.odt", lambda: odt(("Basic/Standard/Module1.xml", "<x/>")), refusals.MACROS
    ),
    "odt with scripts": Hostile("brief.odt", lambda: odt(("Scripts/python/x.py", "1")), refusals.MACROS),
    "docx with a template elsewhere": Hostile(
        "brief.docx", lambda: linked("attachedTemplate"), refusals.REACHES_OUT
    ),
    "docx with an object elsewhere": Hostile("brief.docx", lambda: linked("oleObject"), refusals.REACHES_OUT),
    "docx with a frame elsewhere": Hostile(
        "brief.docx", lambda: linked("frame", "file://x/y"), refusals.REACHES_OUT
    ),
    "docx with an image elsewhere": Hostile("brief.docx", lambda: linked("image"), refusals.REACHES_OUT),
    "docx with entities": Hostile("brief.docx", lambda: office(("word/x.xml", XXE)), BROKEN),
    "docx with entities in utf-16": Hostile(
        "brief.docx", lambda: office(("word/x.xml", XXE.encode("utf-16"))), BROKEN
    ),
    "docx with laughing links": Hostile("brief.docx", lambda: office(("_rels/.rels", LAUGHS)), BROKEN),
    "docx with entities in its types": Hostile(
        "brief.docx", lambda: archive([("[Content_Types].xml", XXE)]), BROKEN
    ),
    "docx that writes elsewhere": Hostile("brief.docx", lambda: office(("../../evil.xml", "<x/>")), BROKEN),
    "docx that writes at the root": Hostile("brief.docx", lambda: office(("/etc/cron.d/x", "x")), BROKEN),
    "docx that writes on windows": Hostile("brief.docx", lambda: office(("..\\..\\x.xml", "<x/>")), BROKEN),
    "docx with two parts of one name": Hostile("brief.docx", twice_named, BROKEN),
    "docx with a word on it": Hostile("brief.docx", locked, refusals.LOCKED),
    "encrypted docx": Hostile("brief.docx", lambda: OLE, refusals.OLD_OFFICE),
    "old doc with macros": Hostile("brief.doc", lambda: OLE, refusals.OLD_OFFICE),
    # Kept, without what made them hostile
    "jpg that tells where": Hostile("foto.jpg", lambda: located("JPEG"), never=PLACE_TAKEN),
    "png that tells where": Hostile("foto.png", lambda: located("PNG"), never=PLACE_TAKEN),
    "webp that tells where": Hostile("foto.webp", lambda: located("WEBP"), never=PLACE_TAKEN),
    "jpg with a page in its comment": Hostile("foto.jpg", lambda: image("JPEG", comment=SCRIPT)),
    "jpg with a page in its profile": Hostile("foto.jpg", lambda: image("JPEG", icc_profile=SCRIPT * 9)),
    "png with a page in its profile": Hostile("foto.png", lambda: image("PNG", icc_profile=SCRIPT * 9)),
    "png with a page in its text": Hostile("foto.png", lambda: told("PNG", is_compressed=False)),
    "png with a page in its packed text": Hostile("foto.png", lambda: told("PNG", is_compressed=True)),
    "png with a page behind it": Hostile("foto.png", lambda: image("PNG") + PAGE),
    "jpg with a page behind it": Hostile("foto.jpg", lambda: image("JPEG") + PAGE),
    "webp with a page behind it": Hostile("foto.webp", lambda: image("WEBP") + PAGE),
    # Kept as they came: where they are opened, nothing of ours is within reach
    "pdf with a script": Hostile("verslag.pdf", lambda: PDF_SCRIPT),
    "pdf that starts a program": Hostile("verslag.pdf", lambda: PDF_LAUNCH),
    "docx with a page in it": Hostile("brief.docx", lambda: office(("word/x.html", PAGE)), never=PAGE),
    "odt with a page in it": Hostile("brief.odt", lambda: odt(("x.html", PAGE)), never=PAGE),
    # Names
    "name up the tree": Hostile("../../etc/passwd.pdf", lambda: PDF),
    "name up a tree of windows": Hostile("..\\..\\windows\\win.ini.pdf", lambda: PDF),
    "name up the tree in code": Hostile("..%2f..%2fetc%2fpasswd.pdf", lambda: PDF),
    "name that adds a header": Hostile("a\r\nSet-Cookie: sessionid=1; x.pdf", lambda: PDF),
    "name that is a page": Hostile('"><img src=x onerror=alert(1)>.pdf', lambda: PDF),
    "name that ends early": Hostile("verslag.html\x00.pdf", lambda: PDF),
    "name without an end": Hostile("a" * 250 + ".pdf", lambda: PDF),
    "name that hides": Hostile("\u202everslag\u200b\u2066fdp\u2069.pdf", lambda: PDF),
    "name of dots": Hostile("....pdf", lambda: PDF),
}
