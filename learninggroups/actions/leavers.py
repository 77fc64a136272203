"""Taking who left out of the threads, so that what others said there can still be followed."""

import re
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from activity import journal
from learninggroups.indexing import index_posts
from learninggroups.models import Draft, Membership, Post, PostNotice, PostRevision
from members.models import Member
from members.queries.leaving import HandOver
from privacy.emptying import BATCH, FORMER_MEMBER
from privacy.erasure import Leaver
from search import index

PICTURE = re.compile(r"<img\b[^>]*>")
NO_PICTURE = "(afbeelding weggehaald)"


def take_out(leaver: Leaver) -> Iterator[None]:
    """
    Do with threads what leaving asks: posts taken back, calls by name and pictures taken out.

    Yields after each batch; what is left to do is found in the rows.
    """
    if leaver.goes_silent:
        hers = Post.objects.filter(author=leaver.pk)
        yield from _each(
            hers.filter(Q(deleted_at=None) | Q(revisions__isnull=False)).distinct(), _take_back, leaver
        )
    for model, of in ((Post, "author"), (PostRevision, "post__author")):
        with_pictures = model.objects.filter(**{of: leaver.pk}, body__contains="<img")
        yield from _each(with_pictures, _without_pictures, leaver)
        calling = model.objects.filter(body__contains=f'href="{_page_of(leaver)}"')
        yield from _each(calling, _without_name, leaver)
    drafts = Draft.objects.annotate(words=Cast("fields", TextField()))
    drafts = drafts.filter(words__contains=_page_of(leaver))
    yield from _each(drafts, _without_name_in_draft, leaver)


def last_facilitator_of(member: Member) -> list[HandOver]:
    """Return the groups that nobody else leads."""
    lead = Membership.Role.FACILITATOR
    places = Membership.objects.filter(member=member, role=lead, group__archived_at=None).select_related(
        "group"
    )
    led = Membership.objects.filter(role=lead, member__is_active=True).exclude(member=member)
    others = set(led.filter(group__in=places.values("group")).values_list("group", flat=True))
    return [
        HandOver(
            f"Je bent de enige begeleider van {place.group.name}.",
            f"{place.group.name} heeft geen begeleider meer.",
            place.group.get_absolute_url(),
        )
        for place in places.select_related("group").order_by("group__name")
        if place.group_id not in others
    ]


def _page_of(leaver: Leaver) -> str:
    return f"/leden/{leaver.pk}/"


def _each(rows: QuerySet, do: Callable[[list[Model], Leaver], None], leaver: Leaver) -> Iterator[None]:
    while pks := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic(durable=True):
            # RACE: a writer may be changing a post just now; whoever locks it first is right.
            found = rows.model.objects.select_for_update(of=["self"]).filter(pk__in=pks)
            do(list(found), leaver)
        yield


def _take_back(posts: list[Post], leaver: Leaver) -> None:
    pks = [post.pk for post in posts]
    PostRevision.objects.filter(post__in=pks).delete()
    PostNotice.objects.filter(post__in=pks).delete()
    index.drop_many(Post, pks)
    for post in posts:
        journal.retract(post)
    Post.objects.filter(pk__in=pks).update(
        deleted_at=Coalesce("deleted_at", Value(leaver.now)), awaits_search=False
    )


def _without_pictures(rows: list[Post | PostRevision], leaver: Leaver) -> None:
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(body=PICTURE.sub(NO_PICTURE, row.body))


def _without_name(rows: list[Post | PostRevision], leaver: Leaver) -> None:
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(body=_uncalled(row.body, leaver))
    index_posts([row.pk for row in rows if isinstance(row, Post)])


def _without_name_in_draft(drafts: list[Draft], leaver: Leaver) -> None:
    for draft in drafts:
        fields = {
            name: _uncalled(value, leaver).replace(_page_of(leaver), "") if isinstance(value, str) else value
            for name, value in draft.fields.items()
        }
        Draft.objects.filter(pk=draft.pk).update(fields=fields)


def _uncalled(body: str, leaver: Leaver) -> str:
    """Return a text in which nothing leads to her and no call says her name."""
    call = re.compile(rf'<a href="{_page_of(leaver)}"[^>]*>(@?)[^<]*</a>')
    bare = call.sub(rf"\g<1>{FORMER_MEMBER}", body)
    # What is not a plain link of ours must not be found again for ever.
    return bare.replace(f'href="{_page_of(leaver)}"', "")
