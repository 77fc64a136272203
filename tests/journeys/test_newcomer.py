"""A newcomer becomes a member, joins a group, reads what is new and reacts, with and without JavaScript."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learninggroups.actions import posts
from learninggroups.models import Membership, Post, Recognition
from members.actions import applications
from members.models import Affiliation, Application, Choice, Member
from tests.cast import Scene, build_scene
from tests.journeys.steps import wait_until, write_in

ADDRESS, NAME = "nora@elders.example", "Nora Nieuw"
QUESTION = "Wie heeft ervaring met een vaste huisarts aan tafel?"
CONTEXT = "Bij ons belt de huisarts elke maandag."
REPLY = "Wij sinds maart. Het kostte drie gesprekken voor het liep."


@pytest.fixture
def people(transactional_db) -> Scene:
    """The cast."""
    return build_scene()


def test_newcomer_becomes_a_member_joins_reads_and_reacts(people, browse, mailbox_of, worker):
    page = browse()
    find_the_group_as_a_visitor(page, people)
    ask_to_become_a_member(page, mailbox_of(ADDRESS))
    accept(page, people, mailbox_of(ADDRESS))
    newcomer = Member.objects.get(email=ADDRESS)
    choose_and_begin(page, newcomer)
    join(page, people, newcomer)
    posts.post_reply(
        thread=people.open_thread, body=f"<p>{QUESTION}</p>", actor=people.facilitator, now=timezone.now()
    )
    read_what_is_new(page, people)
    recognise_it(page)
    reply(page)

    own = Post.objects.get(author=newcomer)
    assert REPLY in own.body
    assert own.organization.name == "Buurtteam Zuid"
    assert Recognition.objects.get().context == CONTEXT


def find_the_group_as_a_visitor(page: Page, people: Scene) -> None:
    """From the front page to a thread of an open group, without an account."""
    page.goto("/")
    page.get_by_role("link", name="Leergroep open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leergroep open")
    page.get_by_role("link", name=people.open_thread.title, exact=True).click()
    expect(page.get_by_text("Een bericht.")).to_be_visible()


def ask_to_become_a_member(page: Page, mailbox) -> None:
    """Fill in one screen, and say yes with the link of a letter."""
    page.get_by_role("contentinfo").get_by_role("link", name="Lid worden").click()
    page.get_by_label("Je naam").fill(NAME)
    page.get_by_label("Je e-mailadres").fill(ADDRESS)
    page.get_by_label("Je organisatie of team").fill("Buurtteam Zuid")
    page.get_by_role("button", name="Vraag het lidmaatschap aan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    wait_until(page, lambda: mailbox.letters())
    page.goto(mailbox.newest_link("lid-worden"))
    page.get_by_role("button", name="Ja, dit ben ik").click()
    expect(page.get_by_text("bij het programmateam")).to_be_visible()


def accept(page: Page, people: Scene, mailbox) -> None:
    """The programme team says yes, and the newcomer takes the invitation up."""
    applications.accept_application(
        application=Application.objects.get(),
        organization=None,
        new_name="Buurtteam Zuid",
        role=Affiliation.Role.CONTACT,
        actor=people.programme_team,
        now=timezone.now(),
    )
    wait_until(page, lambda: len(mailbox.letters()) > 1)
    page.goto(mailbox.newest_link("uitnodiging"))
    page.get_by_role("button", name="Neem de uitnodiging aan").click()


def choose_and_begin(page: Page, newcomer: Member) -> None:
    """See what there is to do, and choose what mail one wants."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Welkom, Nora")
    expect(page.get_by_text("Reageer: ")).to_be_visible()
    page.get_by_label("Hoe vaak wil je het overzicht krijgen?").select_option("monthly")
    page.get_by_role("button", name="Bewaar en begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn overzicht")
    assert Choice.objects.get(member=newcomer, kind=Choice.Kind.DIGEST).choice == "elke maand"


def join(page: Page, people: Scene, newcomer: Member) -> None:
    """Take part at once."""
    page.goto(people.open_group.get_absolute_url())
    page.get_by_role("button", name="Doe mee").click()
    wait_until(page, lambda: people.open_group.memberships.filter(member=newcomer).exists(), 5_000)
    assert people.open_group.memberships.get(member=newcomer).role == Membership.Role.PARTICIPANT


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
