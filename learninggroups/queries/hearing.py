"""Who hears of a post by letter: at what level, and why; the choice nearest to the thread holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from learninggroups.models import Membership, Mention, Post, ReadMark, ThemeChoice, ThreadGuest
from learninggroups.permissions import Roles, may_see_post
from members.models import Level, Member


class Why(StrEnum):
    """What makes that somebody hears of a post, strongest first."""

    MENTIONED = "mentioned"
    ANSWERED = "answered"
    CHOSE_THREAD = "thread"
    CHOSE_GROUP = "group"
    CHOSE_THEME = "theme"
    CHOSE_ALL = "all"


@dataclass(frozen=True, slots=True)
class Told:
    """One member, and the posts of one thread that she hears of."""

    member: Member
    posts: tuple[Post, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that decides who hears of some posts, each read once."""

    # By post: who is called by name in it.
    mentioned: dict[int, set[int]]
    # By group, and by thread: who is there, with the level she chose for it.
    places: dict[int, dict[int, str]]
    # By theme: the level that somebody chose for it.
    themes: dict[int, dict[int, str]]
    guests: dict[int, set[int]]
    # By (thread, member): how far she read, and the level she chose.
    marks: dict[tuple[int, int], tuple[int, str]]
    members: dict[int, Member]
    roles: dict[int, Roles]


def unread_tellings(posts: Collection[Post]) -> list[Told]:
    """
    Return who hears of these posts and has not read them; the posts are all of one thread.

    They come from :func:`tellable`.
    """
    facts = _facts_of(posts)
    told = []
    for member in facts.members.values():
        reasons = {post: why for post in posts if (why := _why(facts, member, post))}
        new = tuple(post for post in reasons if not _has_read(facts, member, post))
        if new:
            told.append(Told(member, new, min((reasons[post] for post in new), key=list(Why).index)))
    return told


def still_told(pairs: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """
    Return which of these pairs (member, post) still hold.

    A pair holds when she would hear of the post if it were told now, whether she read it or not.
    """
    posts = {post.pk: post for post in tellable({post_id for _, post_id in pairs})}
    facts = _facts_of(posts.values(), only={member_id for member_id, _ in pairs})
    return {
        (member_id, post_id)
        for member_id, post_id in pairs
        if member_id in facts.members
        and post_id in posts
        and _why(facts, facts.members[member_id], posts[post_id])
    }


def read_by(pairs: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return of which of these pairs (member, post) she read the post."""
    posts = Post.objects.in_bulk({post_id for _, post_id in pairs})
    marks = _marks_of({post.thread_id for post in posts.values()}, {member_id for member_id, _ in pairs})
    return {
        (member_id, post_id)
        for member_id, post_id in pairs
        if post_id in posts
        and marks.get((posts[post_id].thread_id, member_id), (0, ""))[0] >= posts[post_id].position
    }


def in_confidence(post_ids: Collection[int]) -> set[int]:
    """Return those of these posts that stand in a confidential group now."""
    posts = Post.objects.filter(pk__in=post_ids, thread__group__is_confidential=True)
    return set(posts.values_list("pk", flat=True))


def tellable(post_ids: Collection[int]) -> Sequence[Post]:
    """Return those of these posts that stand there to be read, in the order in which they do."""
    standing = Post.objects.filter(pk__in=post_ids, deleted_at=None, hidden_at=None)
    related = standing.select_related("thread__group", "author", "organization", "reply_to")
    return related.order_by("thread", "position")


def _why(facts: _Facts, member: Member, post: Post) -> Why | None:
    if member.pk == post.author_id or not may_see_post(facts.roles[member.pk], post):
        return None
    level, chosen = _level(facts, member, post)
    if level == Level.OVERVIEW:
        return None
    if member.pk in facts.mentioned.get(post.pk, ()):
        return Why.MENTIONED
    if post.reply_to and post.reply_to.author_id == member.pk:
        return Why.ANSWERED
    if level != Level.EVERYTHING:
        return None
    is_here = member.pk in facts.places[post.thread.group_id] or member.pk in facts.guests[post.thread_id]
    return chosen if is_here or chosen is Why.CHOSE_THREAD else None


def _level(facts: _Facts, member: Member, post: Post) -> tuple[str, Why]:
    """Return the level that holds, and what choice it comes from."""
    _, of_thread = facts.marks.get((post.thread_id, member.pk), (0, ""))
    if of_thread:
        return of_thread, Why.CHOSE_THREAD
    if of_group := facts.places[post.thread.group_id].get(member.pk):
        return of_group, Why.CHOSE_GROUP
    if of_theme := facts.themes.get(post.thread.group.theme_id, {}).get(member.pk):
        return of_theme, Why.CHOSE_THEME
    return member.level, Why.CHOSE_ALL


def _has_read(facts: _Facts, member: Member, post: Post) -> bool:
    position, _ = facts.marks.get((post.thread_id, member.pk), (0, ""))
    return position >= post.position


def _facts_of(posts: Collection[Post], only: Collection[int] | None = None) -> _Facts:
    """Read what decides about these posts, in the same few statements for any number of them."""
    threads = {post.thread_id for post in posts}
    mentioned: dict[int, set[int]] = {}
    for post_id, member_id in Mention.objects.filter(post__in=posts).values_list("post", "member"):
        mentioned.setdefault(post_id, set()).add(member_id)
    places: dict[int, dict[int, str]] = {post.thread.group_id: {} for post in posts}
    for group_id, member_id, level in (
        Membership.objects.filter(group__in=places)
        .exclude(role=Membership.Role.REQUESTED)
        .values_list("group", "member", "level")
    ):
        places[group_id][member_id] = level
    guests: dict[int, set[int]] = {thread_id: set() for thread_id in threads}
    for thread_id, member_id in ThreadGuest.objects.filter(thread__in=threads, ended_at=None).values_list(
        "thread", "member"
    ):
        guests[thread_id].add(member_id)
    called = set().union(*mentioned.values()) | {post.reply_to.author_id for post in posts if post.reply_to}
    here = set().union(*places.values(), *guests.values())
    marks = _marks_of(threads, called | here)
    themes = _themes_of(posts, called | here)
    levels = [(member_id, level) for (_, member_id), (_, level) in marks.items()]
    levels += [pair for chosen in (*places.values(), *themes.values()) for pair in chosen.items()]
    eager = {member_id for member_id, level in levels if level == Level.EVERYTHING}
    # Most people want to hear of few things: of them no more is read than this.
    hearing = Q(pk__in=called | eager) | Q(pk__in=here, level=Level.EVERYTHING)
    members = Member.objects.active().filter(hearing)
    if only is not None:
        members = members.filter(pk__in=only)
    told = {member.pk: member for member in members.order_by("pk")}
    return _Facts(mentioned, places, themes, guests, marks, told, Roles.of_many(told.values()))


def _themes_of(posts: Collection[Post], members: Collection[int]) -> dict[int, dict[int, str]]:
    """Return what these members chose for the themes of these posts."""
    themes: dict[int, dict[int, str]] = {
        post.thread.group.theme_id: {} for post in posts if post.thread.group.theme_id
    }
    choices = ThemeChoice.objects.filter(theme__in=themes, member__in=members)
    for theme_id, member_id, level in choices.values_list("theme", "member", "level"):
        themes[theme_id][member_id] = level
    return themes


def _marks_of(threads: Collection[int], members: Collection[int]) -> dict[tuple[int, int], tuple[int, str]]:
    """Return the marks of these members, and of whoever else wants to hear everything."""
    eager = Q(level=Level.EVERYTHING)
    marks = ReadMark.objects.filter(eager | Q(member__in=members), thread__in=threads)
    return {
        (thread_id, member_id): (position, level)
        for thread_id, member_id, position, level in marks.values_list(
            "thread", "member", "position", "level"
        )
    }
