"""The files of the old site, taken from a folder; nothing is fetched."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from files.refusals import Refused
from files.vetting import IMAGES, vet
from home.models import ImportedFile
from home.wordpress.report import Notes, Report

UPLOADS = re.compile(r"/(?:wp-content|app)/uploads/(?:sites/\d+/)?(.+)$")
IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp", ".svg", ".tif", ".tiff"}
# WordPress keeps smaller and cut copies beside what somebody uploaded.
_COPY = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled|rotated|e\d{9,})(?=\.\w{2,5}$)")
IN_A_TRIAL = 0

T = TypeVar("T")


def uploaded_path(address: str) -> str:
    """Return where a file lies among the uploads, or nothing when it is not one of them."""
    try:
        found = UPLOADS.search(unquote(urlsplit(address).path))
    except ValueError:
        return ""
    return found.group(1) if found and "\0" not in address else ""


class Library:
    """Makes documents and images of uploads, each once; in a trial it only looks."""

    def __init__(self, folder: Path | None, site: str, report: Report, *, is_trial: bool) -> None:
        self._folder = folder.resolve() if folder else None
        self._site = site
        self._report = report
        self._is_trial = is_trial
        self._rows = {row.path: row for row in ImportedFile.objects.filter(site=site)}
        self._looked: dict[str, int | None] = {}
        # Whether the text that is being read lacks a file, which may be there another time.
        self.lacked = False

    def image(self, path: str, notes: Notes) -> int | None:
        """Return the number of our image of an upload."""
        original = _COPY.sub("", path)
        chosen = original if original != path and self._file(original) else path
        return self._found(chosen, notes, "image", self._make_image)

    def document(self, path: str, notes: Notes) -> int | None:
        """Return the number of our document of an upload."""
        return self._found(path, notes, "document", self._make_document)

    def _found(self, path: str, notes: Notes, kind: str, make: Callable[[Path, str], int]) -> int | None:
        row = self._rows.get(path)
        if row is not None and (known := getattr(row, f"{kind}_id")):
            return known
        if path in self._looked:
            number = self._looked[path]
        else:
            number = self._looked[path] = self._made(path, notes, make)
        if number is None:
            self.lacked = True
            if self._file(path) is None:
                notes.note("missing", path)
        return number

    def _made(self, path: str, notes: Notes, make: Callable[[Path, str], int]) -> int | None:
        file = self._file(path)
        if file is None or len(path) > ImportedFile._meta.get_field("path").max_length:
            return None
        try:
            return make(file, path)
        except Refused as refusal:
            notes.note("refused", f"{path}: {refusal}")
            return None

    def _file(self, path: str) -> Path | None:
        """Return the file at a path, in the folder of the uploads or in that of the whole site."""
        if self._folder is None:
            return None
        for start in ("", "uploads", "wp-content/uploads"):
            file = (self._folder / start / path).resolve()
            # SECURITY: an address in a text must not lead out of the folder.
            if file.is_relative_to(self._folder) and file.is_file():
                return file
        return None

    def _make_document(self, file: Path, path: str) -> int:
        with file.open("rb") as opened:
            vetted = vet(opened, file.name)
            with vetted.content as content:
                if self._is_trial:
                    return IN_A_TRIAL
                document = get_document_model()(title=_title(file), file=File(content, vetted.name))
                document.file_size = vetted.size
                document.save()
        ImportedFile.objects.update_or_create(site=self._site, path=path, defaults={"document": document})
        self._report.counts["documenten"] += 1
        return document.pk

    def _make_image(self, file: Path, path: str) -> int:
        with file.open("rb") as opened:
            vetted = vet(opened, file.name)
            with vetted.content as content:
                if vetted.content_type not in IMAGES:
                    raise Refused("dit is geen afbeelding")
                if self._is_trial:
                    return IN_A_TRIAL
                image = get_image_model()(
                    title=_title(file),
                    file=File(content, vetted.name),
                    width=vetted.width,
                    height=vetted.height,
                    file_size=vetted.size,
                )
                image.save()
        ImportedFile.objects.update_or_create(site=self._site, path=path, defaults={"image": image})
        self._report.counts["afbeeldingen"] += 1
        return image.pk


def _title(file: Path) -> str:
    return " ".join(re.split(r"[\s_-]+", file.stem)).strip()[:200] or file.name[:200]
