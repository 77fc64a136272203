"""Colleagues without an account add to the answer of their organisation, with a code that ends."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from members.models import Member
from questions import notifications
from questions.models import Contribution, ContributionCode, Question, Recipient
from questions.permissions import Roles, may_speak, require
from questions.queries.contributions import code_hash, working_codes

DIGITS = 12
# As long after the deadline as NICE leaves its codes, for an answer that comes late.
LONGEST_AFTER_DEADLINE = timedelta(days=28)


class NotTaken(Exception):
    """The question takes no contributions, or the moment chosen for the code does not fit it."""


class CodeGone(Exception):
    """The code was taken back or has ended."""


class ContributionChanged(Exception):
    """The contribution was changed in another window after this text was read."""


@transaction.atomic(durable=True)
def make_code(*, recipient: Recipient, actor: Member, note: str, expires_at: datetime, now: datetime) -> str:
    """
    Make a code for colleagues of one organisation and return its twelve digits, which are kept nowhere.

    :raises NotTaken: when the question is not open, or the code would end too early or too late.
    """
    require(recipient.organization_id is not None and may_speak(Roles.of(actor), recipient))
    question = recipient.question
    if question.state != Question.State.OPEN:
        raise NotTaken
    if not now < expires_at <= question.deadline_at + LONGEST_AFTER_DEADLINE:
        raise NotTaken
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    ContributionCode.objects.create(
        recipient=recipient,
        code_hash=code_hash(code),
        note=note,
        made_by=actor,
        made_at=now,
        expires_at=expires_at,
    )
    return code


@transaction.atomic(durable=True)
def revoke_code(*, code: ContributionCode, actor: Member, now: datetime) -> None:
    """Take a code back; what was contributed with it stays."""
    require(may_speak(Roles.of(actor), code.recipient))
    ContributionCode.objects.filter(pk=code.pk, revoked_at=None).update(revoked_at=now)


@transaction.atomic(durable=True)
def contribute(
    *,
    code: ContributionCode,
    contribution: Contribution | None,
    name: str,
    texts: Mapping[str, str],
    based_on: int,
    email: str,
    now: datetime,
) -> Contribution:
    """
    Keep what a colleague says per sub-question, and send her a receipt when she gave an address.

    ``contribution`` is hers from before, and ``based_on`` the version that was on her screen.

    :raises CodeGone: when the code was taken back or ended meanwhile.
    :raises ContributionChanged: when she saved in another window meanwhile; nothing is written.
    """
    # RACE: the row is locked, so a code that is being taken back lets nothing in afterwards.
    if not working_codes(now).select_for_update(of=["self"]).filter(pk=code.pk).exists():
        raise CodeGone
    if contribution is None:
        contribution = Contribution.objects.create(
            code=code, name=name, texts=dict(texts), contributed_at=now
        )
    else:
        own = Contribution.objects.filter(pk=contribution.pk, code=code, version=based_on)
        # What was taken over is asked to be looked at again, because it says something else now.
        changed = own.update(
            name=name,
            texts=dict(texts),
            version=F("version") + 1,
            contributed_at=now,
            taken_over_at=None,
            taken_over_by=None,
        )
        if not changed:
            raise ContributionChanged
        contribution.refresh_from_db()
    if email:
        notifications.contribution_received(contribution, email, now=now)
    return contribution
