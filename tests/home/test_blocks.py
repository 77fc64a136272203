"""Blocks of a page: what they ask of an editor, and what a reader gets of them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model

from home.blocks import BodyBlock, LessonBodyBlock
from home.indexing import text_of
from questions.models import Question
from tests.factories.home import NewsPageFactory
from tests.factories.questions import QuestionFactory
from tests.house.source import ROOT

AGREED = "2026-11-03"
NOW = timezone.now()
QUOTE = {
    "text": "Wij bellen eerst.",
    "speaker": "een wijkteam",
    "agreed_by": "Noor Noord",
    "agreed_on": AGREED,
}
PERSON = {"name": "Bea", "phone": "06 123 456 78", "email": "", "role": "", "hours": "", "agreed_on": AGREED}


def body(kind: str, value: dict) -> StreamValue:
    """Return a body with this one block, as an editor left it."""
    block = BodyBlock()
    return StreamValue(block, [{"type": kind, "value": value}], is_lazy=True)


def refusals(kind: str, value: dict) -> str:
    """Return what an editor reads beside the fields when she publishes this block."""
    try:
        BodyBlock().clean(body(kind, value))
    except ValidationError as refusal:
        return str(refusal.as_json_data())
    return ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, None),
        ({"agreed_on": None}, "agreed_on"),
        ({"agreed_by": ""}, "agreed_by"),
        ({"speaker": ""}, "speaker"),
        ({"agreed_on": "9999-12-31"}, "agreed_on"),
    ],
)
def test_quote_without_consent_is_refused_and_may_wait_in_a_draft(change, field):
    quote = QUOTE | change
    BodyBlock().clean_deferred(body("quote", quote | {"agreed_on": None}))

    found = refusals("quote", quote)

    assert (field in found) if field else (found == "")


def test_reader_sees_how_somebody_wants_to_be_named_and_search_knows_no_more(db, client_of):
    news = NewsPageFactory(body=[])
    news.body = body("quote", QUOTE)
    news.save()

    page = client_of(None).get(news.address).text

    assert "een wijkteam" in page
    assert "Noor Noord" not in page
    assert "bellen" in text_of(news)
    assert "noor" not in text_of(news).lower()


def test_person_to_call_can_be_reached_and_agreed():
    shown = body("people", {"title": "Bel", "people": [PERSON]}).render_as_block()

    assert 'href="tel:0612345678"' in shown
    assert refusals("people", {"title": "Bel", "people": [PERSON]}) == ""
    assert "telefoonnummer of een e-mailadres" in refusals(
        "people", {"title": "Bel", "people": [PERSON | {"phone": ""}]}
    )
    assert "agreed_on" in refusals("people", {"title": "Bel", "people": [PERSON | {"agreed_on": None}]})


def test_question_to_readers_has_one_place_where_the_answer_goes(db):
    asked = QuestionFactory(state=Question.State.OPEN, opened_at=NOW, deadline_at=NOW + timedelta(days=7))
    draft = QuestionFactory(state=Question.State.DRAFT)
    here = {"text": "Hoe gaat het?", "question": str(asked.pk), "email": ""}

    assert refusals("question", here) == ""
    assert f"/landelijke-vragen/{asked.pk}/" in body("question", here).render_as_block()
    assert "één plek" in refusals("question", here | {"email": "team@example.org"})
    assert "één plek" in refusals("question", here | {"question": ""})
    assert "question" in refusals("question", here | {"question": str(draft.pk)})


def test_document_says_what_it_is_and_how_large(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = get_document_model().objects.create(
        title="Handreiking", file=ContentFile(b"x" * 2048, name="handreiking.docx"), file_size=2048
    )

    shown = body("document", {"document": document.pk, "description": "Acht vragen."}).render_as_block()
    gone = body("document", {"document": 999, "description": ""}).render_as_block()

    assert "Word-document, 2,0" in shown
    assert "Acht vragen." in shown
    assert "<a" not in gone


def test_sources_and_folds_show_all_their_words():
    sources = {"sources": [{"label": "Brief", "url": "https://example.org/", "published_on": AGREED}]}
    folds = {"folds": [{"title": "Voor wie?", "text": "<p>Voor wie wil.</p>"}]}

    assert "3 november 2026" in body("sources", sources).render_as_block()
    assert "<summary>Voor wie?</summary>" in body("accordion", folds).render_as_block()
    assert "Voor wie wil." in " ".join(BodyBlock().get_searchable_content(body("accordion", folds)))


def test_every_block_has_a_sample_in_the_style_guide():
    without = {"text", "passage"}

    for name in LessonBodyBlock().child_blocks.keys() - without:
        assert (ROOT / "templates" / "ui" / "samples" / f"block_{name}.html").exists(), name
