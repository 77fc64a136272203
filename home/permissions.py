"""Who may read what editors publish, and who makes a lesson of a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learninggroups.permissions import may_lead
from members.permissions import Roles

if TYPE_CHECKING:
    from home.models import LessonPage
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
