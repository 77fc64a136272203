"""Who may ask, answer, read and conclude."""

from members.permissions import Roles, require
from questions.models import Answer, Export, Question, Recipient, SynthesisVersion
from questions.models.answers import narrowest
from questions.querysets import ASKED_STATES, TOLD_STATES

__all__ = [
    "Roles",
    "may_answer",
    "may_change_answer",
    "may_pass_on",
    "may_read_answers",
    "may_run_questions",
    "may_see_answer",
    "may_see_export",
    "may_see_history",
    "may_see_question",
    "may_see_recipient",
    "may_see_version",
    "may_speak",
    "may_take_down",
    "may_take_export",
    "require",
    "was_asked",
]


def may_run_questions(roles: Roles) -> bool:
    """The programme team writes, opens, closes and concludes questions."""
    return roles.is_programme_team


def may_see_question(roles: Roles, question: Question) -> bool:
    """The programme team sees all; members see what was asked; visitors what was made public."""
    if roles.is_programme_team:
        return True
    return was_asked(question) and (roles.is_member or question.is_public)


def was_asked(question: Question) -> bool:
    """It was opened, whatever became of it; one that was withdrawn before that was never asked."""
    if question.state == Question.State.WITHDRAWN:
        return question.opened_at is not None
    return question.state in ASKED_STATES


def may_see_recipient(roles: Roles, recipient: Recipient) -> bool:
    """A person sees where she is asked herself, and where her organisations are."""
    if recipient.organization_id:
        return recipient.organization_id in roles.organization_ids
    return roles.is_member and recipient.member_id == roles.member_id


def may_speak(roles: Roles, recipient: Recipient) -> bool:
    """Contact persons speak for their organisation, and whom they gave it to; a member for herself."""
    if recipient.organization_id:
        return recipient.organization_id in roles.contact_of or (
            recipient.organization_id in roles.organization_ids
            and recipient.passed_on_to_id == roles.member_id
        )
    return roles.is_member and recipient.member_id == roles.member_id


def may_pass_on(roles: Roles, recipient: Recipient) -> bool:
    """Contact persons give a question to a colleague; she does not give it on herself."""
    return recipient.organization_id is not None and recipient.organization_id in roles.contact_of


def may_take_down(roles: Roles, recipient: Recipient) -> bool:
    """The programme team and colleagues write down what a voice says; it counts once that voice agrees."""
    if roles.is_programme_team:
        return True
    return recipient.organization_id is not None and recipient.organization_id in roles.organization_ids


def may_answer(roles: Roles, question: Question) -> bool:
    """Any member may answer personally what was asked, whether she was named or not."""
    return roles.is_member and question.state in ASKED_STATES


def may_change_answer(roles: Roles, answer: Answer) -> bool:
    """Contact persons change their organisation's answer; a member her own."""
    if answer.organization_id:
        return answer.organization_id in roles.contact_of
    return roles.is_member and answer.member_id == roles.member_id


def may_read_answers(roles: Roles, question: Question) -> bool:
    """Members look what they may read of others; visitors only where everyone was promised to."""
    return roles.is_member or question.visibility == Question.Visibility.PUBLIC


def may_see_history(roles: Roles, answer: Answer) -> bool:
    """What an answer said before is its writers' own: drafts and all that was crossed out."""
    if answer.organization_id:
        return answer.organization_id in roles.organization_ids
    return roles.is_member and answer.member_id == roles.member_id


def may_see_answer(roles: Roles, answer: Answer, *, has_answered: bool) -> bool:
    """
    Authors and colleagues read their own; others what was handed in, as far as was promised.

    How far is the narrower of what the question promises and what the writer agreed to, so
    that a question that is widened later exposes nothing. ``has_answered`` says whether this
    person, or her organisation, handed in an answer to the same question.
    """
    if may_see_history(roles, answer):
        return True
    if roles.is_programme_team:
        return bool(answer.submitted_at or answer.withdrawn_at)
    question = answer.question
    if not answer.submitted_at or question.state not in ASKED_STATES:
        return False
    if question.is_open and (
        question.shows_after_closing or (question.shows_after_answering and not has_answered)
    ):
        return False
    match narrowest(answer.readers, question.visibility):
        case Question.Visibility.PUBLIC:
            return roles.is_member or question.is_public
        case Question.Visibility.MEMBERS:
            return roles.is_member
        case Question.Visibility.RESPONDENTS:
            return roles.is_member and has_answered
        case _:
            return False


def may_see_export(roles: Roles, export: Export) -> bool:
    """The programme team sees what was made, and for whom."""
    return roles.is_programme_team


def may_take_export(roles: Roles, export: Export) -> bool:
    """Who asked for a file takes it, and nobody else: so the record says who has what."""
    return roles.is_programme_team and export.requested_by_id == roles.member_id


def may_see_version(roles: Roles, version: SynthesisVersion, *, has_answered: bool) -> bool:
    """
    Who sees the question reads what was shared; who answered also what was shown to her first.

    ``has_answered`` says whether this person, or her organisation, handed in an answer.
    """
    if roles.is_programme_team:
        return True
    question = version.synthesis.question
    is_told = question.state in TOLD_STATES
    if version.is_shared and is_told and (roles.is_member or question.is_public):
        return True
    is_returned = is_told or question.state == Question.State.RETURNED
    return roles.is_member and has_answered and is_returned
