"""How a facilitator makes a lesson of a thread: her own words, and passages of what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape, linebreaks
from wagtail.blocks import StreamValue
from wagtail.models import Page, WorkflowState

from home.models import AwaitsConsent, LessonIndexPage, LessonPage, Passage
from home.permissions import may_write_lesson
from learninggroups.models import Post, Thread
from learninggroups.permissions import Roles, may_see_post
from members.models import Member
from members.permissions import require
from ui import prose
from ui.wording import is_word_for_word, own_words

Blocks = list[dict[str, Any]]


class LessonExists(Exception):
    """Somebody began the lesson of this thread already."""


class LessonChanged(Exception):
    """Somebody else changed the lesson meanwhile; nothing was kept."""


class WithEditors(Exception):
    """The lesson lies with the editors, or is online: the facilitator writes in it no more."""


class NotWordForWord(Exception):
    """The passage does not stand like this in the post."""


class AuthorGone(Exception):
    """Nobody can be asked whether these words may be used."""


class EmptyLesson(Exception):
    """There is nothing to read yet."""


@dataclass(frozen=True, kw_only=True)
class LessonWords:
    """What a facilitator typed: ``texts`` by the number of their block, ``more`` a text to add."""

    title: str
    lead: str
    closed_reason: str = ""
    contact_line: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    more: str = ""


@transaction.atomic(durable=True)
def start_lesson(*, thread: Thread, title: str, lead: str, actor: Member) -> LessonPage:
    """
    Begin the lesson of a thread, as a draft that only its facilitators and the editors see.

    :raises LessonExists: when there is one already.
    """
    require(may_write_lesson(Roles.of(actor), thread))
    index = LessonIndexPage.objects.get()
    # RACE: two facilitators who begin at once; the second waits here, and then finds a lesson.
    Page.objects.select_for_update().get(pk=index.pk)
    if LessonPage.objects.filter(thread=thread).exists():
        raise LessonExists
    group = thread.group
    lesson = LessonPage(
        title=title,
        lead=lead,
        owner=actor,
        live=False,
        has_unpublished_changes=True,
        group=group,
        thread=thread,
        sender_kind=LessonPage.SenderKind.LEARNING_GROUP,
        sender_name=group.name,
        origin="een gesprek in deze leergroep",
        learned_on=timezone.localdate(thread.last_post_at),
        body=[],
    )
    if group.theme_id:
        lesson.themes = [group.theme]
    index.add_child(instance=lesson)
    lesson.save_revision(user=actor, clean=False)
    return lesson


@transaction.atomic(durable=True)
def write_lesson(*, lesson: LessonPage, seen: int, words: LessonWords, actor: Member) -> LessonPage:
    """
    Keep what was typed over the version that the writer saw, and return the lesson as it is now.

    A text without words is taken out; one that was not changed keeps what editors made of it.

    :raises LessonChanged: when somebody else changed it meanwhile.
    :raises WithEditors: when it was handed in.
    """
    draft = _draft(lesson, actor)
    if draft.latest_revision_id != seen:
        raise LessonChanged
    blocks = [_rewritten(block, words.texts) for block in draft.body.raw_data]
    if words.more.strip():
        blocks.append(_block("text", _paragraphs(words.more)))
    columns = {
        "title": words.title,
        "lead": words.lead,
        "closed_reason": words.closed_reason,
        "contact_line": words.contact_line,
    }
    kept = [block for block in blocks if block is not None]
    is_same = kept == list(draft.body.raw_data)
    if is_same and all(getattr(draft, name) == value for name, value in columns.items()):
        return draft
    for name, value in columns.items():
        setattr(draft, name, value)
    return _keep(draft, kept, actor)


@transaction.atomic(durable=True)
def quote_passage(*, lesson: LessonPage, post: Post, words: str, actor: Member, now: datetime) -> Passage:
    """
    Put words of a post at the end of the lesson; they are not asked for yet.

    :raises NotWordForWord: when the post does not say it like this, or somebody else said it.
    :raises AuthorGone: when who wrote it is not there any more.
    :raises WithEditors: when the lesson was handed in.
    """
    draft = _draft(lesson, actor)
    require(post.thread_id == lesson.thread_id and may_see_post(Roles.of(actor), post))
    if post.deleted_at or post.hidden_at or not is_word_for_word(words, own_words(post.body)):
        raise NotWordForWord
    if post.author is None or not post.author.is_active:
        raise AuthorGone
    passage, is_new = Passage.objects.get_or_create(
        lesson=draft,
        post=post,
        words=" ".join(words.split()),
        defaults={"author": post.author, "organization": post.organization, "chosen_at": now},
    )
    if is_new or passage.pk not in draft.passage_ids:
        _keep(draft, [*draft.body.raw_data, _block("passage", passage.pk)], actor)
    return passage


@transaction.atomic(durable=True)
def move_block(*, lesson: LessonPage, block_id: str, step: int, actor: Member) -> None:
    """Move one part of the lesson up (``step`` -1) or down (1); at the edge it stays."""
    draft = _draft(lesson, actor)
    blocks = list(draft.body.raw_data)
    here = next((place for place, block in enumerate(blocks) if block["id"] == block_id), None)
    if here is None or not 0 <= here + step < len(blocks):
        return
    blocks[here], blocks[here + step] = blocks[here + step], blocks[here]
    _keep(draft, blocks, actor)


@transaction.atomic(durable=True)
def take_out(*, lesson: LessonPage, block_id: str, actor: Member) -> None:
    """Take one part out of the lesson; words of somebody else are then kept no longer."""
    draft = _draft(lesson, actor)
    _without(draft, {block_id}, actor)


@transaction.atomic(durable=True)
def hand_in(*, lesson: LessonPage, actor: Member) -> None:
    """
    Give the lesson to the editors, without what its writers refused.

    :raises AwaitsConsent: when somebody has not answered yet.
    :raises EmptyLesson: when nothing is left to read.
    :raises WithEditors: when it was handed in already.
    """
    draft = _draft(lesson, actor)
    passages = draft.passages.in_bulk(draft.passage_ids)
    unasked = [pk for pk in draft.passage_ids if pk not in passages or passages[pk].is_pending]
    if unasked:
        raise AwaitsConsent(draft)
    refused = {
        block["id"]
        for block in draft.body.raw_data
        if block["type"] == "passage" and not passages[block["value"]].is_given
    }
    draft = _without(draft, refused, actor)
    if not draft.body.raw_data:
        raise EmptyLesson
    state = draft.current_workflow_state
    if state:
        state.resume(user=actor)
    else:
        state = draft.get_workflow().start(draft, actor)
    # Wagtail would write her that she can look in the back office, where she cannot come.
    WorkflowState.objects.filter(pk=state.pk).update(requested_by=None)


def _draft(lesson: LessonPage, actor: Member) -> LessonPage:
    """Return the newest version, locked, to who may write in it and as long as she may."""
    require(may_write_lesson(Roles.of(actor), lesson.thread))
    page = LessonPage.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    if page.live or page.approved_schedule or page.workflow_in_progress:
        raise WithEditors
    return page.get_latest_revision_as_object()


def _keep(draft: LessonPage, blocks: Blocks, actor: Member) -> LessonPage:
    draft.body = StreamValue(draft.body.stream_block, blocks, is_lazy=True)
    draft.save()
    draft.save_revision(user=actor, clean=False)
    return draft


def _without(draft: LessonPage, block_ids: set[str], actor: Member) -> LessonPage:
    blocks = list(draft.body.raw_data)
    left = [block for block in blocks if block["id"] not in block_ids]
    if len(left) == len(blocks):
        return draft
    still = {block["value"] for block in left if block["type"] == "passage"}
    gone = {block["value"] for block in blocks if block["type"] == "passage"} - still
    Passage.objects.filter(lesson=draft, pk__in=gone).delete()
    return _keep(draft, left, actor)


def _rewritten(block: dict[str, Any], texts: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a block with the text that was typed for it, or None when that has no words."""
    typed = texts.get(block["id"])
    if block["type"] != "text" or typed is None or typed.split() == prose.plain(block["value"]).split():
        return block
    return {**block, "value": _paragraphs(typed)} if typed.strip() else None


def _paragraphs(text: str) -> str:
    return linebreaks(escape(text.strip()))


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}
