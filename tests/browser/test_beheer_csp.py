"""
The back office in a real browser: its editor works, and our content policy has nothing to stop.

Wagtail starts some widgets with inline scripts. Here they start from data attributes
(static/js/office.js); what an editor does with them is done here once.
"""

import pytest
from playwright.sync_api import Page, expect

from home.models import DevelopmentIndexPage, DevelopmentPage, NewsIndexPage
from tests.cast import Scene, build_scene
from tests.factories.home import DevelopmentPageFactory


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
