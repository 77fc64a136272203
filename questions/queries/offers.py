"""What somebody sees who offered a question."""

from dataclasses import dataclass

from questions.models import Offer, Question, SubQuestion
from questions.models.steps import BEFORE_OPENING
from questions.queries.marks import mark_of


@dataclass(frozen=True)
class OfferPage:
    """Where a question is that was offered, what it says now, and whether it can still be agreed with."""

    offer: Offer
    question: Question
    sub_questions: list[SubQuestion]
    mark: str
    is_being_prepared: bool

    @property
    def is_to_be_agreed(self) -> bool:
        """The text waits for her word."""
        return self.is_being_prepared and self.offer.agreed_at is None

    @property
    def is_readable(self) -> bool:
        """The question has a page that she may open."""
        return self.question.opened_at is not None and self.question.is_public


def offer_page(offer: Offer) -> OfferPage:
    """Return what the key of an offer opens."""
    question = offer.question
    return OfferPage(
        offer=offer,
        question=question,
        sub_questions=list(question.sub_questions.order_by("position")),
        mark=mark_of(question),
        is_being_prepared=question.state in BEFORE_OPENING and question.state != Question.State.SUBMITTED,
    )
