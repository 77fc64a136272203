"""What members and visitors see of questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from members.permissions import Roles
from questions.models import Answer, Outcome, Question, Recipient
from questions.queries.versions import anchors_of


@dataclass(frozen=True)
class Waiting:
    """A question that waits for one voice of one member; ``organization`` is None for herself."""

    question_id: int
    title: str
    asker: str
    recipient_id: int
    organization_id: int | None
    organization: str | None
    deadline_at: datetime
    effort_minutes: int
    has_draft: bool

    @property
    def url(self) -> str:
        """Where the question is read and answered."""
        return reverse("questions:question", args=[self.question_id])

    @property
    def answer_url(self) -> str:
        """Where this voice answers."""
        return answer_url(self.question_id, self.organization_id)

    @property
    def react_url(self) -> str:
        """Where this voice says that it will not answer, or wants to be called."""
        return reverse("questions:react", args=[self.question_id, self.recipient_id])


@dataclass(frozen=True)
class OutcomeForMe:
    """What became of a question that a member, or her organisation, answered."""

    question_id: int
    outcome_id: int
    title: str
    asker: str
    organization: str | None
    text: str
    nothing_done: bool
    happened_on: date
    recorded_at: datetime
    anchor: str = ""

    @property
    def url(self) -> str:
        """The place on the question's page where it is told."""
        return reverse("questions:question", args=[self.question_id]) + "#terugkoppeling"

    @property
    def passage_url(self) -> str:
        """The passage that her answer fed, or an empty string when there is none."""
        return (
            reverse("questions:question", args=[self.question_id]) + f"#{self.anchor}" if self.anchor else ""
        )


def answer_url(question_id: int, organization_id: int | None) -> str:
    """Return where one voice answers a question."""
    if organization_id:
        return reverse("questions:answer_on_behalf", args=[question_id, organization_id])
    return reverse("questions:answer_personally", args=[question_id])


def waiting_for(roles: Roles, now: datetime) -> list[Waiting]:
    """Return what waits for this member now, the nearest deadline first."""
    return waiting_for_many({roles.member_id: roles}, now)[roles.member_id] if roles.is_member else []


def waiting_for_many(roles_by_member: Mapping[int, Roles], now: datetime) -> dict[int, list[Waiting]]:
    """Return what waits for each of many members, in one query."""
    begun = Answer.objects.filter(
        Q(organization=OuterRef("organization")) | Q(member=OuterRef("member")), question=OuterRef("question")
    )
    rows = (
        Recipient.objects.waiting()
        .filter(_voices_of(roles_by_member.values()))
        .filter(question__state=Question.State.OPEN, question__deadline_at__gt=now)
        .annotate(has_draft=Exists(begun))
        .select_related("question", "organization")
        .order_by("question__deadline_at", "question_id", "pk")
    )
    waiting: dict[int, list[Waiting]] = {member_id: [] for member_id in roles_by_member}
    speakers = _by_organization(roles_by_member)
    for row in rows:
        found = Waiting(
            question_id=row.question_id,
            title=row.question.title,
            asker=row.question.asker,
            recipient_id=row.pk,
            organization_id=row.organization_id,
            organization=row.organization.name if row.organization else None,
            deadline_at=row.question.deadline_at,
            effort_minutes=row.question.effort_minutes,
            has_draft=row.has_draft,
        )
        for member_id in _speakers_of(row, speakers, roles_by_member):
            waiting[member_id].append(found)
    return waiting


def outcomes_for(roles: Roles, since: datetime) -> list[OutcomeForMe]:
    """Return what became, since then, of what this member or her organisation answered."""
    return outcomes_for_many({roles.member_id: roles}, since)[roles.member_id] if roles.is_member else []


def outcomes_for_many(roles_by_member: Mapping[int, Roles], since: datetime) -> dict[int, list[OutcomeForMe]]:
    """Return the outcomes for each of many members, the newest first, in four queries at most."""
    outcomes = Outcome.objects.filter(recorded_at__gte=since).select_related("question")
    outcomes = list(outcomes.order_by("-recorded_at", "-pk"))
    told: dict[int, list[OutcomeForMe]] = {member_id: [] for member_id in roles_by_member}
    if not outcomes:
        return told
    answers = list(
        Answer.objects.submitted()
        .filter(question__in={outcome.question_id for outcome in outcomes})
        .filter(
            Q(member__in=roles_by_member)
            | Q(organization__in=set().union(*(roles.organization_ids for roles in roles_by_member.values())))
        )
        .select_related("organization")
        .order_by("organization_id", "pk")
    )
    by_question: dict[int, list[Answer]] = {}
    for answer in answers:
        by_question.setdefault(answer.question_id, []).append(answer)
    anchors = anchors_of(answers)
    for outcome in outcomes:
        for answer in by_question.get(outcome.question_id, []):
            for member_id, roles in roles_by_member.items():
                if answer.member_id == member_id or answer.organization_id in roles.organization_ids:
                    _tell_once(told[member_id], outcome, answer, anchors.get(answer.pk, ""))
    return told


def _tell_once(told: list[OutcomeForMe], outcome: Outcome, answer: Answer, anchor: str) -> None:
    """Add an outcome, unless this member was told through another voice; her own voice comes first."""
    if told and told[-1].outcome_id == outcome.pk:
        return
    told.append(
        OutcomeForMe(
            question_id=outcome.question_id,
            outcome_id=outcome.pk,
            title=outcome.question.title,
            asker=outcome.question.asker,
            organization=answer.organization.name if answer.organization else None,
            text=outcome.text,
            nothing_done=outcome.nothing_done,
            happened_on=outcome.happened_on,
            recorded_at=outcome.recorded_at,
            anchor=anchor,
        )
    )


def _voices_of(many: Iterable[Roles]) -> Q:
    """The voices of these people: themselves, and the organisations they speak for."""
    many = list(many)
    organizations = set().union(*(roles.contact_of for roles in many))
    members = {roles.member_id for roles in many}
    return Q(member__in=members) | Q(organization__in=organizations) | Q(passed_on_to__in=members)


def _speakers_of(
    row: Recipient, contacts: Mapping[int, list[int]], roles_by_member: Mapping[int, Roles]
) -> list[int]:
    """Return who of these members speaks for a voice: she herself, contact persons, or whom they chose."""
    if not row.organization_id:
        return [row.member_id]
    speakers = contacts.get(row.organization_id, [])
    chosen = roles_by_member.get(row.passed_on_to_id)
    if chosen and row.organization_id in chosen.organization_ids and chosen.member_id not in speakers:
        return [*speakers, chosen.member_id]
    return speakers


def _by_organization(roles_by_member: Mapping[int, Roles]) -> dict[int, list[int]]:
    """Return who speaks for each organisation."""
    speakers: dict[int, list[int]] = {}
    for member_id, roles in roles_by_member.items():
        for organization_id in roles.contact_of:
            speakers.setdefault(organization_id, []).append(member_id)
    return speakers
