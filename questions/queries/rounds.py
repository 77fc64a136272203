"""Whom a second round asks: everybody of the first who did not leave it."""

from django.db.models import QuerySet

from questions.models import Question, Recipient

LEFT = [Recipient.Reaction.NOT_FOR_US, Recipient.Reaction.NO_ROOM]
IN_FIRST_ROUND = "gevraagd in de eerste ronde"


def wanting_more(first_round: Question) -> QuerySet[Recipient]:
    """Return whom the first round asked, without those who said that it is not for them, or no room."""
    return first_round.recipients.exclude(reaction__in=LEFT)


def organizations_of_first_round(question: Question) -> dict[int, list[str]]:
    """Return the organisations that a second round asks, with the reason."""
    asked = wanting_more(question.previous_round).filter(organization__is_active=True)
    return {pk: [IN_FIRST_ROUND] for pk in asked.values_list("organization", flat=True)}
