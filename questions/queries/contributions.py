"""What colleagues added to the answer of their organisation, and the codes that let them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from questions.models import Contribution, ContributionCode, Question, Recipient, SubQuestion

# A code is worth nothing any more once its question will never be answered.
LIVING = [Question.State.OPEN, Question.State.CLOSED, Question.State.INTERPRETING]


@dataclass(frozen=True)
class CodeRow:
    """One code as contact persons see it; the code itself was shown once."""

    pk: int
    note: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    is_revoked: bool
    is_expired: bool

    @property
    def works(self) -> bool:
        """Colleagues can still use it."""
        return not (self.is_revoked or self.is_expired)


@dataclass(frozen=True)
class ContributionRow:
    """What one colleague said, per sub-question."""

    pk: int
    name: str
    contributed_at: datetime
    taken_over_at: datetime | None
    taken_over_by: str
    lines: tuple[tuple[SubQuestion, str], ...]


@dataclass(frozen=True)
class Colleagues:
    """The page on which contact persons ask their colleagues along."""

    codes: tuple[CodeRow, ...]
    contributions: tuple[ContributionRow, ...]


def working_codes(now: datetime) -> QuerySet[ContributionCode]:
    """Return the codes with which something can be written now."""
    return ContributionCode.objects.filter(
        revoked_at=None, expires_at__gt=now, recipient__question__state__in=LIVING
    ).select_related("recipient__question", "recipient__organization")


def colleagues_of(recipient: Recipient, sub_questions: list[SubQuestion], now: datetime) -> Colleagues:
    """Return the codes and the contributions for one voice, the newest first, in two queries."""
    codes = recipient.contribution_codes.select_related("made_by").order_by("-made_at", "-pk")
    said = (
        Contribution.objects.filter(code__recipient=recipient)
        .select_related("taken_over_by")
        .order_by("-contributed_at", "-pk")
    )
    return Colleagues(
        codes=tuple(
            CodeRow(
                pk=code.pk,
                note=code.note,
                made_by=code.made_by.name if code.made_by else "",
                made_at=code.made_at,
                expires_at=code.expires_at,
                is_revoked=code.revoked_at is not None,
                is_expired=code.expires_at <= now,
            )
            for code in codes
        ),
        contributions=tuple(_row(contribution, sub_questions) for contribution in said),
    )


def _row(contribution: Contribution, sub_questions: list[SubQuestion]) -> ContributionRow:
    return ContributionRow(
        pk=contribution.pk,
        name=contribution.name,
        contributed_at=contribution.contributed_at,
        taken_over_at=contribution.taken_over_at,
        taken_over_by=contribution.taken_over_by.name if contribution.taken_over_by else "",
        lines=tuple(
            (sub_question, text)
            for sub_question in sub_questions
            if (text := contribution.texts.get(str(sub_question.pk), ""))
        ),
    )
