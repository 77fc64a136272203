"""Leaving words that were taken out of a post out of what others quoted of it, and were about to."""

from collections.abc import Collection

from learninggroups.models import Draft, Post, PostRevision, place_of
from learninggroups.queries import quotes
from ui import passages


def leave_out_of_quotes(post: Post, words: Collection[str], put: str) -> list[Post]:
    """
    Put other words for these wherever a passage of this post is quoted, in earlier versions and drafts too.

    Called inside the transaction of who leaves them out. What somebody wrote in her own words
    stays. Returns the posts in which something changed, for who leaves a trace.
    """
    # RACE: in the order of their numbers, so that two who do this at once wait for each other
    # and not for ever.
    quoting = Post.objects.select_for_update(of=["self"]).filter(
        pk__in=set(quotes.quoting(post).values_list("pk", flat=True))
    )
    quoting = quoting.select_related("thread__group", "author").order_by("pk")
    changed = [quote for quote in quoting if _leave_out(quote, words, put)]
    _leave_out_of_drafts(post, words, put)
    return changed


def _leave_out(quote: Post, words: Collection[str], put: str) -> bool:
    body = _without(quote.body, words, put)
    is_changed = body != quote.body
    quote.body = body
    for revision in quote.revisions.all():
        kept = _without(revision.body, words, put)
        if kept != revision.body:
            is_changed = True
            PostRevision.objects.filter(pk=revision.pk).update(body=kept)
    return is_changed


def _leave_out_of_drafts(post: Post, words: Collection[str], put: str) -> None:
    """Change what is kept of an unfinished reply; a window that is open still shows what it had."""
    places = {f"thread:{pk}" for pk in quotes.threads_around(post)}
    places |= {place_of(quote) for quote in quotes.quoting(post)}
    for draft in Draft.objects.select_for_update().filter(place__in=places).order_by("pk"):
        fields = {
            name: _plain_without(typed, words, put) if name == "quote" else _without(typed, words, put)
            for name, typed in draft.fields.items()
        }
        if fields != draft.fields:
            Draft.objects.filter(pk=draft.pk).update(fields=fields)


def _without(html: str, words: Collection[str], put: str) -> str:
    for passage in words:
        html = passages.replace_quoted(html, passage, put)
    return html


def _plain_without(text: str, words: Collection[str], put: str) -> str:
    for passage in words:
        text = passages.pattern_of(passage).sub(put, text)
    return text
