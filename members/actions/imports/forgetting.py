"""Forgetting what an import holds of people: who never accepted leaves no trace."""

from datetime import datetime

from django.db import transaction

from members.models import ImportRow, Invitation

(KEPT,) = ImportRow.kept
CHUNK = 500


def forget_rows(*, now: datetime) -> int:
    """Delete rows of ninety days old, with the invitations that nobody accepted; return how many."""
    count = 0
    while forgotten := _forget_chunk(now):
        count += forgotten
    return count


@transaction.atomic(durable=True)
def _forget_chunk(now: datetime) -> int:
    old = ImportRow.objects.filter(read_at__lte=now - KEPT.period).order_by("pk")[:CHUNK]
    rows = dict(old.values_list("pk", "invitation"))
    unanswered = {pk for pk in rows.values() if pk is not None}
    Invitation.objects.filter(pk__in=unanswered, accepted_at=None).delete()
    ImportRow.objects.filter(pk__in=rows).delete()
    return len(rows)
