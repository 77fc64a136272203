"""Letters about posts: one notice per post in its own transaction, letters to people ten minutes later."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from learninggroups import notifications
from learninggroups.models import Post, PostNotice
from learninggroups.queries import hearing

# Time to read it on the portal first, and for its writer to mend or take back what she wrote.
NOTICE_AFTER = timedelta(minutes=10)
# SQL for the same reason as actions.posts.TAKE_PLACE.
NOTE = "INSERT INTO learninggroups_postnotice (post_id, due_at) VALUES (%s, %s)"


def note(post: Post, *, now: datetime) -> None:
    """Write down, in the transaction of a new post, that people may still have to hear of it."""
    due_at = connection.ops.adapt_datetimefield_value(now + NOTICE_AFTER)
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [post.pk, due_at])


def tell_due(*, now: datetime) -> int:
    """
    Write the letters about all posts that are due, and return how many letters.

    Every thread is a transaction of its own, which writes its letters and deletes its notices,
    or does neither; after a crash the next call goes on with what is left.
    """
    letters = 0
    while (written := _tell_one_thread(now)) is not None:
        letters += written
    return letters


@transaction.atomic(durable=True)
def _tell_one_thread(now: datetime) -> int | None:
    """Tell all that is due of the thread that waits longest; None when nothing is."""
    # RACE: a notice that another worker holds is skipped, and one it finished is gone. On
    # SQLite the transaction itself lets one worker in at a time.
    due = PostNotice.objects.filter(due_at__lte=now).select_for_update(skip_locked=True, of=["self"])
    first = due.select_related("post").order_by("due_at", "pk").first()
    if first is None:
        return None
    notices = {notice.pk: notice.post_id for notice in due.filter(post__thread=first.post.thread_id)}
    letters = notifications.posts_written(hearing.tellable(notices.values()), now=now)
    PostNotice.objects.filter(pk__in=notices).delete()
    return letters
