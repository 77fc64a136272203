"""What a member says of herself, and who sees it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst

from members.actions.choices import write_down
from members.actions.messages import set_takes_messages
from members.indexing import index_members
from members.models import CHOOSABLE, Choice, Member, Viewers
from members.permissions import require

# As they stand on the page, and as they are written down beside what she chose.
ASKED = {
    "phone": "Wie ziet je telefoonnummer?",
    "email": "Wie ziet je e-mailadres?",
    "about": "Wie leest wat je over jezelf schrijft?",
    "call_hours": "Wie ziet wanneer je gebeld wilt worden?",
}
WHO = [(viewers, capfirst(viewers.label)) for viewers in Viewers]


@transaction.atomic(durable=True)
def change_profile(
    *,
    member: Member,
    actor: Member,
    name: str,
    phone: str,
    about: str,
    call_hours: str,
    takes_messages: bool,
    viewers: Mapping[str, str],
    now: datetime,
) -> None:
    """Change what one tells of oneself; ``viewers`` says per field of ``CHOOSABLE`` who sees it."""
    require(member == actor)
    Member.objects.filter(pk=member.pk).update(name=name, phone=phone, about=about, call_hours=call_hours)
    set_takes_messages(member=member, takes=takes_messages, now=now)
    _let_see(member, viewers, now=now)
    index_members([member.pk])


@transaction.atomic(durable=True)
def choose_viewers(*, member: Member, actor: Member, viewers: Mapping[str, str], now: datetime) -> None:
    """Choose who sees which field of one's own; a field that is not named stays as it is."""
    require(member == actor)
    _let_see(member, viewers, now=now)


def _let_see(member: Member, viewers: Mapping[str, str], *, now: datetime) -> None:
    chosen = {field: Viewers(viewers[field]) for field in CHOOSABLE if field in viewers}
    Member.objects.filter(pk=member.pk).update(**{f"{field}_viewers": who for field, who in chosen.items()})
    for field, who in chosen.items():
        write_down(
            member=member,
            kind=Choice.Kind.VISIBILITY,
            choice=dict(WHO)[who],
            words=ASKED[field],
            how=Choice.How.SITE,
            now=now,
        )
