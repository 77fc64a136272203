"""The manual of the back office tells of everything that is there."""

import pytest
from django.utils.html import strip_tags
from wagtail.admin.menu import admin_menu

from home.blocks import LessonBodyBlock
from home.guidance import GUIDES
from home.queries.manual import PARTS, parts_of_manual
from learninggroups.permissions import Roles
from tests.home.test_guidance import kinds
from tests.house.source import ROOT

CHAPTERS = {name for names in PARTS.values() for name in names}


@pytest.fixture(scope="module")
def manual() -> str:
    """All of its words, in small letters."""
    texts = [
        chapter.title + " " + strip_tags(chapter.text)
        for part in parts_of_manual()
        for chapter in part.chapters
    ]
    return " ".join(texts).casefold()


def labels(menu, request):
    """Return what stands in a menu and in the menus below it."""
    for item in menu.menu_items_for_request(request):
        yield str(item.label)
        if hasattr(item, "menu"):
            yield from labels(item.menu, request)


def test_manual_names_every_kind_of_page(manual):
    missing = [kind for kind in kinds() if str(kind._meta.verbose_name).casefold() not in manual]

    assert missing == []


def test_manual_names_every_block(manual):
    blocks = LessonBodyBlock().child_blocks.values()

    assert [block.label for block in blocks if str(block.label).casefold() not in manual] == []


def test_manual_names_every_entry_of_the_menu(manual, scene, rf):
    missing = set()
    for person in (scene.editor, scene.programme_team, scene.administrator):
        request = rf.get("/beheer/")
        request.user, request.roles = person, Roles.of(person)
        missing |= {label for label in labels(admin_menu, request) if label.casefold() not in manual}

    assert missing == set()


def test_every_guide_leads_to_a_chapter_and_every_chapter_is_written():
    written = {path.stem for path in (ROOT / "templates" / "home" / "office" / "manual").glob("*.html")}

    assert {guide.chapter for guide in GUIDES.values()} <= CHAPTERS
    assert written == CHAPTERS


def test_reader_of_the_manual_finds_the_chapters_with_her_words(scene, client_of):
    client = client_of(scene.editor)

    found = client.get("/beheer/handleiding/", {"zoek": "Toestemming citaat"}).text
    nothing = client.get("/beheer/handleiding/", {"zoek": "xyzzy"}).text

    assert 'id="bouwblokken"' in found
    assert 'id="themas"' not in found
    assert "Over ‘xyzzy’ staat hier niets" in nothing
