"""
What search is told of groups, threads and posts; called inside the actions that change them.
Of new posts the worker tells it, see actions/finding.py.

Nothing here decides who finds what: a group's openness is read when somebody searches, and
hits are fetched again as the asker may see them.
"""

from collections.abc import Iterable

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from learninggroups.models import LearningGroup, Post, Thread
from search import index, stems
from search.models import Entry

_WIDTH = {index.CLOSED: 0, index.MEMBERS: 1, index.OPEN: 2}


def index_post(post: Post) -> None:
    """Let what is in sight be found by what the caller holds of it, in one statement."""
    index.put_many([post_record(post)])


def index_posts(pks: Iterable[int]) -> None:
    """Let posts be found as they are in the database now; those out of sight are found no more."""
    index.put_subjects(POSTS, pks)


def index_threads(pks: Iterable[int]) -> None:
    """Let the titles of threads be found as they are now, but not what was written in them."""
    index.put_subjects(THREADS, pks)


def index_whole_threads(pks: Iterable[int]) -> None:
    """Let threads and all their posts be found where they are now, after a move or a merge."""
    pks = list(pks)
    index_threads(pks)
    index_posts(Post.objects.filter(thread__in=pks).values_list("pk", flat=True))


def index_openness(threads: Iterable[int]) -> None:
    """Let threads and their posts be found as widely as their writers agree to now."""
    threads = list(threads)
    for model, narrowest in ((Thread, F("openness")), (Post, _narrower_of("thread__openness", "openness"))):
        now = model.objects.filter(pk=OuterRef("subject_id")).annotate(found_by=narrowest)
        Entry.objects.filter(subject_kind=index.kind_of(model), parent_id__in=threads).update(
            openness=Coalesce(Subquery(now.values("found_by")), Value(index.CLOSED))
        )


def index_group(pk: int) -> None:
    """Let a group be found by its name and what it is for, as these are now."""
    index.put_subjects(GROUPS, [pk])


def post_record(post: Post) -> index.Record | None:
    """Return what is to be found of a post, or None when it is out of sight."""
    if post.deleted_at or post.hidden_at or post.thread.merged_into_id:
        return None
    return index.Record.of(
        post,
        place=post.thread.group_id,
        parent=post.thread_id,
        openness=min(post.openness, post.thread.openness, key=_WIDTH.__getitem__),
        author=post.author_id,
        text=stems.bare(post.body),
        at=post.posted_at,
    )


def thread_record(thread: Thread) -> index.Record | None:
    """Return what is to be found of a thread itself, or None when it went up in another."""
    if thread.merged_into_id:
        return None
    return index.Record.of(
        thread,
        place=thread.group_id,
        parent=thread.pk,
        openness=thread.openness,
        author=thread.author_id,
        title=thread.title,
        at=thread.started_at,
    )


def group_record(group: LearningGroup) -> index.Record:
    """
    Return what is to be found of a group.

    Everybody may know that a group exists; a confidential one is found by who takes part.
    """
    return index.Record.of(
        group,
        place=group.pk if group.is_confidential else None,
        openness=index.CLOSED if group.is_confidential else index.OPEN,
        themes=(group.theme_id,) if group.theme_id else (),
        title=group.name,
        text=group.purpose,
        at=group.created_at,
    )


def _narrower_of(one: str, other: str) -> Case:
    either = [Q(**{one: openness}) | Q(**{other: openness}) for openness in (index.CLOSED, index.MEMBERS)]
    return Case(
        When(either[0], then=Value(index.CLOSED)),
        When(either[1], then=Value(index.MEMBERS)),
        default=Value(index.OPEN),
    )


POSTS = index.Source(
    model=Post,
    subjects=lambda: Post.objects.filter(deleted_at=None).select_related("thread"),
    at="posted_at",
    record=post_record,
)
THREADS = index.Source(model=Thread, subjects=Thread.objects.all, at="started_at", record=thread_record)
GROUPS = index.Source(
    model=LearningGroup, subjects=LearningGroup.objects.all, at="created_at", record=group_record
)
SOURCES = (GROUPS, THREADS, POSTS)
