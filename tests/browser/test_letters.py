"""
Letters of every kind as a mail program shows them.

Each is opened in Chromium, light and dark, wide and narrow: no breach of WCAG 2.2 AA or of axe's
best practices, no sideways scrolling, and nothing asked of any host. Its text and its HTML lead to
the same places, it stays below the size at which mail programs cut it off, and a receiver's spam
filter has nothing to say about it.
"""

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import Page, Route

from mailing import letters
from tests.browser.looking import NARROW, TOO_WIDE, seen_by_axe
from tests.mailbag import NAMES, Mailbag

# What a mail program shows beside its list of letters, and what a telephone does.
SIZES = ({"width": 900, "height": 900}, NARROW)
LARGEST = 90_000
MOST_POINTS = 1.0
# Written by Django and allauth, in plain words only.
WITHOUT_HTML = {"account", "notice"}

LINK = re.compile(r'href="([^"]*)"')
PLACE = re.compile(r'https?://[^\s<>"]+')
RESOURCE = re.compile(
    r"<(img|link|script|iframe|object|embed|video|audio)\b|\bsrc=|\burl\(|@import", re.IGNORECASE
)
POINTS = re.compile(r"X-Spam-Status: \w+, score=(-?[\d.]+)[^\n]*?tests=([^\n]*(?:\n\t[^\n]*)*)")


@pytest.fixture(scope="module")
def window(browser, browser_context_args) -> Page:
    """One window for all letters."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def part(mailbag: Mailbag, name: str, form: str) -> str:
    return mailbag.letter(name).get_body((form,)).get_content()


@pytest.mark.parametrize("name", NAMES)
def test_letter_in_a_window(mailbag, window, name):
    html = part(mailbag, name, "html")
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    window.route("**/*", refuse)
    complaints: list[str] = []
    window.set_content(html, wait_until="load")
    for size in SIZES:
        window.set_viewport_size(size)
        complaints.extend(seen_by_axe(window, None, size["width"]))
    complaints.extend(f"scrolls sideways: {name}" for name in window.evaluate(TOO_WIDE))
    window.unroute("**/*")

    assert complaints == []
    assert asked == []


@pytest.mark.parametrize("name", NAMES)
def test_letter_says_the_same_in_both_forms_and_fetches_nothing(mailbag, name):
    text, html = part(mailbag, name, "plain"), part(mailbag, name, "html")
    linked = {link.replace("&amp;", "&") for link in LINK.findall(html)}
    written = {place.rstrip(".,;)") for place in PLACE.findall(text)}

    assert {link for link in linked if not link.startswith("mailto:")} == written
    assert all(link.removeprefix("mailto:") in text for link in linked if link.startswith("mailto:"))
    assert RESOURCE.findall(html) == []
    assert len(html.encode()) <= LARGEST


def test_every_kind_of_letter_is_looked_at(mailbag):
    seen = {mailbag.letter(name)["Feedback-ID"].partition(":")[0] for name in NAMES}

    assert seen | WITHOUT_HTML == set(letters._kinds)


def test_a_spam_filter_lets_every_letter_through(mailbag, tmp_path):
    if (filter_ := shutil.which("spamassassin")) is None:
        pytest.skip("no SpamAssassin here")
    mailbox = tmp_path / "mailbox"
    mailbox.write_bytes(
        b"".join(
            b"From portaal@wijkteams.example Tue Nov 10 09:00:00 2026\n"
            + (mailbag.folder / f"{name}.eml").read_bytes().replace(b"\r\n", b"\n")
            + b"\n"
            for name in NAMES
        )
    )

    # What a filter gives to mailing lists would hide what it holds against a letter.
    command = [filter_, "--local", "--cf", "score MAILING_LIST_MULTI 0", "--mbox", str(mailbox)]
    judged = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    found = POINTS.findall(judged)
    assert len(found) == len(NAMES)
    judgements = zip(NAMES, found, strict=True)
    assert [(name, why) for name, why in judgements if float(why[0]) > MOST_POINTS] == []
