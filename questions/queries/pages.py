"""What each page of the members' side shows; all its SQL happens here."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from members.models import Organization
from questions.models import Answer, Outcome, Question, QuestionFile, Recipient, SubQuestion
from questions.permissions import Roles, may_answer, may_pass_on, may_see_question, may_speak, was_asked
from questions.queries.own_voices import answers_of, recipients_of
from questions.queries.site import answer_url
from questions.queries.synthesis import PassageRow, SynthesisText
from questions.queries.versions import passages_fed_by, shared_text

OUTCOME_EXPECTED_AFTER = timedelta(days=21)
PER_PAGE = 20

State = Question.State
# How many steps of its way a question has behind it.
REACHED = {
    State.OPEN: 1,
    State.CLOSED: 2,
    State.INTERPRETING: 2,
    State.RETURNED: 2,
    State.SHARED: 4,
    State.AWAITING: 4,
    State.COMPLETED: 5,
}


@dataclass(frozen=True)
class Voice:
    """One voice this person has in a question, and how far it is; ``recipient`` is None when not asked."""

    question: Question
    recipient: Recipient | None
    organization: Organization | None
    answer: Answer | None
    may_speak: bool
    may_pass_on: bool = False

    @property
    def is_submitted(self) -> bool:
        """An answer was handed in."""
        return bool(self.answer and self.answer.submitted_at)

    @property
    def has_draft(self) -> bool:
        """A text lies ready that was not handed in."""
        return bool(self.answer and not self.answer.submitted_at and not self.answer.withdrawn_at)

    @property
    def is_withdrawn(self) -> bool:
        """There was an answer, of which no word is left."""
        return bool(self.answer and self.answer.withdrawn_at)

    @property
    def waits(self) -> bool:
        """The question waits for this person to speak."""
        return bool(self.recipient and self.may_speak and self.recipient.reaction == Recipient.Reaction.NONE)

    @property
    def has_reacted_otherwise(self) -> bool:
        """It was said that there will be no answer, or that a call is better."""
        return bool(self.recipient) and self.recipient.reaction not in (
            Recipient.Reaction.NONE,
            Recipient.Reaction.ANSWERED,
        )

    @cached_property
    def answer_url(self) -> str:
        """Where this voice answers, and where its answer is read."""
        return answer_url(self.question.pk, self.organization.pk if self.organization else None)

    @cached_property
    def react_url(self) -> str:
        """Where this voice reacts otherwise."""
        return reverse("questions:react", args=[self.question.pk, self.recipient.pk])


@dataclass(frozen=True)
class Step:
    """One step on the way of a question: ``past``, ``now`` or still to come."""

    name: str
    note: object
    state: str


@dataclass(frozen=True)
class Listed:
    """A question in the list, with what this person still has to do and what became of it."""

    question: Question
    voices: list[Voice]
    outcome: Outcome | None
    is_outcome_overdue: bool


@dataclass(frozen=True)
class QuestionList:
    """The page of all questions."""

    open: list[Listed]
    earlier: Page


@dataclass(frozen=True)
class QuestionPage:
    """The page of one question."""

    question: Question
    sub_questions: list[SubQuestion]
    voices: list[Voice]
    steps: list[Step]
    synthesis: SynthesisText | None
    outcomes: list[Outcome]
    is_outcome_overdue: bool
    first_round: Question | None = None
    second_round: Question | None = None
    files: list[QuestionFile] = field(default_factory=list)
    organization_count: int = 0
    member_count: int = 0

    @property
    def is_new_to_her(self) -> bool:
        """She speaks for a voice that is asked, and nobody who does has opened the question before."""
        return self.question.is_open and any(
            voice.recipient and voice.may_speak and not voice.recipient.seen_at for voice in self.voices
        )

    @property
    def fed(self) -> list[PassageRow]:
        """The passages of the synthesis that rest on an answer of this person or her organisation."""
        return passages_fed_by(self.synthesis, (voice.answer for voice in self.voices if voice.is_submitted))

    @property
    def follow_up(self) -> str:
        """What is still to come, as it was said last."""
        return next((outcome.follow_up for outcome in self.outcomes if outcome.follow_up), "")

    @property
    def review_on(self) -> date | None:
        """When somebody looks again at what became of the answers, as it was said last."""
        return next((outcome.review_on for outcome in self.outcomes if outcome.review_on), None)

    @property
    def has_answers(self) -> bool:
        """Somebody answered, in one voice or the other."""
        return bool(self.organization_count or self.member_count)


def question_list(roles: Roles, now: datetime, page: str | None = None) -> QuestionList:
    """Return what is asked now, the nearest deadline first, and what was asked before, the latest first."""
    outcomes = Prefetch("outcomes", queryset=Outcome.objects.order_by("-happened_on", "-pk"))
    asked = Question.objects.visible_to(roles).asked()
    open_now = list(asked.open().order_by("deadline_at", "pk"))
    earlier = asked.exclude(state=Question.State.OPEN).order_by("-closed_at", "-pk")
    voices = _voices_in(open_now, roles)
    pages = Paginator(earlier.prefetch_related(outcomes), PER_PAGE).get_page(page)
    pages.object_list = [_earlier(question, now) for question in pages.object_list]
    return QuestionList(
        open=[Listed(question, voices[question.pk], None, False) for question in open_now], earlier=pages
    )


def question_page(question: Question, roles: Roles, now: datetime) -> QuestionPage:
    """Return one question, loaded with its surroundings, as this person sees it."""
    is_asked = was_asked(question)
    was_open = is_asked and not question.is_open
    shared = shared_text(question) if was_open else None
    outcomes = list(question.outcomes.order_by("-happened_on", "-pk")) if was_open else []
    counts = _counts(question) if was_open else {}
    return QuestionPage(
        question=question,
        sub_questions=list(question.sub_questions.order_by("position")),
        voices=_voices_in([question], roles)[question.pk] if is_asked else [],
        steps=_steps(question, shared, outcomes),
        synthesis=shared,
        outcomes=outcomes,
        is_outcome_overdue=_is_overdue(question, outcomes, now),
        first_round=_visible(question.previous_round, roles),
        second_round=_visible(question.next_round if question.has_next_round else None, roles),
        files=list(question.files.order_by("added_at", "pk")) if question.has_files else [],
        **counts,
    )


def _voices_in(questions: list[Question], roles: Roles) -> dict[int, list[Voice]]:
    """Return the voices of one person in each question, her organisations first, in two queries."""
    voices: dict[int, list[Voice]] = {question.pk: [] for question in questions}
    if not roles.is_member or not questions:
        return voices
    recipients = recipients_of(roles, list(voices))
    own = answers_of(roles, list(voices))
    answers = {(answer.question_id, answer.organization_id): answer for answer in own}
    named = {}
    by_question: dict[int, list[Recipient]] = {}
    for recipient in recipients:
        if recipient.organization_id:
            by_question.setdefault(recipient.question_id, []).append(recipient)
        else:
            named[recipient.question_id] = recipient
    for question in questions:
        voices[question.pk] = [
            Voice(
                question=question,
                recipient=recipient,
                organization=recipient.organization,
                answer=answers.get((question.pk, recipient.organization_id)),
                may_speak=may_speak(roles, recipient),
                may_pass_on=may_pass_on(roles, recipient),
            )
            for recipient in by_question.get(question.pk, [])
        ]
        herself = Voice(
            question=question,
            recipient=named.get(question.pk),
            organization=None,
            answer=answers.get((question.pk, None)),
            may_speak=may_answer(roles, question),
        )
        voices[question.pk].append(herself)
    return voices


def _earlier(question: Question, now: datetime) -> Listed:
    outcomes = list(question.outcomes.all())
    return Listed(question, [], outcomes[0] if outcomes else None, _is_overdue(question, outcomes, now))


def _is_overdue(question: Question, outcomes: list[Outcome], now: datetime) -> bool:
    is_over = question.state in (Question.State.WITHDRAWN, Question.State.SECOND_ROUND)
    return bool(
        question.closed_at
        and not is_over
        and not outcomes
        and question.closed_at + OUTCOME_EXPECTED_AFTER <= now
    )


def _visible(question: Question | None, roles: Roles) -> Question | None:
    return question if question and may_see_question(roles, question) else None


def _counts(question: Question) -> dict[str, int]:
    """Return how many answered in each voice; they are never added up."""
    return (
        question.answers.submitted()
        .order_by()
        .aggregate(
            organization_count=Count("pk", filter=Q(member=None)),
            member_count=Count("pk", filter=Q(organization=None)),
        )
    )


def _steps(question: Question, shared: SynthesisText | None, outcomes: list[Outcome]) -> list[Step]:
    """Return the way of a question, from asked to told back, or to where it left that way."""
    names = [
        ("Gevraagd", question.opened_at),
        ("Antwoorden", question.closed_at or question.deadline_at),
        ("Teruggelegd" if question.state == State.RETURNED else "In duiding", None),
        ("Gedeeld", shared.shared_at if shared else None),
        ("Terugkoppeling", outcomes[0].happened_on if outcomes else None),
    ]
    match question.state:
        case State.WITHDRAWN:
            names = [*(names[:1] if question.opened_at else []), ("Ingetrokken", None)]
            reached = len(names) - 1
        case State.MERGED:
            names, reached = [("Samengevoegd", None)], 0
        case State.SECOND_ROUND:
            names, reached = [*names[:4], ("Tweede ronde", None)], 4
        case _:
            reached = REACHED.get(question.state, 0)
    return [
        Step(name, moment, "past" if place < reached else "now" if place == reached else "")
        for place, (name, moment) in enumerate(names)
    ]
