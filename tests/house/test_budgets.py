"""What a visitor's telephone has to fetch: little, from us alone."""

import gzip
import re
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from rcssmin import cssmin

from tests.doors import all_doors
from tests.doors.public import PUBLIC

PAGE, SCRIPT = 60_000, 25_000
TAGS = re.compile(r"<(?:link|script|img|source|iframe|video|audio|object|embed)\b[^>]*>")
ADDRESS = re.compile(r"""\s(?:href|src|data|poster)="([^"]*)\"""")
# A link tag that names another page fetches nothing.
NOT_FETCHED = re.compile(r"""\brel="(?:canonical|alternate)\"""")


@cache
def compressed(address: str) -> int:
    """Return how many bytes of a static file travel, as StaticFilesStorage and WhiteNoise give it."""
    path = finders.find(address.removeprefix(settings.STATIC_URL).partition("#")[0].partition("?")[0])
    with open(path, "rb") as file:
        content = file.read()
    if address.endswith(".css"):
        content = cssmin(content.decode()).encode()
    return min(len(content), len(gzip.compress(content)))


def fetched(page: str) -> set[str]:
    """Return the addresses that a browser fetches by itself to show a page."""
    tags = (tag for tag in TAGS.findall(page) if not NOT_FETCHED.search(tag))
    return {address for tag in tags for address in ADDRESS.findall(tag)}


def test_public_pages_are_light_and_ask_no_other_host(scene):
    visitor, seen, too_much = Client(), 0, []
    for name, doors in all_doors().items():
        for door in doors:
            if name not in PUBLIC or not door.get.startswith("200"):
                continue
            path = door.path(name, scene)
            answer = visitor.get(path)
            if answer.streaming:
                # To the end, or the file stays open.
                b"".join(answer.streaming_content)
            if answer.streaming or not answer["Content-Type"].startswith("text/html"):
                continue
            seen += 1
            files = fetched(answer.content.decode())
            ours = {file for file in files if file.startswith(settings.STATIC_URL)}
            scripts = sum(compressed(file) for file in ours if file.endswith(".js"))
            weight = len(gzip.compress(answer.content)) + sum(map(compressed, ours))
            styles = sum(file.endswith(".css") for file in ours)
            others = [file for file in files if "//" in file]
            if weight > PAGE or scripts > SCRIPT or styles > 1 or others:
                too_much.append(f"{path}: {weight} bytes, {scripts} of script, {styles} styles, {others}")

    assert seen > 30
    assert too_much == []
