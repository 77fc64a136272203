"""
The back office in a real browser: its editor works, and our content policy has nothing to stop.

Wagtail starts some widgets with inline scripts. Here they start from data attributes
(static/js/office.js); what an editor does with them is done here once.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from home.models import ContentPage, DevelopmentIndexPage, DevelopmentPage, NewsIndexPage
from tests.cast import Scene, build_scene
from tests.factories.home import ContentPageFactory, DevelopmentPageFactory, NewsPageFactory

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture
def committed_scene(transactional_db) -> Scene:
    """The scene, where the portal's own threads see it too."""
    return build_scene()


@pytest.fixture
def office(committed_scene, signed_in):
    """A page of the back office, as an administrator, that ends without a complaint of the browser."""
    page = signed_in(committed_scene.administrator).new_page()
    complaints: list[str] = []
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => "
        "console.error('Content Security: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))"
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
    page.set_default_timeout(10_000)
    yield page
    assert complaints == []


PLACES = [
    "/beheer/",
    "/beheer/images/",
    "/beheer/documents/",
    "/beheer/themas/",
    "/beheer/themas/new/",
    "/beheer/users/",
    "/beheer/reports/site-history/",
    "/beheer/reports/workflow/",
    "/beheer/redirects/add/",
    "/beheer/account/",
]


def test_places_of_the_back_office(office: Page):
    for path in PLACES:
        office.goto(path, wait_until="networkidle")
    office.goto(f"/beheer/pages/{DevelopmentIndexPage.objects.get().pk}/", wait_until="networkidle")


def test_editor_writes_previews_and_saves_a_development(office: Page):
    older = DevelopmentPageFactory(title="Het oude akkoord")
    office.set_default_timeout(10_000)
    section = DevelopmentIndexPage.objects.get()
    office.goto(f"/beheer/pages/add/home/developmentpage/{section.pk}/", wait_until="networkidle")

    office.fill("#id_title", "Het nieuwe akkoord")
    office.fill("#id_lead", "Kort gezegd.")
    texts = office.locator(".public-DraftEditor-content")
    texts.nth(0).click()
    office.keyboard.type("Dit is er aan de hand.")
    texts.nth(1).click()
    office.keyboard.type("Daarom doet het ertoe.")
    office.click("#id_sources-ADD")
    office.fill("#id_sources-0-label", "Brief aan de Kamer")
    office.fill("#id_sources-0-url", "https://example.org/brief")
    office.click("#id_sources-0-published_on")
    expect(office.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    office.fill("#id_sources-0-published_on", "03-11-2026")
    office.click("#id_lead")
    expect(office.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)

    office.click("#id_superseded_by-chooser [data-chooser-action-choose]:visible")
    office.click(f".modal-body a:has-text('{older.title}')")
    expect(office.locator("#id_superseded_by-chooser [data-chooser-title]")).to_have_text(older.title)

    office.click("[data-side-panel-toggle='preview']")
    preview = office.frame_locator("iframe[title]").first
    expect(preview.locator("h1")).to_have_text("Het nieuwe akkoord")

    office.click("button:has-text('Bewaar concept')")
    office.wait_for_url("**/edit/**")
    office.wait_for_load_state("networkidle")

    written = DevelopmentPage.objects.get(title="Het nieuwe akkoord").get_latest_revision_as_object()
    assert [(source.label, f"{source.published_on}") for source in written.sources.all()] == [
        ("Brief aan de Kamer", "2026-11-03")
    ]
    assert written.superseded_by == older


def test_editor_adds_blocks_to_the_news_and_hears_what_is_hard_to_read(office: Page):
    section = NewsIndexPage.objects.get()
    office.goto(f"/beheer/pages/add/home/newspage/{section.pk}/", wait_until="networkidle")

    office.fill("#id_title", "Een bericht")
    office.fill("#id_lead", f"Dit is {'heel ' * 30}lang.")
    office.click("[data-streamfield-stream-container] button >> nth=0")
    office.get_by_role("option", name="citaat").click()
    expect(office.locator("textarea[name='body-1-value-text']")).to_be_visible()
    office.click("[data-side-panel-toggle='checks']")

    expect(office.locator("[data-side-panel='checks']")).to_contain_text("Een lange zin")


# Wagtail leaves it to Python to close the files in which it makes smaller pictures.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_editor_uploads_a_picture_and_a_document(office: Page, tmp_path: Path):
    office.goto("/beheer/images/multiple/add/", wait_until="networkidle")
    office.set_input_files("#fileupload", STATIC / "img" / "icon-512.png")
    office.click("#upload-list button[type='submit']")
    expect(office.locator("#upload-list button[type='submit']")).to_have_count(0)
    picture = get_image_model().objects.get()
    office.goto(f"/beheer/images/{picture.pk}/", wait_until="networkidle")
    corner = office.locator(".jcrop-holder").bounding_box()
    office.mouse.move(corner["x"] + 40, corner["y"] + 40)
    office.mouse.down()
    office.mouse.move(corner["x"] + 160, corner["y"] + 140, steps=3)
    office.mouse.up()
    office.locator("main form button[type='submit']:visible").first.click()
    office.wait_for_url("**/beheer/images/")
    picture.refresh_from_db()
    assert picture.has_focal_point()

    letter = tmp_path / "brief.txt"
    letter.write_text("Beste leden,")
    office.goto("/beheer/documents/multiple/add/", wait_until="networkidle")
    office.set_input_files("#fileupload", letter)
    office.click("#upload-list button[type='submit']")
    expect(office.locator("#upload-list button[type='submit']")).to_have_count(0)
    assert get_document_model().objects.count() == 1


def test_editor_pastes_comments_publishes_and_compares_an_item_of_news(office: Page):
    item = NewsPageFactory(title="Het bericht")
    office.goto(f"/beheer/pages/{item.pk}/edit/", wait_until="networkidle")

    text = office.locator(".public-DraftEditor-content").first
    text.click()
    keys = office.keyboard
    keys.press("Control+a")
    keys.press("Control+b")
    keys.press("Control+c")
    keys.press("End")
    keys.press("Enter")
    keys.press("Control+v")
    keys.press("Enter")
    keys.type("* Een punt")
    keys.press("Shift+Home")
    keys.press("Control+k")
    office.click(".modal-body a:has-text('Externe link')")
    office.fill(".modal-body [name='external-link-chooser-url']", "https://example.org/")
    office.click(".modal-body [type='submit']")
    expect(text.locator("a, .TooltipEntity")).to_have_count(1)

    for place, kind in enumerate(("citaat", "kader"), start=1):
        office.locator("[data-streamfield-stream-container] button.c-sf-add-button").last.click()
        office.get_by_role("option", name=kind).click()
        expect(office.locator("[data-streamfield-action='DELETE']:visible")).to_have_count(place + 1)
    office.locator("[data-streamfield-action='MOVE_UP']:visible").last.click()
    office.locator("[data-streamfield-action='DELETE']:visible").last.click()
    expect(office.locator("[data-streamfield-action='DELETE']:visible")).to_have_count(2)
    office.locator("[data-streamfield-action='DELETE']:visible").last.click()
    expect(office.locator("[data-streamfield-action='DELETE']:visible")).to_have_count(1)

    office.click("[data-side-panel-toggle='comments']")
    office.locator(
        "[data-component='add-comment-button']:visible, .w-field__comment-button:visible"
    ).first.click()
    office.locator(".comment__text textarea, .comment textarea").first.fill("Klopt dit?")
    office.locator(".comment button[type='submit']:visible").first.click()
    office.locator("footer [data-w-dropdown-target='toggle']:visible").click()
    office.locator("button[name='action-publish']").click()
    expect(office.locator(".messages .success")).to_be_visible()
    item.refresh_from_db()
    assert "<b>" in str(item.body)
    assert "https://example.org/" in str(item.body)

    item.save_revision()
    older, newer = item.revisions.order_by("pk").values_list("pk", flat=True)
    office.goto(f"/beheer/pages/{item.pk}/revisions/compare/{older}...{newer}/", wait_until="networkidle")
    office.goto(f"/beheer/pages/{item.pk}/history/", wait_until="networkidle")


def test_editor_copies_moves_and_takes_pages_offline(office: Page):
    page, place = ContentPageFactory(title="De bladzijde"), ContentPageFactory(title="De plek")
    office.goto(f"/beheer/pages/{page.pk}/copy/", wait_until="networkidle")
    office.fill("#id_new_title", "De kopie")
    office.fill("#id_new_slug", "de-kopie")
    office.click("main form [type='submit']")
    expect(office.locator(".messages .success")).to_be_visible()
    assert ContentPage.objects.filter(title="De kopie").count() == 1

    office.goto(f"/beheer/pages/{page.pk}/move/{place.pk}/confirm/", wait_until="networkidle")
    office.click("main form [type='submit']")
    expect(office.locator(".messages .success")).to_be_visible()
    page.refresh_from_db()
    assert page.get_parent().pk == place.pk

    office.goto(f"/beheer/pages/{place.get_parent().pk}/", wait_until="networkidle")
    office.check(f"[data-bulk-action-checkbox][data-object-id='{place.pk}']")
    office.click("a.bulk-action-btn[href*='/unpublish/']")
    office.click("main form [type='submit']")
    expect(office.locator(".messages .success")).to_be_visible()
    place.refresh_from_db()
    assert not place.live
