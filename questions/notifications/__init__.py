"""Who hears of a national question, and which of those letters may still go."""

from questions.notifications import (
    colleagues,
    consent,
    handing_over,
    opening,
    outcomes,
    reminders,
    replies,
    returning,
    steps,
)
from questions.notifications.colleagues import (
    approval_asked,
    approval_refused,
    contribution_received,
    question_passed_on,
)
from questions.notifications.consent import consent_changed, readers_asked
from questions.notifications.opening import Opening, still_asked
from questions.notifications.outcomes import outcome_recorded, outcome_reminder, still_untold
from questions.notifications.reminders import write_reminders
from questions.notifications.replies import (
    Kept,
    NotKept,
    reply_answered,
    reply_kept,
    reply_not_kept,
    reply_reaction,
)
from questions.notifications.returning import synthesis_returned
from questions.notifications.steps import offer_moved, offer_received, offer_text, question_withdrawn

__all__ = [
    "KINDS",
    "Kept",
    "NotKept",
    "Opening",
    "approval_asked",
    "approval_refused",
    "consent_changed",
    "contribution_received",
    "offer_moved",
    "offer_received",
    "offer_text",
    "outcome_recorded",
    "outcome_reminder",
    "question_passed_on",
    "question_withdrawn",
    "readers_asked",
    "reply_answered",
    "reply_kept",
    "reply_not_kept",
    "reply_reaction",
    "still_asked",
    "still_untold",
    "synthesis_returned",
    "write_reminders",
]

KINDS = [
    *opening.KINDS,
    *reminders.KINDS,
    *outcomes.KINDS,
    *colleagues.KINDS,
    *steps.KINDS,
    *returning.KINDS,
    *consent.KINDS,
    *replies.KINDS,
    *handing_over.KINDS,
]
