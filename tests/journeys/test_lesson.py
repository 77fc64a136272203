"""
From a thread to an open lesson with three consents, one of them taken back.

The facilitator closes the thread, chooses what was said, and asks; three writers answer by
letter without signing in; an editor publishes; one writer changes her mind.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from home.models import LessonPage
from learninggroups.models import Thread
from members.models import Member
from tests.home.lessons import SAID, Making, thread_of_three
from tests.journeys.steps import PASSWORD, confirm_addresses, sign_in, sign_in_to_office, wait_until

TITLE = "Eerst bellen, dan pas een plan"
OWN_WORDS = "Drie teams vertelden hoe zij beginnen."
# Selects a sentence of a post as a hand does, and lets the page hear of it.
SELECT = """words => {
    const paragraph = [...document.querySelectorAll("[data-quote-into] p")]
        .find(each => each.textContent === words);
    getSelection().selectAllChildren(paragraph);
}"""


@pytest.fixture
def making(transactional_db) -> Making:
    """A thread that is still open; its facilitator and the programme team have a password."""
    made = thread_of_three()
    Thread.objects.update(closed_at=None, last_post_at=timezone.now())
    for member in (made.facilitator, made.programme_team, made.writers[0]):
        member.set_password(PASSWORD)
        member.save()
    confirm_addresses()
    return made


def test_a_thread_becomes_a_lesson_and_one_writer_changes_her_mind(
    making, browse, has_script, signed_in, mailbox_of, worker
):
    boxes = [mailbox_of(writer.email) for writer in making.writers]
    desk = browse()
    close_and_begin(desk, making)
    for words in SAID:
        quote(desk, making, words, has_script=has_script)
    ask_for_consent(desk)
    wait_until(desk, lambda: all(box.subjects() for box in boxes))
    links = [box.newest_link("/lessen/citaten/") for box in boxes]
    choices = ["Met mijn naam", "Alleen met mijn organisatie", "Zonder naam"]
    for link, choice in zip(links, choices, strict=True):
        answer(browse(), link, choice)

    hand_in(desk, mailbox_of(making.facilitator.email))
    # Wagtail's own editor needs JavaScript.
    office = signed_in(None).new_page()
    publish(office, making.programme_team)
    wait_until(desk, lambda: all(len(box.subjects()) == 2 for box in boxes))
    assert boxes[0].subjects()[-1] == f"Je woorden staan in de les ‘{TITLE}’"

    visitor = browse()
    read_the_lesson(visitor)
    find_it_from_the_thread(browse(), making)

    answer(browse(), links[1], "Nee, liever niet")
    her_words_are_gone(visitor)
    editor_reads_it_again(office, mailbox_of(making.programme_team.email))


def close_and_begin(page: Page, making: Making) -> None:
    """The facilitator ends the thread, and takes up the offer to write down what was learned."""
    sign_in(page, making.facilitator, f"/inloggen/?next={making.thread.get_absolute_url()}")
    page.get_by_text("Dit gesprek begeleiden").click()
    page.get_by_role("button", name="Sluit dit gesprek af").click()
    page.get_by_role("link", name="Schrijf op wat jullie leerden").click()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Wat leerden jullie, in één of twee zinnen").fill("Wie eerst belt, hoort meer.")
    page.get_by_role("button", name="Begin de les").click()
    page.get_by_label("Schrijf verder").fill(OWN_WORDS)
    page.get_by_role("button", name="Bewaar de les").last.click()
    expect(page.get_by_label("Jouw tekst, deel 1")).to_have_value(OWN_WORDS)


def quote(page: Page, making: Making, words: str, *, has_script: bool) -> None:
    """Choose a sentence: by selecting it, or by typing it over."""
    post = page.get_by_role("article").filter(has_text=words)
    if has_script:
        page.evaluate(SELECT, words)
    else:
        post.locator("summary").click()
        post.get_by_label("De woorden, letterlijk").fill(words)
    post.get_by_role("button", name="Zet in de les").click()
    expect(page.locator("figure").filter(has_text=words)).to_contain_text("nog niet gevraagd")


def ask_for_consent(page: Page) -> None:
    """Three letters leave; before there is an answer the lesson cannot be handed in."""
    page.get_by_role("button", name="Bewaar en vraag toestemming").click()
    expect(page.get_by_text("3 schrijvers krijgen een brief")).to_be_visible()
    expect(page.get_by_text("Nog geen antwoord van Noor Noord, Olga Oost, Zita Zuid.")).to_be_visible()
    expect(page.get_by_role("button", name="Leg voor aan de redactie")).to_have_count(0)


def answer(page: Page, link: str, choice: str) -> None:
    """A writer opens the link of her letter and says what she wants, without signing in."""
    page.goto(link)
    page.get_by_label(choice).check()
    page.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(page.get_by_text("Je antwoord is bewaard.")).to_be_visible()


def hand_in(page: Page, mailbox) -> None:
    """The facilitator hears that everybody answered, looks at the lesson, and hands it in."""
    wait_until(page, lambda: any("Iedereen heeft geantwoord" in subject for subject in mailbox.subjects()))
    page.goto(mailbox.newest_link("/les/"))
    page.get_by_role("link", name="Bekijk hoe zij eruitziet").click()
    for words in SAID:
        expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("link", name="Terug naar de les").click()
    page.get_by_role("button", name="Leg voor aan de redactie").click()
    expect(page.get_by_text("Deze les ligt bij de redactie.")).to_be_visible()


def publish(page: Page, member: Member) -> None:
    """The lesson lies in the worklist; a passage can be read there, not rewritten; it is approved."""
    sign_in_to_office(page, member)
    page.goto("/beheer/")
    page.locator(".worklist").get_by_role("link", name=TITLE).click()
    expect(page.locator(".office-passage blockquote").first).to_have_text(SAID[0])
    expect(page.locator(".office-passage").nth(1)).to_contain_text("iemand van Wijkteam Oost")
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Goedkeuren en publiceren", exact=True).click()
    wait_until(page, lambda: LessonPage.objects.get().live)


def read_the_lesson(page: Page) -> None:
    """Everybody reads it, each writer named as she wanted; the closed thread is not mentioned."""
    page.goto("/lessen/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(OWN_WORDS)).to_be_visible()
    for words, name in zip(
        SAID,
        ("Noor Noord, Wijkteam Noord", "iemand van Wijkteam Oost", "een deelnemer aan het gesprek"),
        strict=True,
    ):
        expect(page.locator("figure").filter(has_text=words)).to_contain_text(name)
    expect(page.get_by_text("Zita Zuid")).to_have_count(0)
    expect(page.get_by_text("Hoe begin je?")).to_have_count(0)


def find_it_from_the_thread(page: Page, making: Making) -> None:
    """Who takes part finds the lesson at its thread, and from there the way back."""
    sign_in(page, making.writers[0], f"/inloggen/?next={making.thread.get_absolute_url()}")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Hoe begin je?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe begin je?")


def her_words_are_gone(page: Page) -> None:
    """The visitor loads the page again, and reads the rest."""
    page.reload()
    expect(page.get_by_text(SAID[0])).to_be_visible()
    expect(page.get_by_text(SAID[1])).to_have_count(0)
    expect(page.get_by_text("iemand van Wijkteam Oost")).to_have_count(0)


def editor_reads_it_again(page: Page, mailbox) -> None:
    """A letter and the worklist say that a passage is gone; an editor says that the lesson still holds."""
    wait_until(page, lambda: any("ingetrokken" in subject for subject in mailbox.subjects()))
    assert "Olga" not in mailbox.newest_text()
    page.goto("/beheer/")
    page.locator(".worklist li", has_text="Nalezen").get_by_role("link").click()
    page.get_by_role("button", name="De les klopt nog").click()
    expect(page.locator(".worklist li", has_text="Nalezen")).to_have_count(0)
