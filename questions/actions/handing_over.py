"""A contact person hands her role to a colleague, with all that waits on it."""

from datetime import datetime

from django.db import transaction

from audit import trail
from audit.acts import Act
from members.actions.organizations import NoColleague, pass_role
from members.models import Member, Organization
from members.permissions import may_hand_over
from questions.actions.approving import ask_approval
from questions.models import Recipient
from questions.notifications import handing_over as letters
from questions.permissions import Roles, require
from questions.queries.approvals import waiting_approvals

__all__ = ["NoColleague", "hand_over"]


@transaction.atomic(durable=True)
def hand_over(
    *, organization: Organization, colleague: Member, note: str, actor: Member, now: datetime
) -> None:
    """
    Make a colleague contact person in one's own place: one becomes a colleague, and both hear it.

    Questions to the organisation wait on its contact persons, and so go along by themselves. What was
    given to the actor by name waits on them again, and a text that was typed for her to approve is laid
    before her successor.

    :raises NoColleague: when the colleague does not work there any more.
    """
    require(may_hand_over(Roles.of(actor), organization))
    pass_role(organization=organization, colleague=colleague, actor=actor)
    Recipient.objects.filter(organization=organization, passed_on_to=actor).update(
        passed_on_to=None, passed_on_at=None
    )
    for approval in waiting_approvals(now).filter(speaker=actor, answer__organization=organization):
        ask_approval(approval.answer, colleague, now=now)
    trail.record(Act.ROLE_HANDED_OVER, actor=actor, subject=organization, facts={"to": colleague.pk}, now=now)
    letters.handed_over(organization, colleague, actor, note, now=now)
