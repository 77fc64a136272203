"""One page of a thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import connection

from learninggroups.models import (
    POSTS_PER_PAGE,
    LearningGroup,
    MovedPost,
    Post,
    Thread,
    place_url,
)
from learninggroups.permissions import (
    Roles,
    may_join,
    may_lead,
    may_moderate,
    may_reply,
    may_see_post,
    may_write,
)
from learninggroups.queries.attachments import AttachmentEntry, attachments_of
from learninggroups.queries.former import name_in
from learninggroups.queries.moments import in_utc
from learninggroups.queries.opening import OpenedThread
from learninggroups.queries.recognitions import RecognitionEntry, recognitions_of

# SQL, because this is the page that members open most: to put the statement together Django
# takes five times as long as the database to answer it. Who may see what is asked of each row.
# The limit says to PostgreSQL how few posts a page has: it would guess that a long thread has
# nearly all of its posts on the first page, and read every member there is to join them.
POSTS = """
    SELECT post.id, post.position, post.openness, post.body, post.posted_at, post.edited_at,
        post.deleted_at, post.hidden_at, post.author_id, author.name, author.is_guest, organization.name,
        post.reply_to_id,
        post.organization_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM members_affiliation place
            WHERE place.member_id = post.author_id AND place.organization_id = post.organization_id
                AND place.until_date IS NULL
        ),
        EXISTS (SELECT 1 FROM learninggroups_attachment attachment WHERE attachment.post_id = post.id),
        EXISTS (SELECT 1 FROM learninggroups_recognition recognition WHERE recognition.post_id = post.id)
    FROM (
        SELECT * FROM learninggroups_post
        WHERE thread_id = %s AND position BETWEEN %s AND %s ORDER BY position LIMIT %s
    ) post
    LEFT JOIN members_member author ON author.id = post.author_id
    LEFT JOIN members_organization organization ON organization.id = post.organization_id
    ORDER BY post.position
"""
# What was changed above the place up to which she read, since she was here. A minor change, such
# as a typing error, is none.
CHANGED = """
    SELECT post.position, post.openness, post.author_id, author.name
    FROM learninggroups_readmark mark
    JOIN learninggroups_post post ON post.thread_id = mark.thread_id
        AND post.edited_at > mark.read_at AND post.position <= mark.position
        AND post.deleted_at IS NULL AND post.hidden_at IS NULL
        AND (post.author_id IS NULL OR post.author_id <> mark.member_id)
        AND EXISTS (
            SELECT 1 FROM learninggroups_postrevision revision
            WHERE revision.post_id = post.id AND revision.replaced_at > mark.read_at
                AND NOT revision.is_minor
        )
    LEFT JOIN members_member author ON author.id = post.author_id
    WHERE mark.thread_id = %s AND mark.member_id = %s
    ORDER BY post.position LIMIT %s
"""
CHANGED_AT_MOST = 5


class PostState(StrEnum):
    """What stands at a post's place."""

    SHOWN = "shown"
    # Its words are for who is inside the group; who is outside learns no more than that.
    WITHHELD = "withheld"
    HIDDEN = "hidden"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class AnsweredPost:
    """The post that another one answers."""

    author: str
    url: str


@dataclass(frozen=True, slots=True)
class ChangedPost:
    """A post that she read, and that says something else since."""

    position: int
    author: str
    url: str


@dataclass(frozen=True, slots=True)
class PostEntry:
    """
    What stands at one place of a thread page.

    ``body`` is empty when this reader may not see it: what is not here cannot be shown.
    """

    position: int
    state: PostState
    pk: int = 0
    body: str = ""
    author: str = ""
    # Where she worked when she wrote it, and whether she left there since.
    organization: str = ""
    has_left: bool = False
    posted_at: datetime | None = None
    edited_at: datetime | None = None
    answers: AnsweredPost | None = None
    attachments: tuple[AttachmentEntry, ...] = ()
    recognitions: tuple[RecognitionEntry, ...] = ()
    # Where a moved post stands now, if the reader may follow it there.
    moved_to: str = ""
    is_own: bool = False
    is_guest: bool = False
    is_unread: bool = False
    # It says something else than when she was here.
    is_changed: bool = False
    # The first one that is new to the reader says so.
    opens_unread: bool = False

    @property
    def anchor(self) -> str:
        """Its place in an address of the page."""
        return f"bericht-{self.position}"


@dataclass(frozen=True, slots=True)
class LessonLink:
    """The lesson that was made of a thread, once readers may read it."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of a thread as one reader sees it."""

    thread: Thread
    posts: tuple[PostEntry, ...]
    number: int
    pages: int
    # Up to which position this page may be marked as read; None when nothing on it is new.
    read_to: int | None
    first_unread_url: str
    changed: tuple[ChangedPost, ...]
    may_reply: bool
    may_write: bool
    may_join: bool
    may_lead: bool
    may_report: bool
    may_moderate: bool
    lesson: LessonLink | None

    @property
    def is_last(self) -> bool:
        """Nothing comes after this page."""
        return self.number == self.pages

    @property
    def following(self) -> int:
        """How many posts the next page has."""
        return min(POSTS_PER_PAGE, self.thread.post_count - self.number * POSTS_PER_PAGE)


def thread_page(roles: Roles, opened: OpenedThread, *, number: int) -> ThreadPage | None:
    """
    Return one page of a thread, or None when it has no such page.

    Its page is a range of positions, so that the last page of a long thread costs what the
    first one does.
    """
    thread, read = opened.thread, opened.read
    pages = max(1, -(-thread.post_count // POSTS_PER_PAGE))
    if not 1 <= number <= pages:
        return None
    first = (number - 1) * POSTS_PER_PAGE + 1
    last = min(first + POSTS_PER_PAGE - 1, thread.post_count)
    changed = _changed(roles, thread, first, last) if opened.has_changes else ()
    return ThreadPage(
        thread=thread,
        posts=_places(roles, opened, first, last, {post.position for post in changed}),
        number=number,
        pages=pages,
        # Who saw what changed has been here, though she read it all before.
        read_to=last if roles.member_id and (read < last or changed) else None,
        first_unread_url=place_url(thread.pk, read + 1) if read and read + 1 < first else "",
        changed=changed,
        may_reply=may_reply(roles, thread),
        may_write=may_write(roles, thread.group),
        may_join=may_join(roles, thread.group),
        may_lead=may_lead(roles, thread.group),
        may_report=roles.member_id is not None,
        may_moderate=may_moderate(roles, thread.group),
        # What was learned is written down when the talking is over.
        lesson=_lesson(thread) if thread.is_closed else None,
    )


def _lesson(thread: Thread) -> LessonLink | None:
    lesson = thread.lessons.filter(live=True).order_by("pk").only("title", "url_path").first()
    return lesson and LessonLink(lesson.title, lesson.address)


def _changed(roles: Roles, thread: Thread, first: int, last: int) -> tuple[ChangedPost, ...]:
    """Return what changed of what she read, since she was here."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [thread.pk, roles.member_id, CHANGED_AT_MOST])
        rows = cursor.fetchall()
    readable = readable_kinds(roles, thread)
    return tuple(
        ChangedPost(position, name_in(thread.pk, author_id, author), _way(thread.pk, first, last, position))
        for position, openness, author_id, author in rows
        if openness in readable
    )


def _places(
    roles: Roles, opened: OpenedThread, first: int, last: int, changed: set[int]
) -> tuple[PostEntry, ...]:
    """Return what stands at each place of a page, the ones that posts moved away from included."""
    posts = _posts(roles, opened, first, last, changed)
    empty = set(range(first, last + 1)) - {post.position for post in posts}
    if empty:
        moved = _moved(roles, opened.thread, empty)
        posts = sorted([*posts, *moved], key=lambda post: post.position)
    return tuple(posts)


def _posts(roles: Roles, opened: OpenedThread, first: int, last: int, changed: set[int]) -> list[PostEntry]:
    thread = opened.thread
    readable = readable_kinds(roles, thread)
    leads = may_lead(roles, thread.group)
    # In a thread that is wholly new to her no post needs to say so.
    read = opened.read or thread.post_count
    opens_unread = max(read + 1, first)
    rows = _rows(thread.pk, first, last)
    # Most pages have no files, and then nothing is asked.
    with_files = [row[0] for row in rows if row[-2]]
    attachments = attachments_of(with_files) if with_files else {}
    recognised = [row[0] for row in rows if row[-1]]
    recognitions = recognitions_of(roles, recognised) if recognised else {}
    answered = _answered(rows, thread)
    guests = _guests(thread) if opened.has_guests else ()
    posts = []
    for (
        pk,
        position,
        openness,
        body,
        posted_at,
        edited_at,
        deleted_at,
        hidden_at,
        author_id,
        author,
        is_guest,
        organization,
        reply_to_id,
        has_left,
        *_,
    ) in rows:
        if openness not in readable:
            withheld = PostEntry(position, PostState.WITHHELD, opens_unread=position == opens_unread)
            posts.append(withheld)
            continue
        is_own = author_id is not None and author_id == roles.member_id
        state = _state(deleted_at, hidden_at)
        # Who wrote a hidden post and who hid it can still read what it says.
        shows_words = state is PostState.SHOWN or (state is PostState.HIDDEN and (is_own or leads))
        answers = None
        if reply_to_id in answered:
            place, how_open, *whose = answered[reply_to_id]
            if how_open in readable:
                answers = AnsweredPost(name_in(thread.pk, *whose), _way(thread.pk, first, last, place))
        posts.append(
            PostEntry(
                position,
                state,
                pk=pk,
                body=body if shows_words else "",
                author=name_in(thread.pk, author_id, author),
                organization=organization or "",
                has_left=bool(has_left),
                posted_at=in_utc(posted_at),
                edited_at=in_utc(edited_at),
                answers=answers,
                attachments=attachments.get(pk, ()) if state is PostState.SHOWN else (),
                recognitions=recognitions.get(pk, ()),
                is_own=is_own,
                is_guest=bool(is_guest) or author_id in guests,
                is_unread=position > read,
                is_changed=position in changed,
                opens_unread=position == opens_unread,
            )
        )
    return posts


def _rows(thread_id: int, first: int, last: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(POSTS, [thread_id, first, last, POSTS_PER_PAGE])
        return cursor.fetchall()


def _answered(rows: Sequence[tuple], thread: Thread) -> dict[int, tuple[int, str, int | None, str | None]]:
    """
    Return of each post of this thread that is answered here its position, how open it is, and its writer.

    Nearly always it stands on the same page, and then nothing is asked.
    """
    wanted = {row[12] for row in rows if row[12]}
    if not wanted:
        return {}
    here = {row[0]: (row[1], row[2], row[8], row[9]) for row in rows if row[0] in wanted}
    if elsewhere := wanted - here.keys():
        posts = Post.objects.filter(thread=thread, pk__in=elsewhere)
        for pk, *answered in posts.values_list("pk", "position", "openness", "author", "author__name"):
            here[pk] = tuple(answered)
    return here


def _guests(thread: Thread) -> set[int]:
    """Return who is a guest of a thread, or was."""
    return set(thread.guests.values_list("member", flat=True))


def readable_kinds(roles: Roles, thread: Thread) -> set[str]:
    """Return how open a post of this thread must be for this reader; every kind for who is inside."""
    return {
        openness
        for openness in LearningGroup.Openness
        if may_see_post(roles, Post(thread=thread, openness=openness))
    }


def _state(deleted_at: datetime | None, hidden_at: datetime | None) -> PostState:
    if deleted_at:
        return PostState.DELETED
    return PostState.HIDDEN if hidden_at else PostState.SHOWN


def _way(thread_id: int, first: int, last: int, position: int) -> str:
    """Return the shortest address of a place: on this page it needs no page number."""
    return f"#bericht-{position}" if first <= position <= last else place_url(thread_id, position)


def _moved(roles: Roles, thread: Thread, positions: set[int]) -> Sequence[PostEntry]:
    """Return a marker for each post that stood at one of these places and was moved."""
    moved = MovedPost.objects.filter(thread=thread, position__in=positions)
    return [
        PostEntry(
            one.position,
            PostState.MOVED,
            moved_to=one.post.get_absolute_url() if may_see_post(roles, one.post) else "",
        )
        for one in moved.select_related("post__thread__group")
    ]
