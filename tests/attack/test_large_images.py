"""The largest image that is taken in still leaves room in memory for who else asks something."""

import subprocess
import sys

import pytest

MAKE = """
import sys
from PIL import Image
kind, mode, width, height, path = sys.argv[1:]
Image.new(mode, (int(width), int(height)), "teal").save(path, kind)
"""
READ = """
import resource, sys
from files.images import redraw
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], "rb") as source:
    _, width, height = redraw(source, sys.argv[2])
print(width, height, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
MOST_MB = 300


@pytest.mark.parametrize(
    ("kind", "mode", "width", "height", "expected"),
    [
        ("jpeg", "RGB", 10_000, 8_000, (2_500, 2_000)),
        ("jpeg", "RGB", 7_300, 5_400, (3_650, 2_700)),
        ("jpeg", "RGB", 4_600, 3_400, (4_000, 2_957)),
        ("png", "RGBA", 5_000, 4_000, (4_000, 3_200)),
        ("webp", "RGBA", 4_000, 3_250, (4_000, 3_250)),
    ],
)
def test_reading_it_takes_no_more_than_this(tmp_path, kind, mode, width, height, expected):
    path = tmp_path / "foto"
    run(MAKE, kind, mode, width, height, path)

    *size, megabytes = map(int, run(READ, path, kind).split())

    assert tuple(size) == expected
    assert megabytes < MOST_MB


def run(program: str, *words) -> str:
    """Run a few lines in a process of their own, whose memory nothing else uses."""
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
