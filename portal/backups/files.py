"""
Files that may be mostly empty: which parts of one hold anything, and how it is written back.

The parts are found in blocks, and a block of noughts is no part whether the disk keeps it or not, so
that the same file has the same parts on every machine.
"""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 64 * 1024
EMPTY = bytes(BLOCK)


@dataclass(frozen=True)
class Part:
    """Where a piece of a file begins, and how long it is."""

    offset: int
    size: int


def parts_of(file: BinaryIO, size: int) -> list[Part]:
    """Return the parts of a file that hold anything; all of it when the disk keeps all of it."""
    if os.fstat(file.fileno()).st_blocks * 512 >= size:
        return [Part(0, size)] if size else []
    parts: list[Part] = []
    for offset in _kept_blocks(file.fileno(), size):
        length = min(BLOCK, size - offset)
        if os.pread(file.fileno(), length, offset) == EMPTY[:length]:
            continue
        if parts and parts[-1].offset + parts[-1].size == offset:
            parts[-1] = Part(parts[-1].offset, parts[-1].size + length)
        else:
            parts.append(Part(offset, length))
    return parts


def _kept_blocks(number: int, size: int) -> Iterator[int]:
    """Yield where each block begins of which the disk keeps anything."""
    offset = 0
    while offset < size:
        try:
            begin = os.lseek(number, offset, os.SEEK_DATA)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            return
        offset = max(offset, begin - begin % BLOCK)
        end = min(size, os.lseek(number, begin, os.SEEK_HOLE))
        while offset < end:
            yield offset
            offset += BLOCK


def files_in(folder: Path) -> Iterator[Path]:
    """Yield every file in a folder and below it, in order; no links."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from files_in(path)
        elif path.is_file() and not path.is_symlink():
            yield path


class Pieces:
    """The parts of a file one after another, to be read as one."""

    def __init__(self, file: BinaryIO, parts: list[Part]):
        self._file, self._parts = file, iter(parts)
        self._left = 0

    def read(self, size: int) -> bytes:
        """Return so many bytes of what is left; only at the end of everything fewer."""
        found = b""
        while len(found) < size:
            if not self._left:
                part = next(self._parts, None)
                if part is None:
                    break
                self._file.seek(part.offset)
                self._left = part.size
            piece = self._file.read(min(size - len(found), self._left))
            if not piece:
                # It became shorter while it was read; its checksum is of what was read.
                piece = bytes(min(size - len(found), self._left))
            self._left -= len(piece)
            found += piece
        return found
