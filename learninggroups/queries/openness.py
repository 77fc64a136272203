"""How open a group is, how that came about, and what a widening would show of whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from learninggroups.models import (
    ExposureRequest,
    LearningGroup,
    OpennessChange,
    Post,
    Recognition,
    Thread,
    place_url,
)
from learninggroups.permissions import Roles, may_look_after, may_see_thread
from learninggroups.querysets import wider_than
from members.models import Member


@dataclass(frozen=True)
class Written:
    """Threads, posts and recognitions; each says itself how wide its writer agreed to be read."""

    threads: QuerySet[Thread]
    posts: QuerySet[Post]
    recognitions: QuerySet[Recognition]

    @property
    def kinds(self) -> tuple[QuerySet, ...]:
        """All of it, kind by kind."""
        return self.threads, self.posts, self.recognitions

    def places(self) -> set[int]:
        """Return the threads in which all this stands."""
        return {
            *self.threads.values_list("pk", flat=True),
            *self.posts.values_list("thread", flat=True),
        }

    def hidden_from(self, openness: str) -> "Written":
        """Return what still stands there and would not be read so widely."""
        return Written(
            self.threads.narrower_than(openness),
            self.posts.standing().narrower_than(openness),
            self.recognitions.narrower_than(openness),
        )

    def shown_beyond(self, openness: str) -> "Written":
        """Return what is read more widely than this."""
        return Written(*(kind.wider_than(openness) for kind in self.kinds))


def written_in(group: LearningGroup) -> Written:
    """Return everything that was written in a group."""
    return Written(
        Thread.objects.filter(group=group),
        Post.objects.filter(thread__group=group),
        Recognition.objects.filter(post__thread__group=group),
    )


def asked_about(request: ExposureRequest) -> Written:
    """Return what she wrote in the group before it was widened."""
    everything, until = written_in(request.change.group), request.change.changed_at
    return Written(
        everything.threads.filter(author=request.member_id, started_at__lte=until),
        everything.posts.filter(author=request.member_id, posted_at__lte=until),
        everything.recognitions.filter(member=request.member_id, recognised_at__lte=until),
    )


def to_be_asked(group: LearningGroup, openness: str) -> QuerySet[Member]:
    """Return whose words would be read by more people if everybody agreed; who has gone is not asked."""
    hidden = written_in(group).hidden_from(openness)
    return Member.objects.active().filter(
        Q(pk__in=hidden.threads.values("author"))
        | Q(pk__in=hidden.posts.values("author"))
        | Q(pk__in=hidden.recognitions.values("member"))
    )


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change of openness, as readers of the group see it."""

    change: OpennessChange
    actor: str
    asked: int


@dataclass(frozen=True, slots=True)
class OpennessPage:
    """How open a group is, and what it was before; with what a widening would ask for who may change it."""

    group: LearningGroup
    changes: tuple[ChangeEntry, ...]
    may_change: bool
    # How many people would be asked, for each kind that is wider than now.
    would_ask: tuple[tuple[str, int], ...]


def openness_page(roles: Roles, group: LearningGroup) -> OpennessPage:
    """Return how open a group is, with the history of that, the latest change first."""
    changes = group.openness_changes.annotate(actor_name=F("actor__name"), asked=Count("requests"))
    may_change = may_look_after(roles, group)
    return OpennessPage(
        group=group,
        changes=tuple(
            ChangeEntry(change, change.actor_name or "een oud-lid", change.asked)
            for change in changes.order_by("-changed_at", "-pk")
        ),
        may_change=may_change,
        would_ask=_would_ask(group) if may_change else (),
    )


def _would_ask(group: LearningGroup) -> tuple[tuple[str, int], ...]:
    return tuple(
        (LearningGroup.Openness(kind), to_be_asked(group, kind).count())
        for kind in wider_than(group.openness)
    )


@dataclass(frozen=True, slots=True)
class ExposedPost:
    """One of her posts, with the thread it stands in as far as she may know of it."""

    thread_title: str
    url: str
    posted_at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class ExposurePage:
    """What of a member would be read more widely, and what she said about that."""

    request: ExposureRequest
    group: LearningGroup
    titles: tuple[str, ...]
    posts: tuple[ExposedPost, ...]
    recognitions: tuple[str, ...]


def exposure_page(request: ExposureRequest) -> ExposurePage:
    """
    Return what a member is asked about; once she agreed, what is read more widely now.

    PRIVACY: she may have left since. Of what others said, the subject of their threads
    included, she then sees nothing here.
    """
    about, is_shown = asked_about(request), request.agrees
    hers = about.shown_beyond(request.change.before) if is_shown else about.hidden_from(request.target)
    roles = Roles.of(request.member)
    return ExposurePage(
        request=request,
        group=request.change.group,
        titles=tuple(hers.threads.order_by("started_at", "pk").values_list("title", flat=True)),
        posts=tuple(
            _exposed(roles, post)
            for post in hers.posts.standing().select_related("thread__group").order_by("posted_at", "pk")
        ),
        recognitions=tuple(
            hers.recognitions.order_by("recognised_at", "pk").values_list("context", flat=True)
        ),
    )


def _exposed(roles: Roles, post: Post) -> ExposedPost:
    sees = may_see_thread(roles, post.thread)
    return ExposedPost(
        thread_title=post.thread.title if sees else "",
        url=place_url(post.thread_id, post.position) if sees else "",
        posted_at=post.posted_at,
        body=post.body,
    )
