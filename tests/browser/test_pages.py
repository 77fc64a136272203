"""
Every page in a real browser, for everybody who finds something else there.

Each page of the access table is opened by the first person who may see it, and by each other
person who finds parts there that the first did not. What a form says when it is sent empty is
looked at as well. What is looked at stands in ``looking.py``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from playwright.sync_api import Page

from tests.browser.looking import assert_sound
from tests.cast import ROLES
from tests.database import undone
from tests.doors import Door, all_doors
from tests.factories import home
from tests.factories.mailing import SuppressionFactory

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
TEXTS = [{"name": "Je bericht", "text": "Wij bellen elke maandag."}]
# What went wrong, as the portal says it: status, template, what it is told.
TROUBLES = {
    "signed out": (401, "401.html", {"texts": TEXTS}),
    "refused": (403, "403.html", {"exception": "Dit gesprek is gesloten."}),
    "stale form": (403, "403_csrf.html", {"texts": TEXTS, "path": "/mijn/"}),
    "too often": (429, "429.html", {}),
    "failed": (500, "500.html", {}),
}
PAGES = Path(settings.BASE_DIR) / "templates"
TROUBLES |= {
    str(path.relative_to(PAGES)): (410, str(path.relative_to(PAGES)), {})
    for path in sorted([*PAGES.rglob("*gone.html"), *PAGES.rglob("exposure_over.html")])
}
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
TAG = re.compile(r"<(\w+)((?:\s[^>]*)?)>")
CLASSES = re.compile(r'class="([^"]*)"')
SAID_TO_READERS = re.compile(r"\s(aria-[a-z]+|role|type|required|disabled)\b")


def roles_with(door: Door, method: str, *statuses: int) -> list[str]:
    """Return the roles to whom this door gives one of these statuses."""
    answers = zip(ROLES, door.expected(method), strict=True)
    return [role for role, status in answers if status in statuses]


def pages() -> Iterator[tuple[str, int]]:
    """Return the name and the number of each door behind which somebody finds something."""
    for name, doors in sorted(all_doors().items()):
        yield from ((name, number) for number, door in enumerate(doors) if roles_with(door, "get", 200))


def takers() -> Iterator[tuple[str, int]]:
    """Return the name and the number of each door that takes a form."""
    for name, doors in sorted(all_doors().items()):
        yield from ((name, number) for number, door in enumerate(doors) if door.post)


def parts_of(html: str) -> set[tuple]:
    """Return the kinds of elements in a page: tag, classes, and what it says to a screen reader."""
    main = MAIN.search(html)
    return {
        (tag, *sorted("".join(CLASSES.findall(more)).split()), *sorted(set(SAID_TO_READERS.findall(more))))
        for tag, more in TAG.findall(main[0] if main else html)
    }


def is_page(answer: HttpResponse) -> bool:
    """Whether this is a page, and not a file or a calendar."""
    if answer.streaming:
        b"".join(answer.streaming_content)
        return False
    return answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(("name", "number"), list(pages()))
def test_page(name, number, shared_scene, client_of, page_of):
    door = all_doors()[name][number]
    path = door.path(name, shared_scene)
    seen: set[tuple] = set()
    for person in map(shared_scene.person, roles_with(door, "get", 200)):
        answer = client_of(person).get(path)
        if not is_page(answer):
            return
        parts = parts_of(answer.content.decode())
        if not parts <= seen:
            assert_sound(page_of(person), path)
            seen |= parts


@pytest.mark.parametrize(("name", "number"), list(takers()))
def test_form_that_is_sent_empty(name, number, shared_scene, client_of, page_of):
    door = all_doors()[name][number]
    path = door.path(name, shared_scene)
    if not (senders := roles_with(door, "post", 200, 302, 303, 422)):
        return  # It takes nothing from anybody of the cast.
    person = shared_scene.person(senders[-1])
    with undone():
        answer = client_of(person).post(path, {})
    if answer.status_code == 422:
        assert_sound_answer(page_of(person), path, answer.content.decode(), 422)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_published_page(kind, page_of):
    assert_sound(page_of(None), PUBLISHED[kind](), 404 if kind == "not found" else 200)


@pytest.mark.parametrize("kind", TROUBLES)
def test_page_that_says_what_went_wrong(kind, page_of, rf):
    status, template, told = TROUBLES[kind]
    html = render_to_string(template, told, rf.get("/mijn/"))

    assert_sound_answer(page_of(None), "/mijn/", html, status)


def test_overview_of_whose_address_refuses_our_post(shared_scene, page_of):
    SuppressionFactory(address=shared_scene.participant.email)

    assert_sound(page_of(shared_scene.participant), "/mijn/")


def assert_sound_answer(page: Page, path: str, html: str, status: int) -> None:
    """Look at an answer that the portal gave already, at its own address."""
    page.route(f"**{path}", lambda route: route.fulfill(status=status, body=html, content_type="text/html"))
    try:
        assert_sound(page, path, status)
    finally:
        page.unroute_all()
