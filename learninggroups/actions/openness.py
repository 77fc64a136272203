"""How open a group is: changed with a reason, narrowed at once, widened as far as its writers agree."""

import secrets
from datetime import datetime

from django.db import transaction

from activity import journal
from learninggroups import notifications
from learninggroups.indexing import index_group, index_openness
from learninggroups.models import ExposureRequest, LearningGroup, Membership, OpennessChange, Thread
from learninggroups.permissions import Roles, may_look_after
from learninggroups.queries.openness import Written, asked_about, to_be_asked, written_in
from learninggroups.querysets import narrowest
from members.actions.invitations import token_hash
from members.models import Member
from members.permissions import require


class NothingChanges(Exception):
    """The group is as open as that already."""


class ExposureOver(Exception):
    """There is nothing left to answer: the link is not ours, or the group was narrowed again."""


@transaction.atomic(durable=True)
def change_openness(
    *,
    group: LearningGroup,
    openness: str,
    is_confidential: bool,
    reason: str,
    actor: Member,
    now: datetime,
) -> OpennessChange:
    """
    Make a group more open or more closed, and keep who did so and why.

    Narrowing holds at once for everything that was written. Widening holds for what is
    written from now on; the writers of what stands there are asked.

    :raises NothingChanges: when the group is like that already.
    """
    require(may_look_after(Roles.of(actor), group))
    # RACE: whoever starts a thread waits for the lock on the group, whoever replies for the
    # one on the thread, and both ask after it how open the group is.
    group = LearningGroup.objects.select_for_update().get(pk=group.pk)
    if (group.openness, group.is_confidential) == (openness, is_confidential):
        raise NothingChanges
    threads = Thread.objects.select_for_update().filter(group=group).order_by("pk")
    locked = list(threads.values_list("pk", flat=True))
    change = OpennessChange.objects.create(
        group=group,
        before=group.openness,
        after=openness,
        is_confidential=is_confidential,
        reason=reason,
        actor=actor,
        changed_at=now,
    )
    LearningGroup.objects.filter(pk=group.pk).update(openness=openness, is_confidential=is_confidential)
    group.openness, group.is_confidential = openness, is_confidential
    _limit(written_in(group), group, openness)
    index_group(group.pk)
    index_openness(locked)
    if openness != LearningGroup.Openness.OPEN:
        group.memberships.filter(role=Membership.Role.FOLLOWER).delete()
    if change.is_widening:
        _ask(change, now)
    return change


@transaction.atomic(durable=True)
def answer_exposure(*, token: str, agrees: bool, now: datetime) -> ExposureRequest:
    """
    Say whether what one wrote may be read more widely; the last answer holds.

    :raises ExposureOver: when there is nothing to answer any more.
    """
    asked = ExposureRequest.objects.filter(token_hash=token_hash(token), member__is_active=True)
    group_id = asked.values_list("change__group", flat=True).first()
    # RACE: a group that is narrowed at this moment is narrowed for these words too.
    LearningGroup.objects.select_for_update().filter(pk=group_id).first()
    request = asked.select_related("change__group").first()
    if request is None or request.is_over:
        raise ExposureOver
    ExposureRequest.objects.filter(pk=request.pk).update(agrees=agrees, answered_at=now)
    request.agrees, request.answered_at = agrees, now
    if agrees:
        _widen(request)
    else:
        _take_back(request)
    index_openness(asked_about(request).places())
    return request


def openness_for_new(group: LearningGroup) -> str:
    """
    Return how open what is written in a group now will be, inside the caller's transaction.

    A change of openness waits until that is committed. Should the group have changed since
    the writer saw it, then the narrower of the two holds.
    """
    locked = LearningGroup.objects.select_for_update(no_key=True).filter(pk=group.pk)
    return narrowest(group.openness, locked.values_list("openness", flat=True).get())


def _ask(change: OpennessChange, now: datetime) -> None:
    tokens = {}
    requests = []
    for member in to_be_asked(change.group, change.after).order_by("pk"):
        token = secrets.token_urlsafe(32)
        tokens[member.pk] = token
        requests.append(
            ExposureRequest(change=change, member=member, token_hash=token_hash(token), asked_at=now)
        )
    ExposureRequest.objects.bulk_create(requests)
    notifications.exposure_asked(requests, tokens, now=now)


def _widen(request: ExposureRequest) -> None:
    group = request.change.group
    for kind in asked_about(request).hidden_from(request.target).kinds:
        journal.readdress(kind, audience=notifications.audience_of(group, request.target))
        kind.update(openness=request.target)


def _take_back(request: ExposureRequest) -> None:
    """Take back what she agreed to; what she refused before was wider by this answer alone."""
    refused = ExposureRequest.objects.filter(
        member=request.member_id, change__group=request.change.group_id, agrees=False
    )
    for one in refused.select_related("change__group"):
        _limit(asked_about(one), request.change.group, one.change.before)


def _limit(written: Written, group: LearningGroup, openness: str) -> None:
    """Let nobody beyond this openness read what was written."""
    for kind in written.shown_beyond(openness).kinds:
        journal.readdress(kind, audience=notifications.audience_of(group, openness))
        kind.update(openness=openness)
