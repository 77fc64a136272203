"""
Carrying along how far everyone has read, when posts change places.

Called inside the transaction of the move. What was new to somebody stays new to her; what she
read stays read, as far as one mark can say so.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from learninggroups.models import LearningGroup, ReadMark, Thread


def carry_to_group(thread: Thread, group: LearningGroup, *, now: datetime) -> None:
    """Keep what is new in a thread new, and the rest not, for who takes part in the group it leaves."""
    joined = _joined(group)
    _write(
        ReadMark(
            thread=thread, member_id=member_id, position=0 if was_new else thread.post_count, read_at=now
        )
        for member_id, since in _joined(thread.group).items()
        if (was_new := since < thread.last_post_at) != (_is_new(joined.get(member_id), thread.last_post_at))
    )


def carry_to_split(thread: Thread, new: Thread, moved: list[int], was_at: datetime) -> None:
    """
    Mark of the posts that moved to a new thread those as read that were read where they stood.

    ``moved`` holds their old positions in order, ``was_at`` when the old thread was last written in.
    """
    marks = list(ReadMark.objects.filter(thread=thread))
    _write(
        ReadMark(
            thread=new,
            member_id=mark.member_id,
            position=bisect_right(moved, mark.position),
            read_at=mark.read_at,
            level=mark.level,
        )
        for mark in marks
    )
    # Who never opened it has all of it new, by a rule that looks at the last post; a thread
    # that now ends before she joined the group needs a mark to say the same.
    opened = {mark.member_id for mark in marks}
    never_opened = {pk: since for pk, since in _joined(thread.group).items() if pk not in opened}
    _write(
        ReadMark(thread=part, member_id=member_id, position=0, read_at=was_at)
        for part in (thread, new)
        for member_id, since in never_opened.items()
        if part.last_post_at <= since < was_at
    )


def carry_to_merged(younger: Thread, older: Thread, *, now: datetime) -> None:
    """
    Put together how far everyone read in two threads, before the younger comes after the older.

    Who had not read the older to its end has all that comes after it new, though she may have
    read a part of the younger: rather something read shown as new than something new as read.
    """
    joined = _joined(older.group)
    marks = {thread.pk: _marks(thread) for thread in (younger, older)}
    total = older.post_count + younger.post_count
    written = []
    for member_id in joined.keys() | marks[younger.pk].keys() | marks[older.pk].keys():
        read = {}
        for thread in (younger, older):
            mark = marks[thread.pk].get(member_id)
            is_new = _is_new(joined.get(member_id), thread.last_post_at)
            read[thread.pk] = mark.position if mark else (0 if is_new else thread.post_count)
        has_read_older = read[older.pk] >= older.post_count
        position = older.post_count + read[younger.pk] if has_read_older else read[older.pk]
        own = [mark for thread in (older, younger) if (mark := marks[thread.pk].get(member_id))]
        last = max(younger.last_post_at, older.last_post_at)
        without = 0 if _is_new(joined.get(member_id), last) else total
        if own or position != without:
            level = next((mark.level for mark in own if mark.level), "")
            read_at = max((mark.read_at for mark in own), default=now)
            written.append(
                ReadMark(thread=older, member_id=member_id, position=position, read_at=read_at, level=level)
            )
    ReadMark.objects.filter(thread__in=[younger, older]).delete()
    _write(written)


def _joined(group: LearningGroup) -> dict[int, datetime]:
    """Return who takes part in a group, and since when."""
    return dict(group.memberships.taking_part().values_list("member", "joined_at"))


def _marks(thread: Thread) -> dict[int, ReadMark]:
    return {mark.member_id: mark for mark in ReadMark.objects.filter(thread=thread)}


def _is_new(since: datetime | None, last_post_at: datetime) -> bool:
    """What :meth:`ThreadQuerySet.with_unread` says of a thread that somebody never opened."""
    return since is not None and since < last_post_at


def _write(marks: Iterable[ReadMark]) -> None:
    # RACE: who opens the thread at this moment writes a mark herself, and that one holds.
    ReadMark.objects.bulk_create(marks, ignore_conflicts=True, batch_size=500)
