"""What every page shares: the menus by keyboard, colours of one's own, and nothing that moves."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import NARROW, WIDE, met_by_tab, seen_by_axe

PAGE = "/zoeken/"
# A screen of 1280 by 1024 pixels at 400 %.
LOW = {"width": 320, "height": 256}
HEADER, ACCOUNT, MENU = ".site-header", "#accountmenu", "#menu"
# Chromium gives an edge of its own to what has none; these must bring theirs.
EDGED = ".button, .menu-button, .card, .waits, .done, .post, .notice, .empty, .tag, .check, .site-footer"
WITHOUT_EDGE = """selector => [...document.querySelectorAll(selector)].filter(each => {
    const style = getComputedStyle(each);
    const hasEdge = side => style['border' + side + 'Style'] !== 'none'
        && parseFloat(style['border' + side + 'Width']) >= 1
        && style['border' + side + 'Color'] !== style.backgroundColor;
    return each.checkVisibility() && !['Top', 'Left', 'Bottom'].some(hasEdge);
}).map(each => each.outerHTML.slice(0, 100))"""
SIGNS_UNLIKE_WORDS = """() => [...document.querySelectorAll('.icon')].filter(each =>
    getComputedStyle(each).stroke !== getComputedStyle(each.parentElement).color).length"""
MOVING = """() => [...document.querySelectorAll('*')].filter(each => {
    const style = getComputedStyle(each);
    return style.transitionDuration.split(', ').some(length => parseFloat(length) > 0)
        || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
}).length"""
IN_SIGHT = """() => { const box = document.activeElement.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; }"""


@pytest.mark.parametrize("role", ["visitor", "contact", "programme_team"])
def test_menus_by_keyboard(role, shared_scene, page_of):
    page = page_of(shared_scene.person(role))
    page.set_viewport_size(WIDE)
    page.goto(PAGE)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    if role != "visitor":
        look_at_menu(page, page.locator(".account-button"), ACCOUNT, 1280)
    complaints = met_by_tab(page, HEADER) + met_by_tab(page, ".site-footer")

    page.set_viewport_size(NARROW)
    button = page.locator(".menu-button")
    look_at_menu(page, button, MENU, 320)

    page.set_viewport_size(LOW)
    button.press("Enter")
    while page.evaluate(
        "document.querySelector('#menu').contains(document.activeElement) || "
        "document.activeElement.matches('.menu-button')"
    ):
        assert page.evaluate(IN_SIGHT)
        page.keyboard.press("Tab")
    assert complaints == []


def look_at_menu(page: Page, button, menu: str, width: int) -> None:
    """Open a menu with the keyboard, look at it, and close it again."""
    button.press("Enter")
    expect(page.locator(menu)).to_be_visible()
    assert seen_by_axe(page, HEADER, f"menu {width}") == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    assert not page.locator(menu).evaluate("menu => menu.matches(':popover-open')")


@pytest.mark.urls("tests.ui.urls")
def test_every_component_with_colours_of_ones_own(page_of):
    page = page_of(None)
    page.goto("/stijl/")
    page.emulate_media(forced_colors="active")
    try:
        assert page.evaluate(WITHOUT_EDGE, EDGED) == []
        assert page.evaluate(SIGNS_UNLIKE_WORDS) == 0
        assert met_by_tab(page, "main") == []
    finally:
        page.emulate_media(forced_colors="none")


@pytest.mark.urls("tests.ui.urls")
def test_every_component_keeps_still_for_who_asks_that(page_of):
    page = page_of(None)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/stijl/")

    assert page.evaluate(MOVING) == 0
