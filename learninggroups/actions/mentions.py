"""
Calling somebody by name in a post: ``@Dina Deelnemer``, from the editor's list or typed out.

What is stored is a link to her page. Whether she can read the post is asked here, whatever the
browser sent, so nobody is called to what she cannot see.
"""

import re
from collections import Counter
from html import escape, unescape

from django.db.models import Q
from django.urls import reverse

from learninggroups.models import Mention, Post, Thread
from learninggroups.permissions import Roles, may_see_post
from learninggroups.queries.people import takes_part_at
from members.models import Member
from ui import prose

# A link of the editor's list, a tag, an end of a link, or a name that was typed out.
_PARTS = re.compile(
    r'<a href="/leden/(?P<pk>\d{1,18})/"[^>]*>@(?P<linked>[^<]*)</a>'
    r"|(?P<link><a\b[^>]*>)|(?P<end></a>)|<[^>]*>"
    r"|(?<![\w@])@(?P<typed>[^\W\d_][\w’'.-]*(?: [\w’'.-]+){0,5})"
)
# More names than this in one post call nobody.
MOST_CALLED = 30


def find_mentions(html: str, thread: Thread, openness: str) -> tuple[str, list[int]]:
    """
    Return clean HTML in which each name that is called links to its member, and who they are.

    ``openness`` is that of the post it will be. A name that two people have calls neither.
    """
    if "@" not in html:
        return html, []
    linked, typed = set(), set()
    for match in _PARTS.finditer(html):
        if match["pk"]:
            linked.add(int(match["pk"]))
        elif match["typed"]:
            typed.update(_names_in(unescape(match["typed"])))
    if not linked and not typed:
        return html, []
    by_pk, by_name = _readers(thread, openness, linked, typed)
    return _with_links(html, by_pk, by_name)


def note_mentions(post: Post, called: list[int]) -> None:
    """Write down whom a post calls now, inside the caller's transaction."""
    if called:
        rows = [Mention(post=post, member_id=pk) for pk in called]
        Mention.objects.bulk_create(rows, ignore_conflicts=True)


def change_mentions(post: Post, called: list[int]) -> None:
    """Write down whom a changed post calls; who is called no longer is forgotten."""
    Mention.objects.filter(post=post).exclude(member__in=called).delete()
    note_mentions(post, called)


def _names_in(typed: str) -> list[str]:
    """Return what of these words may be a name, the longest first."""
    words = typed.split(" ")
    return [" ".join(words[:count]).rstrip(".,’'-") for count in range(len(words), 0, -1)]


def _readers(
    thread: Thread, openness: str, linked: set[int], typed: set[str]
) -> tuple[dict[int, str], dict[str, int]]:
    """Return names by number and numbers by name, of those who can read the post."""
    wrote = Post.objects.filter(thread=thread).values("author")
    known = takes_part_at(thread.group, thread) | Q(pk__in=wrote)
    people = list(Member.objects.active().filter(Q(pk__in=linked) | Q(known, name__in=typed)))
    roles = Roles.of_many(people)
    post = Post(thread=thread, openness=openness)
    readers = {one.pk: one.name for one in people if may_see_post(roles[one.pk], post)}
    times = Counter(readers.values())
    return readers, {name: pk for pk, name in readers.items() if times[name] == 1 and name in typed}


def _with_links(html: str, by_pk: dict[int, str], by_name: dict[str, int]) -> tuple[str, list[int]]:
    called: dict[int, None] = {}
    is_in_link = False

    def call(pk: int, name: str) -> str:
        called[pk] = None
        address = reverse("members:member", args=[pk])
        return f'<a href="{address}">@{escape(name, quote=False)}</a>'

    def replace(match: re.Match) -> str:
        nonlocal is_in_link
        if match["pk"]:
            pk = int(match["pk"])
            is_known = pk in by_pk and len(called) < MOST_CALLED
            return call(pk, by_pk[pk]) if is_known else f"@{match['linked']}"
        if match["link"] or match["end"]:
            is_in_link = bool(match["link"])
        if not match["typed"] or is_in_link or len(called) >= MOST_CALLED:
            return match[0]
        typed = unescape(match["typed"])
        name = next((name for name in _names_in(typed) if name in by_name), None)
        return call(by_name[name], name) + escape(typed[len(name) :], quote=False) if name else match[0]

    return prose.clean(_PARTS.sub(replace, html)), list(called)
