"""The list of questions in the back office."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from questions.models import ConsentFlag, Question, Recipient, StateChange


@dataclass(frozen=True)
class QuestionRow:
    """One line of the list; organisations and members are counted apart."""

    question: Question
    asked_organizations: int
    reacted_organizations: int
    asked_members: int
    reacted_members: int
    has_outcome: bool
    has_flags: bool

    @property
    def lacks_outcome(self) -> bool:
        """It closed, and nobody has been told what became of it."""
        return self.question.closed_at is not None and not self.has_outcome


def question_list() -> list[QuestionRow]:
    """Return all questions, the newest first, in one query."""
    reacted = ~Q(recipients__reaction=Recipient.Reaction.NONE)
    of_organization = Q(recipients__organization__isnull=False)
    of_member = Q(recipients__member__isnull=False)

    def count(condition: Q) -> Count:
        return Count("recipients", filter=condition, distinct=True)

    flags = ConsentFlag.objects.filter(synthesis__question=OuterRef("pk"), settled_at=None)
    questions = (
        Question.objects.select_related("owner")
        .annotate(
            asked_organizations=count(of_organization),
            reacted_organizations=count(of_organization & reacted),
            asked_members=count(of_member),
            reacted_members=count(of_member & reacted),
            outcome_count=Count("outcomes", distinct=True),
            has_flags=Exists(flags),
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
            has_flags=question.has_flags,
        )
        for question in questions
    ]


def history_of(question: Question) -> list[StateChange]:
    """Return the steps that a question took, in order, with who took each."""
    return list(question.state_changes.select_related("by").order_by("at", "pk"))
