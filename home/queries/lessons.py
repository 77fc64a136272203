"""What the pages show on which a lesson is made of a thread, and its writers answer."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.urls import reverse
from wagtail.models import WorkflowState

from home.models import LessonPage, Passage
from home.permissions import may_read
from learninggroups.models import POSTS_PER_PAGE, Post, Thread
from learninggroups.permissions import Roles
from ui import prose


@dataclass(frozen=True, kw_only=True)
class Source:
    """A post from which words can be taken."""

    pk: int
    position: int
    author: str
    organization: str
    body: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a lesson, as its facilitator sees it: her text, somebody's words, or what editors added."""

    block_id: str
    kind: str
    text: str = ""
    speaker: str = ""
    state: str = ""
    is_shown: bool = False
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A lesson in the making beside its thread."""

    lesson: LessonPage
    parts: list[Part]
    posts: PaginatorPage
    # What the editors said when they gave it back.
    comment: str
    is_writable: bool
    unasked: int
    awaited: list[str]

    @property
    def quotes(self) -> list[Part]:
        """What others said in it."""
        return [part for part in self.parts if part.kind == "passage"]

    @property
    def is_complete(self) -> bool:
        """Whether every writer has answered."""
        return not self.unasked and not self.awaited


@dataclass(frozen=True, kw_only=True)
class OwnPassage:
    """Words of one writer in a lesson, with what stands before them there."""

    pk: int
    words: str
    before: str
    consent: str
    state: str
    name: str
    organization: str
    address: str

    @property
    def is_answered(self) -> bool:
        """Whether she said something about them already."""
        return self.consent not in Passage.PENDING


def readable_lesson(slug: str, roles: Roles) -> LessonPage | None:
    """Return a lesson that is online and that this person may read, by its place in the address."""
    lesson = LessonPage.objects.live().public().filter(slug=slug).select_related("group").first()
    return lesson if lesson and may_read(roles, lesson) else None


def lesson_of(thread: Thread) -> LessonPage | None:
    """Return the lesson that is made of a thread, in its newest version."""
    lesson = thread.lessons.order_by("pk").first()
    return lesson and lesson.get_latest_revision_as_object()


def desk_of(lesson: LessonPage, roles: Roles, number: str) -> Desk:
    """Return what a facilitator sees of the newest version of a lesson; ``number`` is a page of posts."""
    state = lesson.current_workflow_state
    passages = {passage.pk: passage for passage in lesson.passages.with_sources()}
    inside = [passages[pk] for pk in lesson.passage_ids if pk in passages]
    awaited = {passage.author.name for passage in inside if passage.consent == Passage.Consent.ASKED}
    is_returned = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return Desk(
        lesson=lesson,
        parts=parts_of(lesson, passages),
        posts=_sources(lesson, roles, number),
        comment=state.current_task_state.comment if is_returned else "",
        is_writable=not lesson.live and not lesson.approved_schedule and (state is None or is_returned),
        unasked=sum(passage.consent == Passage.Consent.CHOSEN for passage in inside),
        awaited=sorted(awaited),
    )


def parts_of(lesson: LessonPage, passages: dict[int, Passage]) -> list[Part]:
    """Return the parts of a lesson in their order."""
    blocks = list(lesson.body.raw_data)
    return [
        _part(block, lesson, passages, is_first=place == 0, is_last=place == len(blocks) - 1)
        for place, block in enumerate(blocks)
    ]


def _part(block: dict[str, Any], lesson: LessonPage, passages: dict[int, Passage], **edges: bool) -> Part:
    kind, value = block["type"], block["value"]
    if kind == "text":
        return Part(block_id=block["id"], kind=kind, text=prose.plain(value), **edges)
    if kind != "passage":
        label = lesson.body.stream_block.child_blocks[kind].label
        return Part(block_id=block["id"], kind="other", text=str(label), **edges)
    passage = passages.get(value)
    if passage is None:
        return Part(block_id=block["id"], kind="other", text="een citaat dat er niet meer is", **edges)
    return Part(
        block_id=block["id"],
        kind=kind,
        text=passage.words if passage.still_stands else "",
        speaker=passage.author.name if passage.author else "iemand die geen lid meer is",
        state=passage.get_consent_display()
        if passage.still_stands
        else "staat niet meer zo in het bericht, haal het weg",
        is_shown=passage.is_shown,
        **edges,
    )


def _sources(lesson: LessonPage, roles: Roles, number: str) -> PaginatorPage:
    posts = (
        Post.objects.visible_to(roles)
        .filter(thread=lesson.thread_id, deleted_at=None, hidden_at=None)
        .select_related("author", "organization")
        .order_by("position")
    )
    page = Paginator(posts, POSTS_PER_PAGE).get_page(number)
    page.object_list = [
        Source(
            pk=post.pk,
            position=post.position,
            author=post.author.name if post.author else "iemand die geen lid meer is",
            organization=post.organization.name if post.organization else "",
            body=post.body,
            address=post.get_absolute_url(),
        )
        for post in page.object_list
    ]
    return page


def passages_for(lesson: LessonPage, author_id: int) -> list[OwnPassage]:
    """Return the words of one writer that stand in the newest version of a lesson, or online."""
    newest = lesson.get_latest_revision_as_object()
    asked = lesson.passages.filter(author=author_id, asked_at__isnull=False).with_sources()
    own = {passage.pk: passage for passage in asked if passage.still_stands}
    before, found = "", {}
    for block in [*newest.body.raw_data, *(lesson.body.raw_data if lesson.live else [])]:
        if block["type"] == "text":
            before = prose.plain(block["value"])
        elif block["type"] == "passage" and block["value"] in own:
            found.setdefault(block["value"], _own(own[block["value"]], before))
            before = ""
    return list(found.values())


def _own(passage: Passage, before: str) -> OwnPassage:
    return OwnPassage(
        pk=passage.pk,
        words=passage.words,
        before=before,
        consent=passage.consent,
        state=passage.get_consent_display(),
        name=passage.author.name,
        organization=passage.organization.name if passage.organization else "",
        address=passage.post.get_absolute_url() if passage.post else "",
    )


@dataclass(frozen=True, kw_only=True)
class AskedForWords:
    """That a member has to say whether her words may stand in a lesson."""

    title: str
    group: str
    address: str


@dataclass(frozen=True, kw_only=True)
class FallenWords:
    """That words fell out of a lesson online, and no editor has looked yet whether it still holds."""

    title: str
    address: str


def fallen_words(roles: Roles) -> list[FallenWords]:
    """Return the lessons online that a facilitator made and that lost words since, in at most one query."""
    if not roles.facilitates:
        return []
    lessons = LessonPage.objects.filter(
        owner=roles.member_id,
        thread__group__in=roles.facilitates,
        pk__in=Passage.objects.fallen().values("lesson"),
    )
    return [
        FallenWords(title=title, address=reverse("home:write-lesson", args=[thread_id]))
        for title, thread_id in lessons.order_by("pk").values_list("title", "thread")
    ]


def asked_for_words(member_id: int) -> list[AskedForWords]:
    """Return the lessons that wait for this member's answer, in one query."""
    lessons = LessonPage.objects.filter(
        passages__author=member_id, passages__consent=Passage.Consent.ASKED
    ).distinct()
    return [
        AskedForWords(title=title, group=group or "", address=reverse("home:own-passages", args=[pk]))
        for pk, title, group in lessons.order_by("pk").values_list("pk", "title", "thread__group__name")
    ]
