"""The checks beside a preview: ours, in Dutch, and only where an editor looks."""

import pytest

from home.content_checks import RULES, SAID, Checks
from home.models import NewsPage
from learninggroups.permissions import Roles
from tests.factories.home import SECTIONS, NewsPageFactory
from tests.house.source import ROOT


def test_every_rule_says_in_dutch_what_is_the_matter():
    assert set(SAID) == set(RULES)
    ours = {check["id"] for check in Checks.axe_custom_checks if "options" not in check}
    script = (ROOT / "static" / "js" / "checks.js").read_text()
    for check in ours:
        assert f'"{check}"' in script


def test_checks_stand_in_the_preview_of_a_page_and_nowhere_else(scene, client_of):
    news = NewsPageFactory()
    news.save_revision(user=scene.editor)
    client = client_of(scene.editor)

    preview = client.get(f"/beheer/pages/{news.pk}/view_draft/").text
    live = client.get(NewsPage.objects.get(pk=news.pk).address).text
    editor = client.get(f"/beheer/pages/{news.pk}/edit/").text

    assert "js/checks.js" in preview
    assert "Een lange zin" in preview
    assert "Een lange zin" in editor
    assert "userbar" not in live
    assert "checks.js" not in live


@pytest.mark.parametrize("kind", SECTIONS)
def test_new_page_of_every_kind_is_seen_before_it_is_saved(scene, rf, kind):
    page = kind(title="Nieuw", slug="nieuw", lead="Kort.") if hasattr(kind, "lead") else kind(title="Nieuw")
    page.set_url_path(SECTIONS[kind].objects.get())
    request = rf.get("/beheer/")
    request.user, request.roles = scene.editor, Roles.of(scene.editor)

    preview = page.make_preview_request(request)

    assert preview.status_code == 200
    assert "Nieuw" in preview.rendered_content
