"""What follows when a colleague has read along."""

from django.db import transaction
from wagtail.models import WorkflowState

from home.models.reading import handed_in_by
from home.permissions import may_edit_pages
from members.models import Member
from members.permissions import Roles, require


# Not durable: Wagtail calls this in the transaction in which it writes down the approval.
@transaction.atomic
def publish_read(state: WorkflowState, user: Member | None = None) -> None:
    """
    Publish the text that was read; who may approve need not be one who may publish by herself.

    The arguments are those by which Wagtail finishes a workflow.

    :raises PermissionDenied: when she handed it in herself, whatever way she came here.
    """
    require(user is not None and may_edit_pages(Roles.of(user)) and not handed_in_by(state, user))
    state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
