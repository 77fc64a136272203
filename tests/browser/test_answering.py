"""Answering in a real browser: two windows, a script that keeps what is typed, and no word lost."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from members.models import Affiliation
from questions.actions import answering
from questions.actions.words import PartWords, Words
from questions.models import Answer
from tests.browser.looking import complaints_of, violations
from tests.cast import Scene, build_scene
from tests.factories.members import AffiliationFactory

KEPT = "Bewaard als concept om"


@pytest.fixture
def committed_scene(transactional_db) -> Scene:
    """The scene, where the portal's own threads see it too."""
    return build_scene()


@pytest.fixture
def writing(committed_scene, signed_in) -> Page:
    """The page on which a contact person answers."""
    page = signed_in(committed_scene.contact).new_page()
    voice = [committed_scene.open_question.pk, committed_scene.organization.pk]
    page.goto(reverse("questions:answer_on_behalf", args=voice))
    return page


def text_of(page: Page, scene: Scene):
    return page.locator(f"textarea[name=part-{scene.sub_question.pk}-text]")


def save_as_colleague(scene: Scene, text: str) -> None:
    """Change what was kept, as a second contact person does in a window of her own."""
    colleague = AffiliationFactory(organization=scene.organization, role=Affiliation.Role.CONTACT).member
    answer = Answer.objects.get()
    answering.save_answer(
        question=scene.open_question,
        organization=scene.organization,
        actor=colleague,
        words=Words(parts=(PartWords(scene.sub_question.pk, text),)),
        based_on=answer.version,
        submitting=False,
        now=timezone.now(),
    )


def test_scenario_2_draft_is_kept_and_words_of_a_colleague_come_in(writing, committed_scene):
    complaints = complaints_of(writing)
    area = text_of(writing, committed_scene)
    area.fill("Eerste. Tweede.")
    expect(writing.locator("[data-kept]")).to_contain_text(KEPT)
    save_as_colleague(committed_scene, "Eerste, nu. Tweede.")

    area.fill("Eerste. Tweede. Derde.")

    expect(area).to_have_value("Eerste, nu. Tweede. Derde.")
    expect(writing.locator("[data-kept]")).to_contain_text("schreef ook")
    assert Answer.objects.get().parts.get().text == "Eerste, nu. Tweede. Derde."
    assert complaints + violations(writing, None, "with a draft kept") == []


def test_scenario_2_same_sentence_is_shown_twice_and_settled(writing, committed_scene):
    area = text_of(writing, committed_scene)
    area.fill("Wij bellen.")
    expect(writing.locator("[data-kept]")).to_contain_text(KEPT)
    save_as_colleague(committed_scene, "Wij bellen eerst.")

    area.fill("Wij bellen altijd.")
    expect(writing.locator("[data-trouble]")).to_contain_text("op dezelfde plek")
    writing.get_by_role("button", name="Bewaar als concept").click()

    expect(writing.get_by_role("heading", name="Jullie schreven allebei op dezelfde plek")).to_be_visible()
    expect(text_of(writing, committed_scene)).to_have_value("Wij bellen altijd. Wij bellen eerst.")
    assert violations(writing, None, "with both texts") == []
