"""
The file of a backup: a tar that `tar` opens, with a checksum of every member.

Nothing in it is larger in memory than a block. ``checksums`` lists the members before it in
order, ``manifest.json`` comes last and vouches for that list. Of a file that is mostly empty only
the parts that hold something are in it, in the way of GNU tar.
"""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from portal.backups.files import Part, Pieces, parts_of

CHECKSUMS, MANIFEST = "checksums", "manifest.json"
AT_ONCE = 1024 * 1024
WHOLE_MEMORY = 4 * 1024 * 1024


class BackupBroken(Exception):
    """The file is not what was written."""


class Writer:
    """Writes a backup, member after member."""

    def __init__(self, file: BinaryIO):
        self._tar = tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self._listing = tempfile.SpooledTemporaryFile(max_size=WHOLE_MEMORY)  # noqa: SIM115

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind, *error) -> None:
        if kind:
            # What was begun is thrown away, so nothing is added to end it well.
            self._tar.fileobj.closed = True
        self._listing.close()

    def add(self, name: str, content: bytes) -> None:
        """Add a small member."""
        self._add(_info(name, len(content)), io.BytesIO(content), hashlib.sha256())

    def add_file(self, name: str, path: Path) -> int:
        """Add a file, and return how large it is."""
        with open(path, "rb") as file:
            size = path.stat().st_size
            parts = parts_of(file, size)
            stored = sum(part.size for part in parts)
            if stored == size:
                self._add(_info(name, size), Pieces(file, parts), hashlib.sha256())
            else:
                self._add_sparse(name, size, stored, Pieces(file, parts), parts)
        return size

    def finish(self, manifest: dict[str, Any]) -> None:
        """Add the list of checksums, and the manifest that vouches for it."""
        self._listing.seek(0)
        total = hashlib.sha256()
        while piece := self._listing.read(AT_ONCE):
            total.update(piece)
        size = self._listing.tell()
        self._listing.seek(0)
        self._tar.addfile(_info(CHECKSUMS, size), self._listing)
        content = json.dumps(manifest | {"checksums": total.hexdigest()}, indent=1).encode()
        self._tar.addfile(_info(MANIFEST, len(content)), io.BytesIO(content))
        self._tar.close()

    def _add_sparse(self, name: str, size: int, stored: int, pieces: Pieces, parts: list[Part]) -> None:
        """Add a file with holes, in the PAX form of GNU tar, version 1.0."""
        # GNU tar and Python alike want a last part that ends where the file ends.
        marks = [*parts, Part(size, 0)]
        listed = "".join(f"{number}\n" for number in [len(marks), *_numbers(marks)]).encode()
        listed += bytes(-len(listed) % tarfile.BLOCKSIZE)
        info = _info(f"GNUSparseFile.0/{name}", len(listed) + stored)
        info.pax_headers = {
            "GNU.sparse.major": "1",
            "GNU.sparse.minor": "0",
            "GNU.sparse.name": name,
            "GNU.sparse.realsize": str(size),
        }
        self._add(info, _After(listed, pieces), _layout(size, parts), name=name, skipped=len(listed))

    def _add(self, info: tarfile.TarInfo, source, digest, *, name: str = "", skipped: int = 0) -> None:
        read = _Hashed(source, digest, skipped)
        self._tar.addfile(info, read)
        self._listing.write(f"{digest.hexdigest()}  {name or info.name}\n".encode())


@dataclass(frozen=True)
class Member:
    """A member of a backup that is being read."""

    name: str
    size: int
    parts: list[Part]
    file: BinaryIO
    offset: int

    @property
    def is_sparse(self) -> bool:
        """Whether only parts of it are here."""
        return sum(part.size for part in self.parts) != self.size

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        """Yield what is here of it, each piece with its place in the whole."""
        self.file.seek(self.offset)
        for part in self.parts:
            for offset in range(part.offset, part.offset + part.size, AT_ONCE):
                yield offset, self.file.read(min(AT_ONCE, part.offset + part.size - offset))

    def content(self) -> bytes:
        """Return all of a small member."""
        return b"".join(piece for _, piece in self.pieces())

    def checksum(self) -> str:
        """Work out its checksum."""
        digest = _layout(self.size, self.parts) if self.is_sparse else hashlib.sha256()
        for _, piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()


def members(file: BinaryIO) -> Iterator[Member]:
    """Yield the members of a backup, in the order in which they were written."""
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r:") as tar:
            while info := tar.next():
                # Otherwise it would remember every member that it ever saw.
                tar.members = []
                if not info.isreg():
                    raise BackupBroken(f"{info.name} is no file")
                parts = [Part(offset, size) for offset, size in info.sparse or [] if size]
                if info.sparse is None and info.size:
                    parts = [Part(0, info.size)]
                place = tar.fileobj.tell()
                yield Member(info.name, info.size, parts, file, info.offset_data)
                tar.fileobj.seek(place)
    except tarfile.TarError as error:
        raise BackupBroken(f"this is no backup, or not all of it: {error}") from error


def verify(file: BinaryIO) -> dict[str, Any]:
    """Return the manifest of a backup, after every member was compared with its checksum.

    :raises BackupBroken: when anything is missing or is not what was written.
    """
    total, found, listed = hashlib.sha256(), hashlib.sha256(), None
    for member in members(file):
        if member.name == CHECKSUMS:
            listed = member
            for _, piece in member.pieces():
                total.update(piece)
        elif member.name == MANIFEST:
            manifest = json.loads(member.content())
            if listed is None or manifest["checksums"] != total.hexdigest():
                raise BackupBroken("the list of checksums is not the one that was written")
            if total.digest() != found.digest():
                raise BackupBroken(f"{_first_wrong(file, listed)} is not what was written")
            return manifest
        else:
            found.update(f"{member.checksum()}  {member.name}\n".encode())
    raise BackupBroken("the manifest is missing: this is no backup, or not all of it")


def listing(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield the checksum and the name of every member, from the list in the backup."""
    listed = next(member for member in members(file) if member.name == CHECKSUMS)
    left = b""
    for _, piece in listed.pieces():
        *lines, left = (left + piece).split(b"\n")
        for line in lines:
            checksum, _, name = line.decode().partition("  ")
            yield checksum, name


def _first_wrong(file: BinaryIO, listed: Member) -> str:
    """Return the name of the first member that does not fit its checksum."""
    expected = [(checksum, name) for checksum, name in listing(file)]
    for (checksum, name), member in zip(expected, members(file), strict=False):
        if (checksum, name) != (member.checksum(), member.name):
            return name
    return listed.name


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def _numbers(parts: list[Part]) -> Iterator[int]:
    for part in parts:
        yield part.offset
        yield part.size


def _layout(size: int, parts: list[Part]):
    """Begin the checksum of a file with holes, with where its parts lie."""
    kept = [part for part in parts if part.size]
    return hashlib.sha256(" ".join(map(str, [size, *_numbers(kept)])).encode() + b"\n")


class _After:
    """Some bytes, and what comes after them."""

    def __init__(self, first: bytes, rest: Pieces):
        self._first, self._rest = io.BytesIO(first), rest

    def read(self, size: int) -> bytes:
        found = self._first.read(size)
        return found + self._rest.read(size - len(found)) if len(found) < size else found


class _Hashed:
    """Takes the checksum of what is read, but for its first bytes."""

    def __init__(self, source, digest, skipped: int):
        self._source, self._digest, self._skipped = source, digest, skipped

    def read(self, size: int) -> bytes:
        found = self._source.read(size)
        self._digest.update(found[self._skipped :])
        self._skipped = max(0, self._skipped - len(found))
        return found
