"""Letters about a place in a group: asked for, granted, declined."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from learninggroups.models import Membership
from learninggroups.notifications.topics import of_group
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import PROGRAMME_TEAM, Member


def membership_requested(membership: Membership, *, now: datetime) -> None:
    """Tell the facilitators that somebody asks for a place; the programme team when there are none left."""
    active = Member.objects.active().order_by("pk")
    facilitators = list(
        active.filter(memberships__group=membership.group_id, memberships__role=Membership.Role.FACILITATOR)
    )
    told = facilitators or active.filter(groups__name=PROGRAMME_TEAM)
    has_facilitator = bool(facilitators)
    why = {} if has_facilitator else {"why": OF_NOBODY}
    outbox.queue(
        [_about(MEMBERSHIP_REQUESTED, membership, to, has_facilitator=has_facilitator, **why) for to in told],
        now=now,
    )


def membership_granted(membership: Membership, *, now: datetime) -> None:
    """Tell a member that she takes part from now on."""
    outbox.queue([_about(MEMBERSHIP_GRANTED, membership, membership.member)], now=now)


def membership_declined(membership: Membership, word: str, *, now: datetime) -> None:
    """Tell a member that there is no place for her now, and why."""
    outbox.queue([_about(MEMBERSHIP_DECLINED, membership, membership.member, word=word)], now=now)


def still_requested(rows: Sequence) -> set[int]:
    """Return the letters whose request still waits; an answered one asks nothing of anybody."""
    waiting = set(
        Membership.objects.requested()
        .filter(pk__in=[_membership_of(row) for row in rows])
        .values_list("pk", flat=True)
    )
    return {row.pk for row in rows if _membership_of(row) in waiting}


def _membership_of(row) -> int:
    return int(row.about.partition(":")[2])


def _about(kind: LetterKind, membership: Membership, to: Member, **context) -> Letter:
    return Letter(
        kind.name,
        to=to,
        key=f"{kind.name}:{membership.pk}:member:{to.pk}",
        about=f"membership:{membership.pk}",
        context={"membership": membership, "group": membership.group, **context},
    )


OF_NOBODY = "deze leergroep geen begeleider heeft en jij in het programmateam zit"
ASKED = "je vroeg om mee te doen met deze leergroep"
NO_MORE = "Geen brieven meer over deze aanvraag"

MEMBERSHIP_REQUESTED = LetterKind(
    "membership_requested",
    reason="je deze leergroep begeleidt",
    wanted=still_requested,
    wait=timedelta(minutes=10),
    stop_words="Geen brieven meer over aanvragen voor deze leergroep",
    topics=of_group(Membership, "group", "requests"),
)
MEMBERSHIP_GRANTED = LetterKind("membership_granted", reason=ASKED, stop_words=NO_MORE)
MEMBERSHIP_DECLINED = LetterKind("membership_declined", reason=ASKED, stop_words=NO_MORE)
KINDS = [MEMBERSHIP_REQUESTED, MEMBERSHIP_GRANTED, MEMBERSHIP_DECLINED]
