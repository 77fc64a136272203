"""
Who gets in where: the access table of tests/doors/, Wagtail's own back office, and what is public.

Of every answer, whoever gets it, the headers are looked at too, as of a site behind https; and what
is read writes nothing.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import ROLES, Scene, build_scene, sign_in
from tests.database import undone
from tests.doors import all_doors, knock
from tests.doors.public import PUBLIC
from tests.house.addresses import all_addresses
from tests.house.headers import faults_of
from tests.house.https import HttpsClient, behind_https

DOORS = all_doors()
OURS = {address.name for address in all_addresses() if address.is_ours}
BACK_OFFICE = "beheer/"
REFUSALS = {301, 302, 400, 401, 403, 404, 405}
WRITING = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# What reading may write: who is signed in, and how often somebody tried something; and at these doors,
# that an organisation saw a question, and the row of allauth for an address that has none.
WRITTEN_BY_READING = {"django_session", "usersessions_usersession", "cache"}
WRITTEN_AT = {"questions:question": {"questions_recipient"}, "account_email": {"account_emailaddress"}}


@pytest.fixture(scope="module")
def built_scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """One world for all doors: to build it for each takes as long as to knock."""
    with django_db_blocker.unblock(), undone():
        yield build_scene()


@pytest.fixture
def scene(built_scene) -> Iterator[Scene]:
    """The world as it was built, whatever a door added to it."""
    with undone():
        yield built_scene


@pytest.fixture(scope="module")
def clients(built_scene) -> Iterator[dict[str, Client]]:
    """One browser for each role, over https."""
    with behind_https():
        yield {role: sign_in(HttpsClient(), built_scene.person(role)) for role in ROLES}


def answers(clients, method, path, data) -> list[HttpResponse]:
    """Return what each role gets for this request, each starting from the same world."""
    return [answer(clients, role, method, path, data) for role in clients]


def answer(clients, role, method, path, data) -> HttpResponse:
    """Return what one browser gets, and leave world and browser as they were."""
    client = clients[role]
    cookies = deepcopy(client.cookies)
    written = Written()
    try:
        with undone(), connection.execute_wrapper(written):
            response = knock(client, method, path, data)
    finally:
        client.cookies = cookies
    faults = faults_of(response, is_signed_in=role != "visitor")
    if method == "get":
        door = getattr(response.resolver_match, "view_name", "")
        strange = written.tables - WRITTEN_BY_READING - WRITTEN_AT.get(door, set())
        faults += [f"reading writes to {table}" for table in strange]
    assert faults == [], f"{role} {method.upper()} {path}"
    return response


class Written:
    """Hears to which tables is written."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute, sql, params, many, context):
        """Note the table, and let it be done."""
        if found := WRITING.match(sql):
            self.tables.add(found[1])
        return execute(sql, params, many, context)


def row(statuses: list[int]) -> str:
    """Return statuses as a row of the table, so that a failure can be read beside it."""
    return " ".join(map(str, statuses))


def ruled_by_wagtail(address) -> bool:
    """Whether Wagtail's own rule for its back office holds here: the view behind it is not ours."""
    return address.pattern.startswith(BACK_OFFICE) and not address.is_ours


def test_every_address_stands_in_the_access_table():
    unlisted = [
        address.name
        for address in all_addresses()
        if address.name not in DOORS and not ruled_by_wagtail(address)
    ]

    assert unlisted == [], "write a row for these in tests/doors/"


def test_the_access_table_names_no_address_that_is_gone():
    assert DOORS.keys() - {address.name for address in all_addresses()} == set()


def test_public_addresses_are_exactly_these():
    public = {
        address.name for address in all_addresses() if address.is_public and not ruled_by_wagtail(address)
    }

    assert public == PUBLIC


@pytest.mark.parametrize("name", sorted(DOORS))
def test_door(name, scene, clients):
    for door in DOORS[name]:
        path, data = door.path(name, scene), door.sends(scene)
        for method in ("get", "post"):
            found = answers(clients, method, path, data)

            statuses = [response.status_code for response in found]
            assert row(statuses) == row(door.expected(method)), f"{method.upper()} {path}"
            if statuses[0] == 302 and name not in PUBLIC:
                to = found[0].headers["Location"]
                assert to.startswith(reverse("account_login")), f"{path} sends a visitor elsewhere"
        for method in ("put", "patch", "delete") if name in OURS else ():
            statuses = [response.status_code for response in answers(clients, method, path, data)]
            assert set(statuses) <= REFUSALS, f"{method.upper()} {path}: {row(statuses)}"


def test_wagtails_back_office_shows_nothing_to_a_visitor_or_a_plain_member(scene, clients):
    """One plain member stands for all: that the others are refused as well is the next test."""
    open_to_all = {
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "office_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }
    for address in filter(ruled_by_wagtail, all_addresses()):
        if address.name in open_to_all or address.name.startswith("wagtailadmin_password_reset"):
            continue
        for role in ("visitor", "contact", "guest"):
            for method in ("get", "post"):
                status = answer(clients, role, method, address.sample, {}).status_code
                assert status in REFUSALS, f"{role} {method.upper()} {address.sample}"


def test_the_back_office_opens_for_staff_and_for_nobody_else(scene, clients):
    found = answers(clients, "get", reverse("wagtailadmin_home"), {})

    assert [response.status_code for response in found] == [302, 403, 403, 403, 403, 200, 200, 200, 403]
