"""
What is looked at on every page, in one load of it.

Axe, light and dark and wide and narrow, with everything unfolded; no sideways scrolling, also
with more space between letters and lines; the Tab key reaches what can be pressed, in order,
and shows where it is; the browser itself has nothing to complain of.
"""

import json
from collections.abc import Callable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Error, Page, Request

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All other rules look at the page itself, which is the same by day and by night.
ABOUT_COLOURS = ["color-contrast", "link-in-text-block"]
# As a page of 1280 pixels is at 400 %.
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}

# Wagtail lets colours fade; axe would measure them halfway.
SETTLED = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map(animation => animation.finished));
}"""
UNFOLDED = "() => document.querySelectorAll('details').forEach(each => { each.open = true; })"
FOUND_BY_AXE = """async ([part, options]) => {
    const found = await axe.run(part ?? document, options);
    return found.violations.map(rule => [rule.id, rule.nodes.map(node => node.target)]);
}"""
# Who is to blame for a page that is too wide; nobody when it is not.
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(element => element.tagName.toLowerCase() + '.' + element.className)"""
# WCAG 1.4.12: what a reader may set herself.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# A place where text is cut off; in a field one can move on, and some words are only for the ear.
CUT_OFF = """() => [...document.querySelectorAll('body *')]
    .filter(each => !each.matches('input') && each.scrollWidth > each.clientWidth + 1
        && getComputedStyle(each).clipPath === 'none'
        && ['hidden', 'clip'].includes(getComputedStyle(each).overflowX))
    .map(each => each.tagName.toLowerCase() + '.' + each.className)"""
LISTENING = """part => {
    const visible = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const isStop = element => !element.disabled && element.tabIndex >= 0 && visible(element) &&
        (element.type !== 'radio' || element.checked || !element.form?.elements[element.name].value);
    const within = document.querySelector(part);
    const stops = [...within.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
    )].filter(isStop);
    // Of radio buttons none of which is chosen, only the first is a stop.
    const seen = new Set();
    window.toReach = stops.filter(each => {
        if (each.type !== 'radio') return true;
        const group = each.name + each.form?.id + each.form?.action;
        return !seen.has(group) && seen.add(group);
    });
    window.reached = new Set();
    window.unclear = [];
    window.hasLeft = false;
    document.addEventListener('focusin', ({target}) => {
        if (!within.contains(target)) { window.hasLeft = true; return; }
        const {outlineStyle, outlineWidth} = getComputedStyle(target);
        if (!reached.has(target) && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2))
            unclear.push(target.outerHTML.slice(0, 120));
        reached.add(target);
    });
    within.tabIndex = -1;
    within.focus();
    window.reached.clear();
    window.unclear.length = 0;
    return toReach.length;
}"""
PROGRESS = "() => [reached.size, hasLeft]"
SAID_OF_TAB = """() => {
    const order = [...reached].filter(each => toReach.includes(each));
    const missed = toReach.filter(each => !reached.has(each)).map(each => each.outerHTML.slice(0, 120));
    const ordered = order.every((each, index) => !index ||
        order[index - 1].compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
    return [...missed.map(each => 'Tab misses ' + each), ...unclear.map(each => 'no focus seen at ' + each),
        ...(ordered ? [] : ['Tab jumps about'])];
}"""


def assert_sound(page: Page, path: str, status: int = 200) -> None:
    """Open a page and look at it in every way."""
    complaints: list[str] = []
    listeners = listeners_for(complaints)
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        look_at(page, path, status, complaints)
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)

    assert not complaints, "\n".join([path, *complaints])


def look_at(page: Page, path: str, status: int, complaints: list[str]) -> None:
    """Add to the complaints what is wrong with a page."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    answer = page.goto(path, wait_until="load")
    assert answer.status == status, path
    # Around our own pages in the back office stands Wagtail, which we did not make.
    is_office = path.startswith("/beheer/")
    part = "main" if is_office else None

    page.evaluate(UNFOLDED)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        complaints += seen_by_axe(page, part, size["width"])
    if is_office:
        return
    complaints += [f"scrolls sideways: {name}" for name in page.evaluate(TOO_WIDE)]
    complaints += met_by_tab(page, "main")
    page.evaluate(SPACED)
    complaints += [f"too wide with space in the text: {name}" for name in page.evaluate(TOO_WIDE)]
    complaints += [f"cut off with space in the text: {name}" for name in page.evaluate(CUT_OFF)]


def seen_by_axe(page: Page, part: str | None, circumstances: object) -> list[str]:
    """Return what axe finds wrong, by day and by night."""
    found = []
    for scheme, rules in (("light", None), ("dark", ABOUT_COLOURS)):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        found += violations(page, part, f"{scheme} {circumstances}", rules)
    return found


def met_by_tab(page: Page, part: str) -> list[str]:
    """Return what is wrong for who goes through a part of a page with the Tab key."""
    todo, before, has_left = page.evaluate(LISTENING, part), -1, False
    while not has_left:
        # A day or a time takes a few presses before the next one has its turn.
        for _ in range(todo + 1):
            page.keyboard.press("Tab")
        reached, has_left = page.evaluate(PROGRESS)
        if not has_left and reached == before:
            return [f"Tab stays after {reached} of {part}", *page.evaluate(SAID_OF_TAB)]
        before, todo = reached, 4
    return page.evaluate(SAID_OF_TAB)


def violations(page: Page, part: str | None, circumstances: str, rules: list[str] | None = None) -> list[str]:
    """Return what axe finds wrong, one line for each kind."""
    options = {"runOnly": rules or STANDARDS, "resultTypes": ["violations"], "preload": False}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(FOUND_BY_AXE, [part, options])
    return [f"{circumstances}: {rule} at {json.dumps(targets)}" for rule, targets in found]


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
