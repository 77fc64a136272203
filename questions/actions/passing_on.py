"""Giving a question to a colleague, who then answers it for her organisation."""

from datetime import datetime

from django.db import transaction

from members.models import Affiliation, Member
from questions import notifications
from questions.models import Question, Recipient
from questions.permissions import Roles, may_pass_on, require


class NoColleague(Exception):
    """Whom the question was given to does not work at this organisation any more."""


@transaction.atomic(durable=True)
def pass_on(*, recipient: Recipient, colleague: Member, actor: Member, note: str, now: datetime) -> None:
    """
    Let a colleague answer this question for her organisation, and tell her so.

    Contact persons keep their say, and get the reminders as before.

    :raises NoColleague: when she does not work there.
    """
    require(may_pass_on(Roles.of(actor), recipient))
    places = Affiliation.objects.current().filter(organization=recipient.organization_id, member=colleague)
    if not colleague.is_active or not places.exists():
        raise NoColleague
    given = Recipient.objects.filter(pk=recipient.pk, question__state=Question.State.OPEN).exclude(
        passed_on_to=colleague
    )
    if given.update(passed_on_to=colleague, passed_on_at=now):
        notifications.question_passed_on(recipient, colleague, actor, note, now=now)


@transaction.atomic(durable=True)
def take_on_again(*, recipient: Recipient, actor: Member) -> None:
    """Let contact persons alone answer again; what the colleague wrote stays in the draft."""
    require(may_pass_on(Roles.of(actor), recipient))
    Recipient.objects.filter(pk=recipient.pk).update(passed_on_to=None, passed_on_at=None)
