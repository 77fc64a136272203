"""Writing in a real browser: the editor, a quote, a name, an image, and drafts that survive."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from learninggroups.models import Attachment, Draft, Post
from tests.browser.looking import complaints_of, violations
from tests.cast import Scene, build_scene

SAID = "Bel eerst, schrijf pas daarna iets op."
KEPT = "Bewaard als concept"


@pytest.fixture
def committed_scene(transactional_db) -> Scene:
    """The scene, where the portal's own threads see it too."""
    scene = build_scene()
    Post.objects.filter(pk=scene.closed_post.pk).update(body=f"<p>{SAID}</p>", author=scene.facilitator)
    return scene


@pytest.fixture
def writer(committed_scene, signed_in):
    """The participant's browser."""
    return signed_in(committed_scene.participant)


def editor_on(page: Page, path: str):
    page.goto(path)
    editor = page.get_by_role("textbox", name="Jouw reactie")
    expect(editor).to_be_visible()
    return editor


def write(page: Page, editor, words: str) -> None:
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def bodies() -> list[str]:
    return [draft.fields["body"] for draft in Draft.objects.order_by("pk")]


def test_a_quote_and_a_name_lead_to_where_they_come_from(committed_scene, writer):
    scene, page = committed_scene, writer.new_page()
    complaints = complaints_of(page)
    editor_on(page, scene.closed_thread.get_absolute_url())

    page.evaluate(
        """() => {
            const words = document.querySelector("article .prose p").firstChild;
            getSelection().setBaseAndExtent(words, 0, words, 9);
        }"""
    )
    page.get_by_role("link", name="Citeer").click()
    page.keyboard.type("Zo is het. Toch, @beg")
    expect(page.get_by_role("option", name="Bea Begeleider")).to_be_visible()
    complaints.extend(violations(page, None, "with the list of names"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Reageer", exact=True).click()
    expect(page.locator("article").nth(1)).to_contain_text("@Bea Begeleider")

    post = Post.objects.get(thread=scene.closed_thread, position=2)
    assert f'/leergroepen/berichten/{scene.closed_post.pk}/"' in post.body
    assert "<blockquote><p>Bel eerst</p></blockquote>" in post.body
    assert post.reply_to == scene.closed_post
    assert [mention.member for mention in post.mentions.all()] == [scene.facilitator]
    assert complaints == []


def test_a_draft_survives_a_closed_browser_and_ends_when_it_is_posted(committed_scene, writer):
    path = committed_scene.closed_thread.get_absolute_url()
    page = writer.new_page()
    write(page, editor_on(page, path), "Wij bellen altijd")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.close()

    page = writer.new_page()
    editor = editor_on(page, path)
    expect(editor).to_contain_text("Wij bellen altijd")
    write(page, editor, " eerst.")
    page.get_by_role("button", name="Reageer", exact=True).click()

    expect(page.locator("article").nth(1)).to_contain_text("Wij bellen altijd eerst.")
    assert bodies() == []


def test_two_windows_lose_nothing(committed_scene, writer):
    path = committed_scene.closed_thread.get_absolute_url()
    page = writer.new_page()
    write(page, editor_on(page, path), "Samen.")
    expect(page.get_by_text(KEPT)).to_be_visible()

    other = writer.new_page()
    write(other, editor_on(other, path), " Andere.")
    expect(other.get_by_text(KEPT)).to_be_visible()
    page.bring_to_front()
    write(page, page.get_by_role("textbox", name="Jouw reactie"), " Ene.")
    expect(page.get_by_text("Je schrijft dit ook in een ander venster.")).to_be_visible()

    assert bodies() == ["<p>Samen. Andere.</p>", "<p>Samen. Ene.</p>"]


def test_who_is_signed_out_loses_nothing(committed_scene, writer):
    path = committed_scene.closed_thread.get_absolute_url()
    page = writer.new_page()
    editor = editor_on(page, path)
    cookies = writer.cookies()
    writer.clear_cookies()
    write(page, editor, "Na het uitloggen.")
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    assert bodies() == []

    writer.add_cookies(cookies)
    page.reload()
    expect(page.get_by_role("textbox", name="Jouw reactie")).to_contain_text("Na het uitloggen.")
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert bodies() == ["<p>Na het uitloggen.</p>"]


def test_an_image_and_a_table_stand_in_the_text(committed_scene, writer):
    page = writer.new_page()
    complaints = complaints_of(page)
    page.set_viewport_size({"width": 320, "height": 700})
    editor = editor_on(page, f"/leergroepen/gesprekken/{committed_scene.closed_thread.pk}/reageren/")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")

    write(page, editor, "Zie de kaart.")
    page.get_by_role("button", name="Afbeelding").click()
    complaints.extend(violations(page, None, "with the dialog of an image"))
    page.get_by_label("Bestand").set_input_files(
        {"name": "kaart.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_role("dialog").get_by_label("Wat is er te zien?").fill("Een kaart van de wijk.")
    page.get_by_role("button", name="Zet in de tekst").click()
    expect(editor.get_by_alt_text("Een kaart van de wijk.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tabel").click()
    for head in ("Wijk", "Team", "Dag"):
        page.keyboard.type(head)
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Rij erbij")).to_be_visible()
    complaints.extend(violations(page, None, "within a table"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("button", name="Reageer", exact=True).click()
    expect(page.locator("article").nth(1)).to_contain_text("Wijk")

    post = Post.objects.get(thread=committed_scene.closed_thread, position=2)
    attachment = Attachment.objects.get(post=post)
    assert f'<img src="/leergroepen/bijlagen/{attachment.key}/" alt="Een kaart van de wijk.">' in post.body
    assert "<table" in post.body
    assert complaints == []


def test_without_script_a_post_is_quoted_and_kept(committed_scene, signed_in):
    scene = committed_scene
    page = signed_in(scene.participant, java_script_enabled=False).new_page()
    page.goto(scene.closed_thread.get_absolute_url())
    page.get_by_role("link", name="Citeer").click()
    expect(page.get_by_label("Citaat")).to_have_value(SAID)

    page.get_by_label("Jouw reactie").fill("Zo doen wij het.\n\nBel mij op 06-12345678, @Bea Begeleider.")
    page.get_by_role("button", name="Bewaar als concept").click()
    expect(page.get_by_text("Je concept is bewaard.")).to_be_visible()
    page.get_by_role("button", name="Reageer", exact=True).click()
    expect(page.get_by_text("Kan iemand hierin een inwoner of gezin herkennen?")).to_be_visible()
    page.get_by_role("button", name="Plaats toch").click()
    expect(page.locator("article").nth(1)).to_contain_text("Zo doen wij het.")

    post = Post.objects.get(thread=scene.closed_thread, position=2)
    assert f"<blockquote><p>{SAID}</p></blockquote><p>Zo doen wij het.</p>" in post.body
    assert [mention.member for mention in post.mentions.all()] == [scene.facilitator]
    assert bodies() == []
