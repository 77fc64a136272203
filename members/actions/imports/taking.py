"""Taking along the list of what an import could not do."""

from datetime import datetime

from django.db import transaction

from audit import trail
from audit.acts import Act
from members.models import Import, Member
from members.permissions import Roles, may_import, require


@transaction.atomic(durable=True)
def take_refused(*, batch: Import, actor: Member, now: datetime) -> None:
    """Write down that somebody takes along a list of people."""
    require(may_import(Roles.of(actor)))
    trail.record(Act.IMPORT_TAKEN, actor=actor, subject=batch, now=now)
