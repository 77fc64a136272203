"""
Every page in a real browser, light and dark, wide and narrow.

Each page of the access table is opened by the first person who may see it. No breach of WCAG 2.2
AA or of axe's best practices, no sideways scrolling at 320 pixels, nothing that the content
security policy stops, and no request to any other host.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Error, Page, Request

from tests.cast import ROLES
from tests.doors import Door, all_doors
from tests.factories import home
from tests.factories.mailing import SuppressionFactory

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}

# Wagtail lets colours fade; axe would measure them halfway.
SETTLED = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map(animation => animation.finished));
}"""
FOUND_BY_AXE = """async ([part, options]) => {
    const found = await axe.run(part ?? document, options);
    return found.violations.map(rule => [rule.id, rule.nodes.map(node => node.target)]);
}"""
# Who is to blame for a page that is too wide.
OVERFLOWING = """() => [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(element => element.tagName.toLowerCase() + '.' + element.className)"""

PUBLISHED = {
    "front page": lambda: "/",
    "news": lambda: "/nieuws/",
    "developments": lambda: "/ontwikkelingen/",
    "lessons": lambda: "/lessen/",
    "content": lambda: home.ContentPageFactory().url,
    "news item": lambda: home.NewsPageFactory().url,
    "development": lambda: home.DevelopmentPageFactory().url,
    "lesson": lambda: home.LessonPageFactory().url,
    "not found": lambda: "/bestaat-niet/",
}


def first_who_may(door: Door) -> str | None:
    """Return the first role that gets a page here."""
    return next(
        (role for role, status in zip(ROLES, door.expected("get"), strict=True) if status == 200), None
    )


def pages() -> Iterator[tuple[str, int]]:
    """Return the name and the number of each door behind which somebody finds something."""
    for name, doors in sorted(all_doors().items()):
        yield from ((name, number) for number, door in enumerate(doors) if first_who_may(door))


@pytest.mark.parametrize(("name", "number"), list(pages()))
def test_page(name, number, shared_scene, client_of, page_of):
    door = all_doors()[name][number]
    person = shared_scene.person(first_who_may(door))
    path = door.path(name, shared_scene)
    answer = client_of(person).get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)
        return  # a file, not a page
    if not answer.headers["Content-Type"].startswith("text/html"):
        return

    assert_sound(page_of(person), path)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_published_page(kind, page_of):
    assert_sound(page_of(None), PUBLISHED[kind](), 404 if kind == "not found" else 200)


def test_overview_of_whose_address_refuses_our_post(shared_scene, page_of):
    SuppressionFactory(address=shared_scene.participant.email)

    assert_sound(page_of(shared_scene.participant), "/mijn/")


def assert_sound(page: Page, path: str, status: int = 200) -> None:
    """Open a page and look at it in four ways."""
    complaints: list[str] = []
    listeners = listeners_for(complaints)
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        look_at(page, path, status, complaints)
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)

    assert complaints == [], path


def look_at(page: Page, path: str, status: int, complaints: list[str]) -> None:
    """Add to the complaints what is wrong with a page, light and dark, wide and narrow."""
    page.set_viewport_size(WIDE)
    answer = page.goto(path, wait_until="load")
    assert answer.status == status, path
    # Around our own pages in the back office stands Wagtail, which we did not make.
    is_office = path.startswith("/beheer/")

    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED)
            complaints.extend(violations(page, "main" if is_office else None, f"{scheme} {size['width']}"))
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROW["width"] and not is_office:
        complaints.append(f"scrolls sideways, {width} pixels wide: {page.evaluate(OVERFLOWING)}")


def complaints_of(page: Page) -> list[str]:
    """Return a list to which the browser's own complaints about this page are added."""
    complaints: list[str] = []
    for event, listener in listeners_for(complaints).items():
        page.on(event, listener)
    return complaints


def listeners_for(complaints: list[str]) -> dict[str, Callable]:
    """Return what hears the browser complain, by the name of the event."""

    def fail(error: Error) -> None:
        complaints.append(f"script failed: {error}")

    def hear(line: ConsoleMessage) -> None:
        if "Content Security" in line.text:
            complaints.append(line.text)

    def follow(request: Request) -> None:
        if is_far(request.url):
            complaints.append(f"asks {request.url}")

    return {"pageerror": fail, "console": hear, "request": follow}


def is_far(url: str) -> bool:
    """Whether this address is on another host."""
    return not url.startswith(("http://localhost", "http://127.0.0.1", "data:", "blob:", "about:"))


def violations(page: Page, part: str | None, circumstances: str) -> list[str]:
    """Return what axe finds wrong, one line for each kind."""
    options = {"runOnly": STANDARDS, "resultTypes": ["violations"]}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(FOUND_BY_AXE, [part, options])
    return [f"{circumstances}: {rule} at {json.dumps(targets)}" for rule, targets in found]
