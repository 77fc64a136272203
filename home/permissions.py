"""Who may read what editors publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.permissions import Roles

if TYPE_CHECKING:
    from home.models import LessonPage


def may_read(roles: Roles, lesson: LessonPage) -> bool:
    """Everyone reads an open lesson, members read a closed one too."""
    return lesson.is_open or roles.is_member
