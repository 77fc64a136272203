"""The addresses under our reply domain: a name, and what stands behind its plus sign."""

from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings


@dataclass(frozen=True)
class OwnAddress:
    """An address of the form ``name+argument@`` the reply domain."""

    name: str
    argument: str


def own_address(address: str) -> OwnAddress | None:
    """Take an address apart; none when it is not under our reply domain."""
    local, _, domain = parseaddr(address)[1].lower().rpartition("@")
    if not local or not domain or domain != settings.MAIL_REPLY_DOMAIN.lower():
        return None
    name, _, argument = local.partition("+")
    return OwnAddress(name, argument)
