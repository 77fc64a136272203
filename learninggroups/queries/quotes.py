"""Where a post is quoted: in what answers it, and in whatever links to it from where it stands or stood."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from learninggroups.models import MovedPost, Post
from learninggroups.permissions import Roles


@dataclass(frozen=True, slots=True)
class QuoteEntry:
    """One post that quotes another, for who is about to leave words out."""

    author: str
    posted_at: datetime
    url: str


def threads_around(post: Post) -> set[int]:
    """Return the threads in which a post can have been quoted: its own, and where splits and merges led."""
    moved = MovedPost.objects.filter(Q(post=post) | Q(thread=post.thread_id) | Q(post__thread=post.thread_id))
    places = moved.values_list("thread", "post__thread").distinct()
    return {post.thread_id}.union(*places)


def quoting(post: Post) -> QuerySet[Post]:
    """Return the posts that may hold a passage of this one, out of sight or not."""
    # What is out of sight has its words in its revisions alone.
    link = reverse("learninggroups:post", args=[post.pk])
    links = Q(body__contains=f'"{link}"') | Q(revisions__body__contains=f'"{link}"')
    nearby = links & Q(thread__in=threads_around(post))
    return Post.objects.filter(Q(reply_to=post) | nearby).exclude(pk=post.pk).distinct()


def quotes_of(roles: Roles, post: Post) -> list[QuoteEntry]:
    """Return the posts that quote this one and that this person sees, in their order."""
    seen = Post.objects.visible_to(roles).filter(pk__in=quoting(post), deleted_at=None, hidden_at=None)
    return [
        QuoteEntry(
            author=quote.author.name if quote.author else "Oud-lid",
            posted_at=quote.posted_at,
            url=quote.get_absolute_url(),
        )
        for quote in seen.select_related("author").order_by("posted_at", "pk")
        if "<blockquote>" in quote.body
    ]
