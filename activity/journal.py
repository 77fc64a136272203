"""The one way to write down what happened; called inside the action that causes it."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Model, QuerySet

from activity.models import Event

PUBLIC = "public"
MEMBERS = "members"


def group_audience(group_id: int) -> str:
    """Return the audience key of the participants of one learning group."""
    return f"group:{group_id}"


def member_audience(member_id: int) -> str:
    """Return the audience key of one member."""
    return f"member:{member_id}"


def record(kind: str, subject: Model, *, audience: str, actor: Model | None, now: datetime) -> Event:
    """
    Write one event, in the transaction of its cause.

    ``kind`` is a past tense such as ``thread_started``; ``audience`` is one key of this
    module; ``actor`` is the member who did it, or None when time did.
    """
    return Event.objects.create(
        kind=kind,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        audience=audience,
        actor=actor,
        happened_at=now,
    )


def retract(subject: Model, kinds: Collection[str] | None = None) -> None:
    """Delete what was written of a subject that is gone, wholly or for some kinds only."""
    events = Event.objects.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
    if kinds is not None:
        events = events.filter(kind__in=kinds)
    events.delete()


def retell(subject: Model, kind: str, *, as_: Model, to_kind: str) -> None:
    """Let what was written of one subject count as written of another, in the batch where it stands."""
    Event.objects.filter(kind=kind, subject_kind=subject._meta.label_lower, subject_id=subject.pk).update(
        kind=to_kind, subject_kind=as_._meta.label_lower, subject_id=as_.pk
    )


def readdress(subjects: QuerySet, *, audience: str) -> None:
    """Change for whom everything is meant that was written of these subjects."""
    events = Event.objects.filter(
        subject_kind=subjects.model._meta.label_lower, subject_id__in=subjects.values("pk")
    )
    events.update(audience=audience)
