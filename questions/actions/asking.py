"""Composing a national question, choosing whom it asks, opening it, and its deadline."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from activity import journal
from learninggroups.models import LearningGroup
from members.models import Member, Region
from questions.actions.steps import WrongState, begin, take
from questions.indexing import index_question
from questions.models import Offer, Question, SubQuestion
from questions.permissions import Roles, may_run_questions, require
from questions.queries.audience import chosen_by
from themes.models import Programme, Theme

State = Question.State


class NotReady(Exception):
    """Something is missing before the question can be opened; ``problems`` says what, per field."""

    def __init__(self, problems: dict[str, str]):
        super().__init__(", ".join(problems))
        self.problems = problems


class EmptyAudience(Exception):
    """The choices made reach nobody."""


class DeadlinePassed(Exception):
    """The new deadline lies in the past, or before the one people were promised."""


@dataclass(frozen=True)
class Part:
    """One sub-question as typed."""

    text: str
    kind: str = SubQuestion.Kind.TEXT
    choices: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Composition:
    """Everything a draft says; only the first three must be filled."""

    title: str
    asker: str
    wording: str
    context: str = ""
    importance: str = ""
    use: str = ""
    use_date: date | None = None
    effort_minutes: int = 10
    deadline_at: datetime | None = None
    visibility: str = Question.Visibility.TEAM
    shows_after_closing: bool = False
    shows_after_answering: bool = False
    is_public: bool = True
    programme: Programme | None = None
    themes: Collection[Theme] = ()
    parts: Collection[Part] = ()

    @property
    def columns(self) -> dict:
        """What is kept in the question's own row."""
        apart = {"themes", "parts"}
        return {name: value for name, value in vars(self).items() if name not in apart}


@dataclass(frozen=True, kw_only=True)
class AudienceChoice:
    """Whom a draft asks: all organisations, or those that match, plus members by name."""

    asks_everyone: bool = False
    themes: Collection[Theme] = ()
    regions: Collection[Region] = ()
    kinds: Collection[str] = ()
    members: Collection[Member] = ()
    groups: Collection[LearningGroup] = ()
    limit: int | None = None


@transaction.atomic(durable=True)
def compose_question(*, actor: Member, composition: Composition, now: datetime) -> Question:
    """Write down a new draft, owned by its writer."""
    require(may_run_questions(Roles.of(actor)))
    return write_draft(actor=actor, composition=composition, now=now)


@transaction.atomic(durable=True)
def revise_question(*, question: Question, actor: Member, composition: Composition, now: datetime) -> None:
    """
    Replace what a question says before it opens; one that was found ready is a draft again.

    :raises WrongState: when it was opened meanwhile.
    """
    require(may_run_questions(Roles.of(actor)))
    edit_question(question, actor, composition.columns, now=now)
    _write_parts(question, composition)
    # Who offered it agreed with other words.
    Offer.objects.filter(question=question).update(agreed_at=None)


@transaction.atomic(durable=True)
def choose_audience(*, question: Question, actor: Member, choice: AudienceChoice, now: datetime) -> None:
    """
    Fix whom a question will ask; one that was found ready is a draft again.

    :raises WrongState: when it was opened meanwhile.
    """
    require(may_run_questions(Roles.of(actor)))
    columns = {
        "asks_everyone": choice.asks_everyone,
        "audience_kinds": sorted(set(choice.kinds)),
        "audience_limit": choice.limit,
    }
    edit_question(question, actor, columns, now=now)
    question.audience_themes.set(choice.themes)
    question.audience_regions.set(choice.regions)
    question.audience_members.set(choice.members)
    question.audience_groups.set(choice.groups)


@transaction.atomic(durable=True)
def open_question(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Ask the question; questions/actions/planning.py then writes down of whom, and their letters.

    :raises WrongState: when nobody found it ready, or it is open already; a double click opens once.
    :raises NotReady: when something is missing or the deadline has passed.
    :raises EmptyAudience: when nobody would be asked.
    """
    require(may_run_questions(Roles.of(actor)))
    _open(question, actor=actor, now=now)


@transaction.atomic(durable=True)
def open_on_time(*, question: Question, now: datetime) -> None:
    """
    Ask a planned question because its time has come.

    :raises WrongState: when it is not planned any more, or for a later moment.
    :raises NotReady: when the deadline has passed, such as after an outage.
    :raises EmptyAudience: when nobody would be asked.
    """
    _open(question, actor=None, only_if=Q(state=State.SCHEDULED, opens_at__lte=now), now=now)


@transaction.atomic(durable=True)
def extend_deadline(*, question: Question, actor: Member, deadline_at: datetime, now: datetime) -> None:
    """
    Give people longer to answer.

    :raises DeadlinePassed: when the new deadline is past, or earlier than what was promised.
    :raises WrongState: when the question takes no answers now.
    """
    require(may_run_questions(Roles.of(actor)))
    if deadline_at <= now:
        raise DeadlinePassed
    open_question = Question.objects.open().filter(pk=question.pk)
    if open_question.filter(deadline_at__lt=deadline_at).update(deadline_at=deadline_at, extended_at=now):
        return
    raise DeadlinePassed if open_question.exists() else WrongState


@transaction.atomic(durable=True)
def close_question(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Stop taking answers before the deadline.

    :raises WrongState: when it was closed already.
    """
    require(may_run_questions(Roles.of(actor)))
    take("close", question, actor=actor, now=now, closed_at=now)


def missing_before_opening(question: Question, *, now: datetime) -> dict[str, str]:
    """Return what keeps a draft from being opened: a Dutch sentence per form field."""
    problems = {}
    if not question.importance:
        problems["importance"] = "Schrijf waarom deze vraag ertoe doet."
    if not question.use:
        problems["use"] = "Schrijf wat er met de antwoorden gebeurt."
    if not question.use_date:
        problems["use_date"] = "Kies wanneer de antwoorden gebruikt worden."
    if not question.deadline_at:
        problems["deadline_at"] = "Kies tot wanneer mensen kunnen antwoorden."
    elif question.deadline_at <= now:
        problems["deadline_at"] = "Dit moment is al voorbij. Kies een later moment."
    parts = list(question.sub_questions.order_by("position"))
    if not parts:
        problems["part_1_text"] = "Schrijf ten minste één deelvraag."
    for part in parts:
        if part.kind == SubQuestion.Kind.CHOICE and len(part.choices) < 2:
            problems[f"part_{part.position}_choices"] = "Geef ten minste twee keuzes, elk op een eigen regel."
    return problems


def write_draft(
    *, actor: Member, composition: Composition, year: int | None = None, now: datetime
) -> Question:
    """Write down a new draft, inside the caller's transaction."""
    question = Question.objects.create(
        owner=actor, edited_by=actor, created_at=now, year=year, **composition.columns
    )
    begin(question, actor=actor, now=now)
    _write_parts(question, composition)
    return question


def edit_question(question: Question, actor: Member, columns: dict, *, now: datetime) -> None:
    """
    Write columns of a question that nobody was asked yet, inside the caller's transaction.

    Who did so is remembered, because somebody else must find it ready.

    :raises WrongState: when it was opened, or is no draft yet.
    """
    question.refresh_from_db(fields=["state"])
    columns |= {"edited_by": actor}
    if question.state in (State.READY, State.SCHEDULED):
        take("reopen_draft", question, actor=actor, now=now, ready_by=None, opens_at=None, **columns)
    # RACE: the update doubles as the check, so nothing is written over a question that opened.
    elif not Question.objects.filter(pk=question.pk, state=State.DRAFT).update(**columns):
        raise WrongState


def _open(question: Question, *, actor: Member | None, only_if: Q | None = None, now: datetime) -> None:
    # Whoever changes a question that was found ready makes it a draft again, so what is
    # checked here is still so when the step lands, or the step does not land.
    question.refresh_from_db()
    if question.state not in (State.READY, State.SCHEDULED):
        raise WrongState
    problems = missing_before_opening(question, now=now)
    if problems:
        raise NotReady(problems)
    # Whom that reaches is written by the worker, which is how this answers at once.
    if chosen_by(question, now).is_empty:
        raise EmptyAudience
    take("open", question, actor=actor, now=now, only_if=only_if, opened_at=now)
    index_question(question.pk)
    journal.record("question_opened", question, audience=journal.MEMBERS, actor=actor, now=now)


def _write_parts(question: Question, composition: Composition) -> None:
    """Write the themes and the sub-questions anew; a draft has no answers that point at them."""
    question.themes.set(composition.themes)
    question.sub_questions.all().delete()
    SubQuestion.objects.bulk_create(
        SubQuestion(
            question=question, position=position, text=part.text, kind=part.kind, choices=part.choices
        )
        for position, part in enumerate(composition.parts, start=1)
    )
