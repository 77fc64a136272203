"""What the programme team sees of who wants to become a member."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from members.models import Affiliation, Application, Member, Organization

if TYPE_CHECKING:
    from members.permissions import Roles

State = Application.State
LIKELY_AT_MOST = 5
# Words that many organisations have in their names.
GENERIC = {
    *("sociaal", "sociale", "wijkteam", "wijkteams", "buurtteam", "buurtteams", "team", "teams", "jeugdteam"),
    *(
        "gebiedsteam",
        "stichting",
        "gemeente",
        "centrum",
        "jeugd",
        "gezin",
        "voor",
        "van",
        "het",
        "den",
        "regio",
    ),
}
# An address at a host where so many organisations have theirs says nothing about who works where.
AT_ONE_HOST = 3


@dataclass(frozen=True)
class Applications:
    """What waits, what was decided of late, and how many addresses have yet to say yes."""

    waiting: list[Application]
    decided: list[Application]
    unconfirmed: int


@dataclass(frozen=True)
class ApplicationPage:
    """One application, with the organisations that may be the same and what we know of its address."""

    application: Application
    likely: list[Organization]
    member: Member | None


def applications(roles: "Roles") -> Applications:
    """Return who wants to become a member."""
    seen = Application.objects.visible_to(roles)
    return Applications(
        waiting=list(seen.undecided()),
        decided=list(seen.exclude(decided_at=None).select_related("decided_by").order_by("-decided_at")),
        unconfirmed=Application.objects.filter(state=State.UNCONFIRMED).count(),
    )


def application_page(application: Application) -> ApplicationPage:
    """Return one application as the programme team sees it."""
    return ApplicationPage(
        application=application,
        likely=likely_doubles(application.organization, application.email)
        if application.organization
        else [],
        member=Member.objects.filter(email=application.email).first(),
    )


def likely_doubles(name: str, email: str) -> list[Organization]:
    """
    Return the organisations that may be the same one, the likeliest first.

    They share telling words of their names, or their people have addresses at the same host.
    """
    words = _telling(name)
    at_host = _organizations_at(email.rpartition("@")[2])
    scores = {}
    for pk, other in Organization.objects.active().values_list("pk", "name"):
        score = 2 * len(words & _telling(other)) + (pk in at_host)
        if score or other.casefold() == name.casefold():
            scores[pk] = score
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:LIKELY_AT_MOST]
    found = Organization.objects.select_related("region").in_bulk(best)
    return [found[pk] for pk in best]


def _telling(name: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", name.casefold()) if word not in GENERIC}


def _organizations_at(host: str) -> Collection[int]:
    places = Affiliation.objects.current().filter(member__email__endswith=f"@{host}")
    found = set(places.values_list("organization", flat=True).distinct()[: AT_ONE_HOST + 1])
    return found if len(found) <= AT_ONE_HOST else ()
