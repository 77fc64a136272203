"""Who may read what editors publish, who makes a lesson of a thread, and who asks about a development."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learninggroups.permissions import may_lead
from members.permissions import Roles

if TYPE_CHECKING:
    from home.models import DevelopmentPage, Enquiry, LessonPage
    from learninggroups.models import Thread
    from learninggroups.permissions import Roles as GroupRoles


def may_read(roles: Roles, lesson: LessonPage) -> bool:
    """Everyone reads an open lesson, members read a closed one too."""
    return lesson.is_open or roles.is_member


def may_write_lesson(roles: GroupRoles, thread: Thread) -> bool:
    """Who facilitates a group writes down what it learned, and asks the writers."""
    return may_lead(roles, thread.group)


def may_edit_pages(roles: Roles) -> bool:
    """The programme team and the editors look after what is published."""
    return roles.is_programme_team or roles.is_editor


def may_see_enquiry(roles: Roles, enquiry: Enquiry) -> bool:
    """The programme team sees all, members what is not hidden, others what was answered and made public."""
    if not enquiry.page.live:
        return False
    if roles.is_programme_team:
        return True
    is_hidden = enquiry.hidden_at is not None
    if roles.is_member:
        return not is_hidden or enquiry.asker_id == roles.member_id
    first = enquiry.previous
    is_open = enquiry.is_public and enquiry.answered_at is not None and not is_hidden
    return is_open and (first is None or (first.is_public and first.hidden_at is None))


def may_ask(roles: Roles, page: DevelopmentPage) -> bool:
    """Every member asks about what is online."""
    return roles.is_member and page.live


def may_change_enquiry(roles: Roles, enquiry: Enquiry) -> bool:
    """Who asked changes her words until somebody answered."""
    return may_withdraw_enquiry(roles, enquiry) and enquiry.answered_at is None


def may_withdraw_enquiry(roles: Roles, enquiry: Enquiry) -> bool:
    """Who asked may always take her words back."""
    return roles.is_member and enquiry.asker_id == roles.member_id


def may_open_enquiry(roles: Roles, enquiry: Enquiry) -> bool:
    """Who asked decides whether everybody reads it, once there is an answer."""
    return (
        may_withdraw_enquiry(roles, enquiry)
        and enquiry.answered_at is not None
        and enquiry.hidden_at is None
        and (enquiry.previous is None or enquiry.previous.is_public)
    )


def may_ask_on(roles: Roles, enquiry: Enquiry) -> bool:
    """Who asked may ask on once, under an answer."""
    return (
        may_withdraw_enquiry(roles, enquiry)
        and enquiry.answered_at is not None
        and enquiry.hidden_at is None
        and enquiry.previous_id is None
        and not hasattr(enquiry, "follow_up")
    )


def may_want_answer(roles: Roles, enquiry: Enquiry) -> bool:
    """Other members may want to know too, as long as there is no answer; the programme team gives it."""
    return (
        roles.is_member
        and not roles.is_programme_team
        and enquiry.asker_id != roles.member_id
        and enquiry.answered_at is None
        and enquiry.hidden_at is None
    )


def may_answer_enquiries(roles: Roles) -> bool:
    """The programme team answers, and keeps order."""
    return roles.is_programme_team
