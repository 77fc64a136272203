"""What a member chose, as her own page shows it."""

from django.db.models import QuerySet

from members.models import Choice, Member

SHOWN = 100


def choices_of(member: Member) -> QuerySet[Choice]:
    """Return her last hundred choices, the newest first."""
    return Choice.objects.filter(member=member).order_by("-made_at", "-pk")[:SHOWN]
