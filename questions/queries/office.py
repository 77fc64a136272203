"""What the back office shows of questions: the list, and who reacted how."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from mailing.outbox import LetterState, letters_about
from members.models import Affiliation, Member
from questions.models import Answer, Question, Recipient, StateChange

LETTER_NAMES = {
    "question_opened": "vraag",
    "question_reminder": "herinnering",
    "outcome_recorded": "terugkoppeling",
}


@dataclass(frozen=True)
class QuestionRow:
    """One line of the list; organisations and members are counted apart."""

    question: Question
    asked_organizations: int
    reacted_organizations: int
    asked_members: int
    reacted_members: int
    has_outcome: bool

    @property
    def lacks_outcome(self) -> bool:
        """It closed, and nobody has been told what became of it."""
        return self.question.closed_at is not None and not self.has_outcome


@dataclass(frozen=True)
class Reached:
    """Somebody to whom letters went for a recipient."""

    name: str
    email: str
    phone: str
    letters: list[str]


@dataclass(frozen=True)
class AskedRow:
    """One recipient: why it is asked, who got letters, and what it did."""

    name: str
    reasons: list[str]
    reaction: str
    reaction_label: str
    reacted_at: datetime | None
    reacted_by: str
    note: str
    phone: str
    call_when: str
    has_draft: bool
    people: list[Reached]

    @property
    def is_waiting(self) -> bool:
        """No reaction of any kind yet."""
        return self.reaction == Recipient.Reaction.NONE

    @property
    def wants_call(self) -> bool:
        """Asked to be called."""
        return self.reaction == Recipient.Reaction.CALL_ME


@dataclass(frozen=True)
class Overview:
    """Who reacted how, organisations and members in lists of their own."""

    organizations: list[AskedRow]
    members: list[AskedRow]

    @property
    def calls(self) -> list[AskedRow]:
        """Whoever wants to be called, of both kinds."""
        return [row for row in [*self.organizations, *self.members] if row.wants_call]

    @property
    def waiting_organizations(self) -> list[AskedRow]:
        """Organisations that did nothing yet."""
        return [row for row in self.organizations if row.is_waiting]

    @property
    def waiting_members(self) -> list[AskedRow]:
        """Members who did nothing yet."""
        return [row for row in self.members if row.is_waiting]


def question_list() -> list[QuestionRow]:
    """Return all questions, the newest first, in one query."""
    reacted = ~Q(recipients__reaction=Recipient.Reaction.NONE)
    of_organization = Q(recipients__organization__isnull=False)
    of_member = Q(recipients__member__isnull=False)

    def count(condition: Q) -> Count:
        return Count("recipients", filter=condition, distinct=True)

    questions = (
        Question.objects.select_related("owner")
        .annotate(
            asked_organizations=count(of_organization),
            reacted_organizations=count(of_organization & reacted),
            asked_members=count(of_member),
            reacted_members=count(of_member & reacted),
            outcome_count=Count("outcomes", distinct=True),
        )
        .order_by("-created_at", "-pk")
    )
    return [
        QuestionRow(
            question=question,
            asked_organizations=question.asked_organizations,
            reacted_organizations=question.reacted_organizations,
            asked_members=question.asked_members,
            reacted_members=question.reacted_members,
            has_outcome=question.outcome_count > 0,
        )
        for question in questions
    ]


def history_of(question: Question) -> list[StateChange]:
    """Return the steps that a question took, in order, with who took each."""
    return list(question.state_changes.select_related("by").order_by("at", "pk"))


def overview_of(question: Question) -> Overview:
    """Return who reacted how, with the letters of each, in a constant number of queries."""
    recipients = list(
        question.recipients.select_related("organization", "member", "reacted_by").order_by(
            "organization__name", "member__name", "pk"
        )
    )
    contacts = _contacts([row.organization_id for row in recipients if row.organization_id])
    letters = _letters(question)
    drafts = set(
        Answer.objects.filter(question=question, submitted_at=None).values_list(
            "organization_id", "member_id"
        )
    )

    def row(recipient: Recipient) -> AskedRow:
        people = [recipient.member] if recipient.member else contacts[recipient.organization_id]
        return AskedRow(
            name=str(recipient.organization or recipient.member),
            reasons=recipient.reasons,
            reaction=recipient.reaction,
            reaction_label=recipient.get_reaction_display(),
            reacted_at=recipient.reacted_at,
            reacted_by=recipient.reacted_by.name if recipient.reacted_by else "",
            note=recipient.note,
            phone=recipient.phone,
            call_when=recipient.call_when,
            has_draft=(recipient.organization_id, recipient.member_id) in drafts,
            people=[
                Reached(person.name, person.email, person.phone, letters[person.pk]) for person in people
            ],
        )

    return Overview(
        organizations=[row(recipient) for recipient in recipients if recipient.organization_id],
        members=[row(recipient) for recipient in recipients if recipient.member_id],
    )


def _contacts(organization_ids: list[int]) -> dict[int, list[Member]]:
    places = (
        Affiliation.objects.contacts()
        .filter(organization__in=organization_ids, member__is_active=True)
        .select_related("member")
        .order_by("member__name")
    )
    contacts = defaultdict(list)
    for place in places:
        contacts[place.organization_id].append(place.member)
    return contacts


def _letters(question: Question) -> dict[int, list[str]]:
    """Per member what was written to her about this question, and where that letter is."""
    letters = defaultdict(list)
    for letter in letters_about(f"question:{question.pk}"):
        letters[letter.member_id].append(_said(letter))
    return letters


def _said(letter: LetterState) -> str:
    name = LETTER_NAMES.get(letter.letter, letter.letter)
    return f"{name}: {letter.state_label}"
