"""Letters about hands that are up for a theme, and what came of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from learninggroups.models import GroupProposal, LearningGroup
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import PROGRAMME_TEAM, Member


def hands_raised(proposal: GroupProposal, *, now: datetime) -> None:
    """Ask the programme team whether a theme becomes a group."""
    hands = proposal.theme.raised_hands.filter(member__is_active=True).select_related("member")
    context = {
        "proposal": proposal,
        "theme": proposal.theme,
        "hands": list(hands.order_by("raised_at", "pk")),
    }
    team = Member.objects.active().filter(groups__name=PROGRAMME_TEAM).order_by("pk")
    outbox.queue([_letter(HANDS_RAISED, proposal, to, context) for to in team], now=now)


def proposal_declined(
    proposal: GroupProposal, members: Iterable[Member], word: str, *, now: datetime
) -> None:
    """Tell whose hands were up that no group comes of it, and why."""
    context = {"proposal": proposal, "theme": proposal.theme, "word": word}
    outbox.queue([_letter(PROPOSAL_DECLINED, proposal, to, context) for to in members], now=now)


def group_started(group: LearningGroup, members: Iterable[Member], *, now: datetime) -> None:
    """Tell with whom a group starts that it is there."""
    outbox.queue(
        [
            Letter(
                GROUP_STARTED.name,
                to=member,
                key=f"group_started:{group.pk}:member:{member.pk}",
                about=f"group:{group.pk}",
                context={"group": group},
            )
            for member in members
        ],
        now=now,
    )


def still_undecided(rows: Sequence) -> set[int]:
    """Return the questions that nobody of the programme team has answered yet."""
    numbers = {_proposal_of(row) for row in rows}
    open_ones = set(
        GroupProposal.objects.filter(pk__in=numbers, decided_at=None).values_list("pk", flat=True)
    )
    return {row.pk for row in rows if _proposal_of(row) in open_ones}


def _proposal_of(row) -> int:
    return int(row.about.partition(":")[2])


def _letter(kind: LetterKind, proposal: GroupProposal, to: Member, context: dict) -> Letter:
    return Letter(
        kind.name,
        to=to,
        key=f"{kind.name}:{proposal.pk}:member:{to.pk}",
        about=f"group_proposal:{proposal.pk}",
        context=context,
    )


HANDS_RAISED = LetterKind(
    "hands_raised",
    reason="je in het programmateam zit",
    wanted=still_undecided,
    wait=timedelta(minutes=10),
    stop_words="Geen brieven meer over dit voorstel",
)
PROPOSAL_DECLINED = LetterKind(
    "proposal_declined",
    reason="je je hand opstak voor dit thema",
    stop_words="Geen brieven meer over dit voorstel",
)
GROUP_STARTED = LetterKind(
    "group_started",
    reason="je je hand opstak voor dit thema",
    stop_words="Geen brieven meer over de start van deze leergroep",
)
KINDS = [HANDS_RAISED, PROPOSAL_DECLINED, GROUP_STARTED]
