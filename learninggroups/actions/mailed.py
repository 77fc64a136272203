"""What is done besides, inside the transaction of a post, when that post came by mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files import File

from files.vetting import Vetted
from learninggroups import notifications
from learninggroups.models import Attachment, MailedPost, Post
from members.models import Member


@dataclass(frozen=True, slots=True)
class Mailed:
    """
    The mail a post came in: its key, the files that may be kept, and why others may not.

    A refused file is a line for its sender, with the file's name.
    """

    key: str
    files: Sequence[Vetted] = ()
    refused_files: Sequence[str] = ()


def note_mailed(post: Post, mailed: Mailed | None, actor: Member, *, starts: bool, now: datetime) -> None:
    """Write down which mail a post came in, hang its files on it, and tell its writer what she must know."""
    if mailed is None:
        return
    is_first = not MailedPost.objects.filter(post__author=actor).exists()
    # RACE: of two workers with the same mail the second fails here, and its post with it.
    MailedPost.objects.create(key=mailed.key, post=post)
    for vetted in mailed.files:
        _hang(vetted, post, actor, now)
    if is_first or starts or mailed.refused_files:
        notifications.reply_posted(
            post, to=actor, is_first=is_first, starts=starts, refused_files=mailed.refused_files, now=now
        )


def _hang(vetted: Vetted, post: Post, actor: Member, now: datetime) -> None:
    attachment = Attachment(
        uploader=actor,
        post=post,
        name=vetted.name,
        content_type=vetted.content_type,
        size=vetted.size,
        width=vetted.width,
        height=vetted.height,
        uploaded_at=now,
    )
    attachment.file.save(vetted.name, File(vetted.content), save=False)
    attachment.save()
