"""A member's own data as one ZIP: pages for her, the same for programs, and her files."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.text import slugify

from members.exports.own_rows import CHUNK, OwnFile, OwnRow, OwnTable, mentions_of, own_tables
from members.models import Member

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Part:
    """One table in the ZIP: under which name, and what stands in the list of parts."""

    slug: str
    table: OwnTable


@contextmanager
def gathered(member: Member, *, now: datetime) -> Iterator[File]:
    """Give everything that we keep of a member as one file, for as long as the block lasts."""
    with tempfile.TemporaryFile() as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
            _write(bundle, member, now)
        made.seek(0)
        yield File(made, name="personal-data.zip")


def _write(bundle: zipfile.ZipFile, member: Member, now: datetime) -> None:
    parts = list(_parts(member))
    for part in parts:
        for file in _write_rows(bundle, part):
            _write_file(bundle, file)
    context = {
        "member": member,
        "now": now,
        "parts": parts,
        "mentions": list(mentions_of(member)),
        "site": settings.SITE_URL,
    }
    bundle.writestr("index.html", render_to_string("members/own_data/index.html", context))
    bundle.writestr("stijl.css", render_to_string("members/own_data/style.css"))


def _parts(member: Member) -> Iterator[Part]:
    taken: set[str] = set()
    for table in own_tables(member):
        slug = slugify(table.name)
        # Two tables may be called alike.
        name = next(name for name in (slug, *(f"{slug}-{n}" for n in range(2, 100))) if name not in taken)
        taken.add(name)
        yield Part(name, table)


def _write_rows(bundle: zipfile.ZipFile, part: Part) -> list[OwnFile]:
    """Write the rows of a table for programs and for people, and return the files that go with them."""
    files: list[OwnFile] = []
    # Of two entries of a ZIP only one can be written at a time, so the page waits on disk.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as page:
        page.write(render_to_string("members/own_data/top.html", {"table": part.table}))
        with bundle.open(f"json/{part.slug}.json", "w", force_zip64=True) as data:
            data.write(b"[")
            for rows in _in_chunks(part.table.rows(), data):
                page.write(render_to_string("members/own_data/rows.html", {"rows": rows}))
                files += [file for row in rows for file in row.files]
            data.write(b"\n]\n")
        page.write("</main>\n</body>\n</html>\n")
        page.seek(0)
        with bundle.open(f"{part.slug}.html", "w", force_zip64=True) as entry:
            for text in iter(lambda: page.read(65_536), ""):
                entry.write(text.encode())
    return files


def _in_chunks(rows: Iterable[OwnRow], data) -> Iterator[list[OwnRow]]:
    """Yield the rows some at a time, once they are written for programs."""
    comma = b"\n"
    chunk: list[OwnRow] = []
    for row in rows:
        data.write(comma + json.dumps(row.values, cls=DjangoJSONEncoder, ensure_ascii=False).encode())
        comma = b",\n"
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _write_file(bundle: zipfile.ZipFile, file: OwnFile) -> None:
    try:
        with (
            file.field.storage.open(file.path) as content,
            bundle.open(f"bestanden/{file.name}", "w", force_zip64=True) as entry,
        ):
            shutil.copyfileobj(content, entry)
    except FileNotFoundError:
        # The rest of her data is no less hers.
        log.warning("personal_data_file_missing", path=file.path)
