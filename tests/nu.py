"""
`make html`: the Nu checker reads every page as every kind of person gets it, and finds no error.

It needs Java, and `vnu.jar` at the path in ``VNU_JAR``. Not part of `make test`: what it asks of the
machine is more than it finds from day to day. Wagtail makes the frame of the back office, which is
therefore left out.
"""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.cast import ROLES
from tests.database import undone
from tests.doors import all_doors
from tests.factories import home

PUBLISHED = [
    home.ContentPageFactory,
    home.NewsPageFactory,
    home.DevelopmentPageFactory,
    home.LessonPageFactory,
]


def test_the_nu_checker_finds_no_error(scene, client_of, tmp_path):
    read = 0
    for name, path in addresses(scene):
        for role in ROLES:
            read += write_down(client_of(scene.person(role)), path, tmp_path / f"{name}-{role}.html")

    assert read > len(all_doors())
    assert errors(tmp_path) == []


def addresses(scene) -> Iterator[tuple[str, str]]:
    """Return a name for a file and a path, of each door and of each kind of page that editors publish."""
    for name, doors in sorted(all_doors().items()):
        for number, door in enumerate(doors):
            if 200 in door.expected("get"):
                with undone():
                    yield f"{name.replace(':', '-')}-{number}", door.path(name, scene)
    for factory in PUBLISHED:
        page = factory()
        yield type(page).__name__, page.address
    yield "not-found", "/bestaat-niet/"


def write_down(client, path: str, file: Path) -> bool:
    """Keep the page that somebody gets at this path, if it is one of ours; say whether it was."""
    answer = client.get(path)
    if answer.streaming:
        # To the end, or the file stays open.
        b"".join(answer.streaming_content)
    is_page = answer.get("Content-Type", "").startswith("text/html") and answer.status_code in (200, 404)
    if not is_page or path.startswith("/beheer/"):
        return False
    file.write_bytes(answer.content)
    return True


def errors(folder: Path) -> list[tuple[str, int, str]]:
    """Return what is wrong, how often, and in which file first."""
    command = ["java", "-jar", os.environ["VNU_JAR"], "--errors-only", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    first: dict[str, str] = {}
    for message in found:
        first.setdefault(message["message"], f"{Path(message['url']).name}: {message.get('extract', '')}")
    return [(text, times, first[text]) for text, times in Counter(m["message"] for m in found).most_common()]
