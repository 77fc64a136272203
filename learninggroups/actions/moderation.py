"""What members report, and what is done about it; every act leaves a line."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from learninggroups.actions import revisions
from learninggroups.actions.quotes import leave_out_of_quotes
from learninggroups.indexing import index_posts, index_threads
from learninggroups.models import LearningGroup, ModerationAct, Post, PostRevision, Report, Thread
from learninggroups.notifications import moderation as notifications
from learninggroups.permissions import Roles, may_moderate_post, may_report, may_see_report
from members.models import Member
from members.permissions import require
from ui import passages

# What stands where a passage was taken out.
LEFT_OUT = "[weggelaten door de begeleider]"
LONGEST_TITLE = Thread._meta.get_field("title").max_length


class AlreadyReported(Exception):
    """This member reported this post before, and it still waits."""


class AlreadyDone(Exception):
    """Somebody else did this meanwhile."""


class NotFound(Exception):
    """These words stand nowhere in the post."""


@transaction.atomic(durable=True)
def report_post(*, post: Post, reason: str, to_programme_team: bool, actor: Member, now: datetime) -> Report:
    """
    Tell the facilitators, or the programme team, that something is wrong with a post.

    Where no other facilitator could deal with it, it goes to the programme team.

    :raises AlreadyReported: when an earlier report of hers still waits.
    """
    require(may_report(Roles.of(actor), post))
    to_team = to_programme_team or not facilitators_for(post).exists()
    report, is_new = Report.objects.get_or_create(
        post=post,
        reporter=actor,
        settled_at=None,
        defaults={"reason": reason, "to_programme_team": to_team, "reported_at": now},
    )
    if not is_new:
        raise AlreadyReported
    notifications.post_reported(report, now=now)
    return report


@transaction.atomic(durable=True)
def hide_post(*, post: Post, reason: str, actor: Member, now: datetime) -> None:
    """
    Take a post out of sight and tell its writer why; reports of it are settled with that.

    :raises AlreadyDone: when it was hidden or deleted meanwhile.
    """
    stands = _locked_for(actor, post)
    if stands.hidden_at or stands.deleted_at:
        raise AlreadyDone
    stands.hidden_at = now
    revisions.take_words(stands, editor=actor, now=now)
    stands.save(update_fields=["body", "hidden_at"])
    act = _log(ModerationAct.Kind.HID, stands, reason, actor, now)
    notifications.act_done(act, now=now)
    _settle_all(stands, actor, now)


@transaction.atomic(durable=True)
def show_post(*, post: Post, reason: str, actor: Member, now: datetime) -> None:
    """
    Let a hidden post be read again, and tell its writer.

    :raises AlreadyDone: when it is not hidden any more.
    """
    hidden = _locked_for(actor, post)
    if hidden.hidden_at is None:
        raise AlreadyDone
    hidden.hidden_at = None
    revisions.put_words_back(hidden)
    hidden.save(update_fields=["body", "hidden_at"])
    act = _log(ModerationAct.Kind.SHOWED, hidden, reason, actor, now)
    notifications.act_done(act, now=now)


@transaction.atomic(durable=True)
def leave_out(*, post: Post, words: Collection[str], reason: str, actor: Member, now: datetime) -> None:
    """
    Take passages out of a post and out of all that it said before, and tell its writer why.

    Where others quoted them, they go as well, and whoever quoted hears that.

    :raises NotFound: when one of them stands nowhere in it.
    """
    stands = _locked_for(actor, post)
    body, edited_at = stands.body, stands.edited_at
    for passage in words:
        if not _leave_out(stands, passage):
            raise NotFound(passage)
    if stands.body != body:
        # Not kept as a version: the words would still stand there.
        edited_at = now
    Post.objects.filter(pk=post.pk).update(body=stands.body, edited_at=edited_at)
    act = _log(ModerationAct.Kind.BLURRED, stands, reason, actor, now)
    notifications.act_done(act, now=now)
    quotes = leave_out_of_quotes(stands, words, LEFT_OUT)
    for quote in quotes:
        Post.objects.filter(pk=quote.pk).update(body=quote.body, edited_at=now)
        act = _log(ModerationAct.Kind.UNQUOTED, quote, reason, actor, now)
        notifications.act_done(act, now=now)
    index_posts([stands.pk, *(quote.pk for quote in quotes)])
    _settle_all(stands, actor, now)


@transaction.atomic(durable=True)
def dismiss_report(*, report: Report, word: str, actor: Member, now: datetime) -> None:
    """
    Leave a post as it is, with a word to who reported it.

    :raises AlreadyDone: when somebody dealt with it meanwhile.
    """
    require(may_see_report(Roles.of(actor), report))
    # RACE: the update doubles as the check, so one report gets one answer.
    if not Report.objects.waiting().filter(pk=report.pk).update(settled_at=now, settled_by=actor):
        raise AlreadyDone
    _log(ModerationAct.Kind.DISMISSED, report.post, word, actor, now)
    notifications.reports_settled([report], word, now=now)


def log_thread(
    kind: str,
    thread: Thread,
    *,
    group: LearningGroup | None = None,
    reason: str = "",
    actor: Member,
    now: datetime,
) -> None:
    """Write the line of something that was done to a thread, inside the caller's transaction."""
    _write(kind, group or thread.group, actor, now, thread=thread, reason=reason)


def facilitators_for(post: Post):
    """Return who facilitates the group of a post and did not write it herself."""
    own = post.author_id
    return Member.objects.active().filter(
        memberships__in=post.thread.group.memberships.facilitating().exclude(member=own)
    )


def _locked_for(actor: Member, post: Post) -> Post:
    """Hold a post for who may act on it."""
    roles = Roles.of(actor)
    is_before_team = roles.is_programme_team and post.reports.before_team().exists()
    require(may_moderate_post(roles, post, is_before_team=is_before_team))
    return revisions.locked(post)


def _leave_out(post: Post, passage: str) -> bool:
    """Take one passage out wherever it stands, and return whether it stood anywhere."""
    body = passages.replace(post.body, passage, LEFT_OUT)
    found = body != post.body
    post.body = body
    for revision in post.revisions.all():
        blurred = passages.replace(revision.body, passage, LEFT_OUT)
        if blurred != revision.body:
            found = True
            PostRevision.objects.filter(pk=revision.pk).update(body=blurred)
    if post.position == 1:
        # Who reads a title reads it with the first post.
        title, times = passages.pattern_of(passage).subn("[weggelaten]", post.thread.title)
        if times:
            found = True
            post.thread.title = title[:LONGEST_TITLE]
            post.thread.save(update_fields=["title"])
            index_threads([post.thread_id])
    return found


def _settle_all(post: Post, actor: Member, now: datetime) -> None:
    """Something was done: whoever reported the post hears that."""
    settled = list(post.reports.waiting().select_related("reporter", "post__thread__group"))
    post.reports.waiting().update(settled_at=now, settled_by=actor)
    notifications.reports_settled(settled, "", now=now)


def _log(kind: str, post: Post, reason: str, actor: Member, now: datetime) -> ModerationAct:
    return _write(kind, post.thread.group, actor, now, thread=post.thread, post=post, reason=reason)


def _write(kind: str, group: LearningGroup, actor: Member, now: datetime, **about) -> ModerationAct:
    return ModerationAct.objects.create(kind=kind, group=group, actor=actor, done_at=now, **about)
