"""What was reported, what is hidden, and what was done about it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from learninggroups.models import LearningGroup, ModerationAct, Post, PostRevision, Report
from learninggroups.permissions import Roles, may_see_post, may_see_thread


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report of a post."""

    pk: int
    reporter: str
    reason: str
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class CasePost:
    """A post as who deals with it sees it: with its words, hidden or not, and what was said of it."""

    pk: int
    group: LearningGroup
    title: str
    author: str
    posted_at: datetime
    body: str
    # Empty for the programme team, which sees of a closed group the reported post only.
    url: str
    is_hidden: bool
    is_deleted: bool
    reports: tuple[ReportEntry, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a word or an act, and what is out of sight now."""

    waiting: tuple[CasePost, ...]
    hidden: tuple[CasePost, ...]


@dataclass(frozen=True, slots=True)
class ActEntry:
    """One line of what was done in a group; what it is about only for who may see that."""

    label: str
    by: str
    done_at: datetime
    reason: str
    title: str
    url: str


def waiting_reports(roles: Roles, groups: Collection[int]) -> dict[int, int]:
    """Return how many reports wait for this person, for each of these groups that has any."""
    waiting = Report.objects.visible_to(roles).waiting().filter(post__thread__group__in=groups)
    return dict(waiting.values_list("post__thread__group").annotate(Count("pk")))


def group_queue(roles: Roles, group: LearningGroup) -> Queue:
    """Return what waits for the facilitators of a group, longest first, and what is hidden in it."""
    reports = Report.objects.visible_to(roles).waiting()
    return _queue(
        roles,
        reports.filter(post__thread__group=group, to_programme_team=False),
        Post.objects.visible_to(roles).filter(thread__group=group, hidden_at__isnull=False, deleted_at=None),
    )


def team_queue(roles: Roles) -> Queue:
    """Return what was reported to the programme team, and what stays hidden after such a report."""
    reports = Report.objects.visible_to(roles).before_team()
    return _queue(
        roles,
        reports.waiting(),
        Post.objects.filter(reports__in=reports, hidden_at__isnull=False, deleted_at=None).distinct(),
    )


def case_of(roles: Roles, post: Post) -> CasePost:
    """Return one post for who is about to act on it."""
    return _cases(roles, [post], {})[0]


def acts_in(roles: Roles, group: LearningGroup) -> QuerySet[ModerationAct]:
    """Return what was done in a group, latest first, ready for pages."""
    acts = ModerationAct.objects.visible_to(roles).filter(group=group)
    return acts.select_related("actor", "thread__group", "post__thread__group").order_by("-done_at", "-pk")


def act_entries(roles: Roles, acts: Iterable[ModerationAct]) -> list[ActEntry]:
    """Return the lines of some acts, as far as this person may know what they are about."""
    return [_act_entry(roles, act) for act in acts]


def _act_entry(roles: Roles, act: ModerationAct) -> ActEntry:
    knows = act.thread is not None and may_see_thread(roles, act.thread)
    place = act.post or act.thread
    return ActEntry(
        label=act.get_kind_display(),
        by=act.actor.name if act.actor else "Oud-lid",
        done_at=act.done_at,
        reason=act.reason,
        title=act.thread.title if knows else "",
        url=place.get_absolute_url() if knows else "",
    )


def _queue(roles: Roles, reports: QuerySet[Report], hidden: QuerySet[Post]) -> Queue:
    of_post: dict[int, list[ReportEntry]] = defaultdict(list)
    for report in reports.select_related("reporter").order_by("reported_at", "pk"):
        reporter = report.reporter.name if report.reporter else "Oud-lid"
        of_post[report.post_id].append(ReportEntry(report.pk, reporter, report.reason, report.reported_at))
    reported = {post.pk: post for post in _with_names(Post.objects.filter(pk__in=of_post))}
    waiting = [reported[pk] for pk in of_post]
    others = [post for post in _with_names(hidden.order_by("-hidden_at")) if post.pk not in of_post]
    cases = _cases(roles, [*waiting, *others], of_post)
    return Queue(tuple(cases[: len(waiting)]), tuple(cases[len(waiting) :]))


def _with_names(posts: QuerySet[Post]) -> QuerySet[Post]:
    return posts.select_related("author", "thread__group")


def _cases(roles: Roles, posts: list[Post], reports: dict[int, list[ReportEntry]]) -> list[CasePost]:
    # Of a deleted post nobody reads the words any more; who wrote it took them back.
    hidden = [post.pk for post in posts if post.hidden_at and not post.deleted_at]
    last = PostRevision.objects.filter(post__in=hidden).order_by("number") if hidden else ()
    words = {revision.post_id: revision.body for revision in last}
    return [
        CasePost(
            pk=post.pk,
            group=post.thread.group,
            title=post.thread.title if may_see_thread(roles, post.thread) else "",
            author=post.author.name if post.author else "Oud-lid",
            posted_at=post.posted_at,
            body=words.get(post.pk, post.body),
            url=post.get_absolute_url() if may_see_post(roles, post) else "",
            is_hidden=post.hidden_at is not None,
            is_deleted=post.deleted_at is not None,
            reports=tuple(reports.get(post.pk, ())),
        )
        for post in posts
    ]
