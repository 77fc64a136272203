"""Taking the words of who left out of the margins of pages, where the back office kept them thrice."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.models import COMMENTS_RELATION_NAME, Comment, CommentReply, PageLogEntry, Revision

from privacy.erasure import Leaver

COMMENTING = "wagtail.comments."
PAGES = Revision.objects.filter(base_content_type__app_label="wagtailcore", base_content_type__model="page")


def take_out(leaver: Leaver) -> Iterator[None]:
    """
    Blank her comments in every version of a page, and in what the history of the page says of them.

    Yields after each page on which something was left to do. The comments themselves are rows of
    hers, as the words of their tables say.
    """
    if leaver.goes_silent:
        for page in sorted(_commented(leaver)):
            if _silence(page, leaver):
                yield


def _commented(leaver: Leaver) -> set[int]:
    """Return the pages on which she said something, also what was taken away since."""
    said = PageLogEntry.objects.filter(user=leaver.pk, action__startswith=COMMENTING)
    own = Comment.objects.filter(Q(user=leaver.pk) | Q(replies__user=leaver.pk))
    return {*said.values_list("page", flat=True), *own.values_list("page", flat=True)}


@transaction.atomic(durable=True)
def _silence(page: int, leaver: Leaver) -> bool:
    """Blank what she said on one page; say whether anything was left of it."""
    entries = list(PageLogEntry.objects.filter(page=page, action__startswith=COMMENTING))
    comments = _hers(Comment, leaver, entries, ("create", "edit"), "comment")
    replies = _hers(CommentReply, leaver, entries, ("create_reply", "edit_reply"), "reply")
    changed = [entry for entry in entries if _blank_entry(entry.data, comments, replies)]
    PageLogEntry.objects.bulk_update(changed, ["data"])
    has_changed = bool(changed)
    versions = PAGES.filter(object_id=str(page))
    for pk in list(versions.values_list("pk", flat=True)):
        # One at a time: a page may have many, and each holds all of it.
        content = Revision.objects.values_list("content", flat=True).get(pk=pk)
        if _blank_version(content, leaver.pk):
            Revision.objects.filter(pk=pk).update(content=content)
            has_changed = True
    return has_changed


def _hers(
    model: type[Comment | CommentReply],
    leaver: Leaver,
    entries: list[PageLogEntry],
    acts: tuple[str, ...],
    name: str,
) -> set[int]:
    """Return the numbers of what she wrote, of which the row may be gone."""
    said = {
        entry.data[name]["id"]
        for entry in entries
        if entry.user_id == leaver.pk and entry.action.removeprefix(COMMENTING) in acts
    }
    return {*said, *model.objects.filter(user=leaver.pk).values_list("pk", flat=True)}


def _blank_entry(data: dict[str, Any], comments: set[int], replies: set[int]) -> bool:
    told = (data.get("comment"), comments), (data.get("reply"), replies)
    # All of them, and not only until one is found.
    blanked = [_blank(one) for one, hers in told if one and one["id"] in hers]
    return any(blanked)


def _blank_version(content: dict[str, Any], member: int) -> bool:
    comments = content.get(COMMENTS_RELATION_NAME) or []
    said = [*comments, *(reply for comment in comments for reply in comment.get("replies", []))]
    blanked = [_blank(one) for one in said if one["user"] == member]
    return any(blanked)


def _blank(said: dict[str, Any]) -> bool:
    """Take the text away; say whether there was any."""
    had_text = bool(said["text"])
    said["text"] = ""
    return had_text
