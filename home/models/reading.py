"""Reading along: nothing that an editor wrote goes online before somebody else has read it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from members.models import Member


def handed_in_by(state: WorkflowState, actor: Member | None) -> bool:
    """Whether this person handed in the text; a lesson of a facilitator is her own."""
    giver = state.requested_by_id or getattr(state.content_object, "owner_id", None)
    return actor is not None and giver == actor.pk


class ReadingTask(AbstractGroupApprovalTask):
    """A colleague reads along and approves, or gives back with a remark (*tegenlezen*)."""

    privacy = {}

    class Meta:
        verbose_name = "tegenlezen"
        verbose_name_plural = "tegenlezen"

    def get_actions(self, obj: models.Model, user: Member) -> list[tuple[str, str, bool]]:
        """Offer both to everybody but who handed it in."""
        if not self._reads(obj.current_workflow_state, user):
            return []
        return [
            ("reject", "Teruggeven met een opmerking", True),
            ("approve", "Goedkeuren", False),
        ]

    def on_action(self, task_state: TaskState, user: Member, action_name: str, **kwargs: Any) -> None:
        """
        Approve or give back.

        :raises PermissionDenied: when she handed it in herself.
        """
        if not self._reads(task_state.workflow_state, user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Member, **kwargs: Any) -> QuerySet[TaskState]:
        """Return what waits for her, without what she handed in."""
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        return waiting.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        """Say in the list of tasks what this one is."""
        return "Iemand uit deze groepen leest tegen; nooit wie de tekst zelf inleverde"

    def _reads(self, state: WorkflowState | None, user: Member) -> bool:
        is_own = state is not None and handed_in_by(state, user)
        return not is_own and (user.is_superuser or self._user_in_groups(user))
