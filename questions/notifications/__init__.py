"""Who hears of a national question, and which of those letters may still go."""

from questions.notifications import colleagues, opening, outcomes, reminders
from questions.notifications.colleagues import approval_asked, approval_refused, contribution_received
from questions.notifications.opening import Opening, still_asked
from questions.notifications.outcomes import outcome_recorded, outcome_reminder, still_untold
from questions.notifications.reminders import question_reminder

__all__ = [
    "KINDS",
    "Opening",
    "approval_asked",
    "approval_refused",
    "contribution_received",
    "outcome_recorded",
    "outcome_reminder",
    "question_reminder",
    "still_asked",
    "still_untold",
]

KINDS = [*opening.KINDS, *reminders.KINDS, *outcomes.KINDS, *colleagues.KINDS]
