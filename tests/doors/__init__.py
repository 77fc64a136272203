"""
The access table: every address × every kind of person × every method.

Each app writes its rows in ``tests/doors/<app>.py``, one per URL name::

    from tests.doors import Door

    DOORS = {
        #                                        visitor
        #                                        |   elsewhere
        #                                        |   |   participant
        #                                        |   |   |   facilitator
        #                                        |   |   |   |   contact
        #                                        |   |   |   |   |   programme team
        #                                        |   |   |   |   |   |   editor
        #                                        |   |   |   |   |   |   |   administrator
        "learninggroups:list": Door(get="200"),
        "learninggroups:thread": Door(
            lambda scene: [scene.closed_thread.pk],
            get="302 404 200 200 404 404 404 404",
        ),
        "learninggroups:close-thread": Door(
            lambda scene: [scene.closed_thread.pk],
            get="302 405",
            post="302 404 403 303 404 404 404 404",
        ),
    }

A row shorter than eight repeats its last status: ``"302 200"`` is "a visitor signs in first, everyone
else gets the page". A visitor's 302 must lead to signing in. Without ``post`` the door takes
none: 405, or 302 for a visitor who must sign in first. PUT, PATCH and DELETE never succeed anywhere.
A name may have a list of doors, when it answers differently for an open and a closed group.
What a POST changes is undone before the next person comes along.

A guest, who is no member but was asked into the closed thread, gets what ``elsewhere`` gets
unless the row says ``guest="403"``, or ``guest="200 303"`` when a POST is answered otherwise.
"""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import ROLES, Scene

ELSEWHERE = ROLES.index("elsewhere")


@dataclass(frozen=True)
class Door:
    """
    One address, with the status that each role gets there.

    ``args`` returns the positional arguments of the URL (or a dict of named ones), ``sends``
    the form data of a POST; both get the scene.
    """

    args: Callable[[Scene], Sequence | dict] = lambda scene: []
    _: KW_ONLY
    get: str
    post: str = ""
    guest: str = ""
    sends: Callable[[Scene], dict] = lambda scene: {}
    query: str = ""

    def path(self, name: str, scene: Scene) -> str:
        """Return the address itself."""
        given = self.args(scene)
        named = {"kwargs": given} if isinstance(given, dict) else {"args": given}
        return reverse(name, **named) + self.query

    def expected(self, method: str) -> list[int]:
        """Return the status for each role, in the order of ROLES."""
        members, guest = per_member(self.get), self.guest.split()
        if method == "post":
            members = per_member(self.post or ("302 405" if members[0] == 302 else "405"))
            # Where nothing can be sent, nothing else is said about it.
            guest = guest[-1:] if self.post else guest[1:]
        return [*members, int(guest[0]) if guest else members[ELSEWHERE]]


def per_member(statuses: str) -> list[int]:
    """Return a status for all but the guest; the last one written goes on to the end."""
    written = [int(status) for status in statuses.split()]
    return written + written[-1:] * (len(ROLES) - 1 - len(written))


def all_doors() -> dict[str, list[Door]]:
    """Return the rows of every app."""
    doors: dict[str, list[Door]] = {}
    for module in pkgutil.iter_modules(__path__):
        rows = getattr(importlib.import_module(f"{__name__}.{module.name}"), "DOORS", {})
        twice = doors.keys() & rows.keys()
        assert not twice, f"{twice} stand in two tables"
        doors |= {name: row if isinstance(row, list) else [row] for name, row in rows.items()}
    return doors


def knock(client: Client, method: str, path: str, data: dict) -> HttpResponse:
    """Return the answer to one request, read to its end."""
    response = client.post(path, data) if method == "post" else getattr(client, method)(path)
    if response.streaming:
        # To the end, or the file stays open.
        response.streaming_content = [b"".join(response.streaming_content)]
    return response
