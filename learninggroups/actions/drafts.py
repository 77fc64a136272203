"""Keeping what a member is still writing, so that neither a closed browser nor a second window loses it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from learninggroups.models import Draft, LearningGroup, Post, Thread, place_of
from learninggroups.models.drafts import DRAFT_KEPT
from learninggroups.permissions import Roles, may_write_at
from members.models import Member
from members.permissions import require

MOST_PER_PLACE = 10


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Which draft a form shows, as it was when the form was last in step with it."""

    pk: int
    version: int


@transaction.atomic(durable=True)
def keep_draft(
    *,
    target: LearningGroup | Thread | Post,
    fields: dict[str, str],
    key: DraftKey | None,
    actor: Member,
    now: datetime,
) -> Draft:
    """
    Keep what is typed in the fields of a form, by name.

    When another window kept the draft meanwhile, this text gets a draft of its own beside it.
    """
    require(may_write_at(Roles.of(actor), target))
    own = Draft.objects.filter(member=actor, place=place_of(target))
    # RACE: the update is the check, so of two windows that keep the same draft at once one
    # finds another version than it knows, and overwrites nothing.
    if key and own.filter(pk=key.pk, version=key.version).update(
        fields=fields, version=F("version") + 1, kept_at=now
    ):
        return own.get(pk=key.pk)
    if same := own.filter(fields=fields).first():
        return same
    draft = Draft.objects.create(member=actor, place=place_of(target), fields=fields, kept_at=now)
    surplus = own.order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST_PER_PLACE:]
    Draft.objects.filter(pk__in=list(surplus)).delete()
    return draft


@transaction.atomic(durable=True)
def discard_draft(*, draft: Draft, actor: Member) -> None:
    """Throw one's own draft away."""
    require(draft.member_id == actor.pk)
    Draft.objects.filter(pk=draft.pk).delete()


@transaction.atomic(durable=True)
def purge_drafts(*, now: datetime) -> None:
    """Delete what nobody went on with for ninety days; safe to run twice or never."""
    Draft.objects.filter(kept_at__lt=now - DRAFT_KEPT).delete()


def drop_posted(key: DraftKey | None, actor: Member) -> None:
    """Delete the draft of what is posted, in the caller's transaction; not what another window kept."""
    if key:
        Draft.objects.filter(pk=key.pk, version=key.version, member=actor).delete()
