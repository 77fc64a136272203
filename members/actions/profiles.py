"""What a member says of herself, and who sees it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from members.indexing import index_members
from members.models import CHOOSABLE, Member
from members.permissions import require


@transaction.atomic(durable=True)
def change_profile(
    *,
    member: Member,
    actor: Member,
    name: str,
    phone: str,
    about: str,
    call_hours: str,
    viewers: Mapping[str, str],
    now: datetime,
) -> None:
    """Change what one tells of oneself; ``viewers`` says per field of ``CHOOSABLE`` who sees it."""
    require(member == actor)
    Member.objects.filter(pk=member.pk).update(name=name, phone=phone, about=about, call_hours=call_hours)
    _let_see(member, viewers, now=now)
    index_members([member.pk])


@transaction.atomic(durable=True)
def choose_viewers(*, member: Member, actor: Member, viewers: Mapping[str, str], now: datetime) -> None:
    """Choose who sees which field of one's own; a field that is not named stays as it is."""
    require(member == actor)
    _let_see(member, viewers, now=now)


def _let_see(member: Member, viewers: Mapping[str, str], *, now: datetime) -> None:
    Member.objects.filter(pk=member.pk).update(
        **{f"{field}_viewers": viewers[field] for field in CHOOSABLE if field in viewers}
    )
