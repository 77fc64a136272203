"""Taking the directory along: by two roles only, and never without a reason in the log."""

from datetime import datetime

from django.db import transaction

from audit import trail
from audit.acts import Act
from members.models import Member
from members.permissions import Roles, may_take_lists, require


@transaction.atomic(durable=True)
def take_list(*, kind: str, form: str, rows: int, reason: str, actor: Member, now: datetime) -> None:
    """Write down who takes which list along, of how many rows, and why; before the file is given."""
    require(may_take_lists(Roles.of(actor)))
    facts = {"list": kind, "form": form, "rows": rows}
    trail.record(Act.DIRECTORY_EXPORTED, actor=actor, reason=reason, facts=facts, now=now)
