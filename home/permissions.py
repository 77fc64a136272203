"""Who may read what editors publish, who makes a lesson of a thread, and who asks about a development."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learninggroups.permissions import may_lead, takes_part
from learninggroups.permissions import may_read as may_read_group
from members.permissions import Roles

if TYPE_CHECKING:
    from home.models import DevelopmentPage, Enquiry, KnowledgeLink, LessonPage, LocalPractice, Takeaway
    from learninggroups.models import LearningGroup, Thread
    from learninggroups.permissions import Roles as GroupRoles
    from members.models import Organization


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


def may_add_practice(roles: Roles, lesson: LessonPage, organization: Organization) -> bool:
    """Who has a place at an organisation says how it is done there."""
    return lesson.live and may_read(roles, lesson) and organization.pk in roles.organization_ids


def may_see_practice(roles: Roles, practice: LocalPractice) -> bool:
    """As far as its writer opened it; what was hidden is seen by her, her contact persons and the team."""
    is_told = practice.openness == "open" or roles.is_member
    if not (is_told and practice.lesson.live and may_read(roles, practice.lesson)):
        return False
    return practice.hidden_at is None or may_change_practice(roles, practice) or may_edit_pages(roles)


def may_change_practice(roles: Roles, practice: LocalPractice) -> bool:
    """Who wrote it changes it or takes it back, and so do the contact persons of the organisation."""
    is_own = roles.member_id is not None and practice.author_id == roles.member_id
    return is_own or practice.organization_id in roles.contact_of


def may_hide_practice(roles: Roles) -> bool:
    """Who looks after what is published hides, and says why."""
    return may_edit_pages(roles)


def may_judge_takeaways(roles: GroupRoles, lesson: LessonPage) -> bool:
    """Visitors' words are read first by who leads the lesson's group, or who looks after the pages."""
    return may_edit_pages(roles) or (lesson.group_id is not None and lesson.group_id in roles.facilitates)


def may_see_takeaway(roles: GroupRoles, takeaway: Takeaway) -> bool:
    """What is online is read with the lesson; before that only by its writer and who must look."""
    if takeaway.state == "waiting" and may_judge_takeaways(roles, takeaway.lesson):
        return True
    is_own = roles.member_id is not None and takeaway.member_id == roles.member_id
    is_readable = takeaway.lesson.live and may_read(roles, takeaway.lesson)
    return is_readable and (is_own or takeaway.state == "shown")


def may_connect(roles: GroupRoles, group: LearningGroup) -> bool:
    """Who takes part in a group says what is of use to it."""
    return takes_part(roles, group) and group.archived_at is None


def may_see_link(roles: GroupRoles, link: KnowledgeLink) -> bool:
    """Who may read in the group sees what it uses."""
    return link.page.live and may_read_group(roles, link.group)


def may_disconnect(roles: GroupRoles, link: KnowledgeLink) -> bool:
    """Who connected it takes it away again, and so does who leads the group."""
    is_own = roles.member_id is not None and link.member_id == roles.member_id
    return is_own or may_lead(roles, link.group)
