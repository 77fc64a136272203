"""Letters to who leads a group: from now on, or in need of help."""

from collections.abc import Sequence
from datetime import datetime

from learninggroups.models import LearningGroup, Membership
from learninggroups.notifications.topics import of_group
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import Member


def facilitator_named(membership: Membership, actor: Member, *, now: datetime) -> None:
    """Tell a member that she leads a group, unless she said so herself."""
    if membership.member_id == actor.pk:
        return
    letter = Letter(
        FACILITATOR_NAMED.name,
        to=membership.member,
        # One may be named, step back, and be named again.
        key=f"facilitator_named:{membership.pk}:{now.timestamp():.0f}",
        about=f"membership:{membership.pk}",
        context={"group": membership.group, "actor": actor},
    )
    outbox.queue([letter], now=now)


def help_offered(group: LearningGroup, word: str, actor: Member, *, now: datetime) -> None:
    """Write to who leads a silent group, in the words of the programme team."""
    places = group.memberships.facilitating().filter(member__is_active=True)
    outbox.queue(
        [
            Letter(
                HELP_OFFERED.name,
                to=place.member,
                key=f"help_offered:{place.pk}:{now.timestamp():.0f}",
                about=f"membership:{place.pk}",
                context={"group": group, "actor": actor, "word": word},
            )
            for place in places.select_related("member").order_by("pk")
        ],
        now=now,
    )


def still_leading(rows: Sequence) -> set[int]:
    """Return the letters to who still leads the group."""
    numbers = {int(row.about.partition(":")[2]) for row in rows}
    leading = set(Membership.objects.facilitating().filter(pk__in=numbers).values_list("pk", flat=True))
    return {row.pk for row in rows if int(row.about.partition(":")[2]) in leading}


LEADING = "je deze leergroep begeleidt"
TENDING = of_group(Membership, "group", "tending")
NO_MORE = "Geen brieven meer over het begeleiden van deze leergroep"

FACILITATOR_NAMED = LetterKind(
    "facilitator_named", reason=LEADING, wanted=still_leading, stop_words=NO_MORE, topics=TENDING
)
HELP_OFFERED = LetterKind(
    "help_offered", reason=LEADING, wanted=still_leading, stop_words=NO_MORE, topics=TENDING
)
KINDS = [FACILITATOR_NAMED, HELP_OFFERED]
