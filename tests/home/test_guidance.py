"""A new page begins with headings and guidance, which never goes online."""

import pytest

from home.guidance import GUIDES, GuidanceLeft, guidance_in
from home.models import NewsIndexPage, NewsPage, PortalPage
from tests.factories.home import DevelopmentPageFactory, NewsPageFactory

PLEASE = "[Schrijf hier in drie zinnen wat er speelt.]"


def kinds(base=PortalPage):
    """Return every kind of page that an editor can open."""
    for kind in base.__subclasses__():
        yield from kinds(kind)
        if not kind._meta.abstract:
            yield kind


def form_of(text: str, **fields) -> dict:
    """Return what the form of a news item sends, with one block of this text."""
    blocks = f'{{"blocks":[{{"key":"a","type":"unstyled","text":"{text}"}}],"entityMap":{{}}}}'
    return {
        "title": "Een bericht", "slug": "een-bericht", "lead": "Kort.", "sender_kind": "programme_team",
        "body-count": 1, "body-0-type": "text", "body-0-order": 0, "body-0-deleted": "",
        "body-0-value": blocks, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
    } | fields  # fmt: skip


def test_every_kind_of_page_has_a_guide_and_shows_it(db):
    for kind in kinds():
        panels = kind.get_edit_handler().children[0].children
        assert kind.__name__ in GUIDES
        assert "home/office/guide.html" in [getattr(panel, "template", "") for panel in panels], kind


def test_guidance_is_marked_so_that_it_is_found_back(db):
    for kind in kinds():
        guide = GUIDES[kind.__name__]
        for name, value in guide.starts.items():
            field = kind._meta.get_field(name)
            assert guidance_in(field.to_python(value)), f"{kind.__name__}.{name}"


def test_new_page_is_filled_in_and_kept_as_a_draft_but_not_handed_in(scene, client_of):
    path = f"/beheer/pages/add/home/newspage/{NewsIndexPage.objects.get().pk}/"
    client = client_of(scene.editor)

    empty = client.get(path).text
    refused = client.post(path, form_of(PLEASE, **{"action-submit": "1"})).text
    kept = client.post(path, form_of(PLEASE))

    assert "Wat betekent dit voor jou" in empty
    assert "Lees in de handleiding" in empty
    assert "Hier staat nog uitleg: [Schrijf hier in drie zinnen" in refused
    assert kept.status_code == 302
    assert not NewsPage.objects.get().workflow_in_progress


def test_what_was_written_in_its_place_is_handed_in(scene, client_of):
    path = f"/beheer/pages/add/home/newspage/{NewsIndexPage.objects.get().pk}/"

    client_of(scene.editor).post(path, form_of("Er is een akkoord [zie de brief].", **{"action-submit": "1"}))

    assert NewsPage.objects.get().workflow_in_progress


@pytest.mark.parametrize(
    ("factory", "fields"),
    [(NewsPageFactory, {"body": [("text", f"<p>{PLEASE}</p>")]}), (DevelopmentPageFactory, {"ask": PLEASE})],
)
def test_no_way_leads_online_with_guidance_in_it(db, factory, fields):
    page = factory(live=False, **fields)

    with pytest.raises(GuidanceLeft):
        page.save_revision().publish()

    assert not type(page).objects.get().live


def test_button_that_publishes_many_says_what_is_the_matter(scene, client_of):
    page = NewsPageFactory(live=False, body=[("text", f"<p>{PLEASE}</p>")])
    page.save_revision()

    answer = client_of(scene.programme_team).post(
        f"/beheer/bulk/wagtailcore/page/publish/?id={page.pk}", {}, follow=True
    )

    assert "er staat nog uitleg in tussen haken" in answer.text
    assert not NewsPage.objects.get().live
