"""A newcomer finds a group, joins, reads what is new and reacts, with and without JavaScript."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learninggroups.actions import posts
from learninggroups.models import Membership, Post, Recognition
from tests.cast import Scene, build_scene
from tests.journeys.steps import confirm_addresses, sign_in_with_code, wait_until, write_in

QUESTION = "Wie heeft ervaring met een vaste huisarts aan tafel?"
CONTEXT = "Bij ons belt de huisarts elke maandag."
REPLY = "Wij sinds maart. Het kostte drie gesprekken voor het liep."


@pytest.fixture
def people(transactional_db) -> Scene:
    """The cast; everybody's address is confirmed, so that a code can be mailed to it."""
    scene = build_scene()
    confirm_addresses()
    return scene


def test_newcomer_finds_a_group_joins_reads_and_reacts(people, browse, mailbox_of, worker):
    page = browse()
    find_the_group_as_a_visitor(page, people)
    sign_in_where_one_was(page, people, mailbox_of(people.elsewhere.email))
    join(page, people)
    posts.post_reply(
        thread=people.open_thread, body=f"<p>{QUESTION}</p>", actor=people.facilitator, now=timezone.now()
    )
    read_what_is_new(page, people)
    recognise_it(page)
    reply(page)

    own = Post.objects.get(author=people.elsewhere)
    assert REPLY in own.body
    assert Recognition.objects.get().context == CONTEXT


def find_the_group_as_a_visitor(page: Page, people: Scene) -> None:
    """From the front page to a thread of an open group, without an account."""
    page.goto("/")
    page.get_by_role("link", name="Leergroep open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leergroep open")
    page.get_by_role("link", name=people.open_thread.title, exact=True).click()
    expect(page.get_by_text("Een bericht.")).to_be_visible()


def sign_in_where_one_was(page: Page, people: Scene, mailbox) -> None:
    """Follow the link below the posts, and come back to them with a mailed code."""
    door = page.locator("#reageren").get_by_role("link", name="Log in").get_attribute("href")
    sign_in_with_code(page, mailbox, people.elsewhere, door)
    expect(page.get_by_role("heading", level=1)).to_have_text(people.open_thread.title)


def join(page: Page, people: Scene) -> None:
    """Take part at once."""
    page.locator(".kicker").get_by_role("link", name="Leergroep open").click()
    page.get_by_role("button", name="Doe mee").click()
    wait_until(page, lambda: people.open_group.memberships.filter(member=people.elsewhere).exists(), 5_000)
    assert people.open_group.memberships.get(member=people.elsewhere).role == Membership.Role.PARTICIPANT


def read_what_is_new(page: Page, people: Scene) -> None:
    """Her own overview tells of it, and the group leads to the first post she has not read."""
    page.goto("/mijn/")
    page.get_by_role("main").get_by_role("link", name="Leergroep open").click()
    page.get_by_role("link", name=re.compile(rf"nieuwe? in {people.open_thread.title}")).click()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert "#bericht-" in page.url


def recognise_it(page: Page) -> None:
    """Say in one sentence how it is at her own place."""
    page.get_by_role("link", name="Herkenbaar bij ons bij bericht 2").click()
    page.get_by_label("Hoe is dat bij jullie?").fill(CONTEXT)
    page.get_by_role("button", name="Zet dit onder het bericht").click()
    expect(page.get_by_text(CONTEXT)).to_be_visible()


def reply(page: Page) -> None:
    """Write back."""
    write_in(page, "Jouw reactie", REPLY)
    page.locator("#reageren").get_by_role("button", name="Reageer").click()
    expect(page.locator("#berichten").get_by_text(REPLY)).to_be_visible()
