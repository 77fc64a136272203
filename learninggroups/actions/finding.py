"""Letting new posts be found: each is marked as it is written, and the worker tells search of it."""

from django.db import transaction

from learninggroups.indexing import index_posts
from learninggroups.models import Post

# Who replies in one of their threads waits until so many are done.
AT_ONCE = 50


def index_new() -> int:
    """
    Let all new posts be found, and return how many that were.

    A mark is taken away in the transaction that tells search, so after a crash the next call goes
    on with what is left. What goes out of sight does so in its own action, which search hears at once.
    """
    count = 0
    while done := _index_some():
        count += done
    return count


@transaction.atomic(durable=True)
def _index_some() -> int:
    # RACE: who hides, deletes, narrows, moves or merges holds the post or its thread. Either it is
    # skipped here and seen as it is by the next call, or she waits for us and takes out what we put in.
    free = Post.objects.awaiting_search().select_for_update(
        skip_locked=True, no_key=True, of=["self", "thread"]
    )
    new = [post.pk for post in free.select_related("thread")[:AT_ONCE]]
    index_posts(new)
    Post.objects.filter(pk__in=new).update(awaits_search=False)
    return len(new)
