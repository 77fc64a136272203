"""Stopping one sending, while all other letters go on."""

from datetime import datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from digests.models import DigestRun, OpenRun
from digests.queries import runs
from mailing import outbox
from mailing.permissions import may_look_after_post
from members.models import Member
from members.permissions import require

REASON = "Deze verzending is stilgezet."


@transaction.atomic(durable=True)
def stop_run(*, run: DigestRun | OpenRun, actor: Member, now: datetime) -> int:
    """
    Let no more letters of a run leave, and return how many were called back.

    Nothing is lost: who has no letter yet is told all of it in her next one. What a worker has in
    its hands at this moment still goes.
    """
    require(may_look_after_post(actor))
    same = type(run).objects.filter(pk=run.pk, stopped_at=None)
    if not same.update(stopped_at=now, stopped_by=actor, composed_at=Coalesce("composed_at", Value(now))):
        return 0
    pending = run.deliveries.pending()
    # RACE: whoever writes letters of this run holds their deliveries; wait, and call those back too.
    list(pending.select_for_update().values_list("pk", flat=True))
    pending.delete()
    return outbox.call_back(runs.letter_kind(run), runs.about(run), reason=REASON)
