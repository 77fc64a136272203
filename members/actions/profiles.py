"""What a member says of herself."""

from django.db import transaction

from members.indexing import index_members
from members.models import Member
from members.permissions import require


@transaction.atomic(durable=True)
def change_profile(*, member: Member, actor: Member, name: str, phone: str, shows_phone: bool) -> None:
    """Change one's own name and phone number, and whether members see the number."""
    require(member == actor)
    Member.objects.filter(pk=member.pk).update(name=name, phone=phone, shows_phone=shows_phone)
    index_members([member.pk])
