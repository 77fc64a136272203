"""
Who gets in where: the access table of tests/doors/, Wagtail's own back office, and what is public.

Of every answer, whoever gets it, the headers are looked at too, as of a site behind https; what is
read writes nothing; and no canary is in it, nor in a letter that it sends, that she may not see.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
import typst
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from inbound.tasks import collect
from mailing.tasks import deliver
from portal import tasks
from privacy import registry
from questions.exports.making import make
from questions.models import Export, Synthesis
from tests import canaries
from tests.cast import ROLES, Scene, build_scene, member_of, sign_in
from tests.database import undone
from tests.doors import all_doors, knock
from tests.doors.beheer import BULK, OFFICE, TEAMS, build_desk, expected, path_of
from tests.doors.public import PUBLIC
from tests.factories.questions import ExportFactory
from tests.house.addresses import all_addresses
from tests.house.headers import faults_of
from tests.house.https import HttpsClient, behind_https

DOORS = all_doors()
OURS = {address.name for address in all_addresses() if address.is_ours}
BACK_OFFICE = "beheer/"
LETTERS = "mailing_outgoingmail"
NOBODY = ("visitor", canaries.FORMER)
REFUSALS = {301, 302, 400, 401, 403, 404, 405}
WRITING = re.compile(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
# What reading may write: who is signed in, and how often somebody tried something; and at these doors,
# that an organisation saw a question, and the row of allauth for an address that has none.
WRITTEN_BY_READING = {"django_session", "usersessions_usersession", "cache"}
WRITTEN_AT = {"questions:question": {"questions_recipient"}, "account_email": {"account_emailaddress"}}
# And in the back office: who has a page open, and who opened it for the first time.
WRITTEN_IN_OFFICE = {
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
}


# What time writes to others than whose words they are.
WRITTEN_BY_TIME = {
    "digest",
    "enquiries_waiting",
    "meeting_near",
    "open_digest",
    "outcome_reminder",
    "posts_written",
    "question_reminder",
}


@pytest.fixture(scope="module")
def built_scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """One world for all doors: to build it for each takes as long as to knock."""
    with django_db_blocker.unblock(), undone():
        yield build_scene()


@pytest.fixture(scope="module")
def cage(built_scene) -> canaries.Cage:
    """The canaries beside the cast."""
    cage = canaries.plant(built_scene)
    call_command("rebuild_search", verbosity=0)
    return cage


@pytest.fixture(scope="module")
def desk(built_scene) -> dict[str, object]:
    """What lies on the desk of the back office."""
    return build_desk(built_scene)


@pytest.fixture
def scene(built_scene) -> Iterator[Scene]:
    """The world as it was built, whatever a door added to it."""
    with undone():
        yield built_scene


class Browsers(dict[str, Client]):
    """One browser for each role, and what none of them may come across."""

    cage: canaries.Cage


@pytest.fixture(scope="module")
def clients(built_scene, cage) -> Iterator[Browsers]:
    """One browser for each role, over https."""
    with behind_https():
        browsers = Browsers({role: sign_in(HttpsClient(), built_scene.person(role)) for role in ROLES})
        browsers.cage = cage
        yield browsers


@pytest.fixture(scope="module")
def former(built_scene, clients) -> Browsers:
    """The browser of who was a member, and is still signed in there."""
    member = member_of(built_scene.organization, "Vera Vroeger")
    browsers = Browsers({canaries.FORMER: sign_in(HttpsClient(), member)})
    browsers.cage = clients.cage
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    return browsers


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
            let_out = clients.cage.out_by_letter() if LETTERS in written.tables else []
    finally:
        client.cookies = cookies
    faults = faults_of(response, is_signed_in=role not in NOBODY)
    faults += clients.cage.out_of(response, role) + let_out
    if method == "get":
        door = getattr(response.resolver_match, "view_name", "")
        strange = written.tables - WRITTEN_BY_READING - WRITTEN_AT.get(door, set())
        if path.startswith(f"/{BACK_OFFICE}"):
            strange -= WRITTEN_IN_OFFICE
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
def test_door(name, scene, clients, former):
    for door in DOORS[name]:
        path, data = door.path(name, scene), door.sends(scene)
        for method in ("get", "post"):
            found = answers(clients, method, path, data)

            statuses = [response.status_code for response in found]
            if method == "get":
                gone = answer(former, canaries.FORMER, method, path, data)
                assert gone.status_code == statuses[0], f"{path} knows who was a member"
            assert row(statuses) == row(door.expected(method)), f"{method.upper()} {path}"
            if statuses[0] == 302 and name not in PUBLIC:
                to = found[0].headers["Location"]
                assert to.startswith(reverse("account_login")), f"{path} sends a visitor elsewhere"
        for method in ("put", "patch", "delete") if name in OURS else ():
            statuses = [response.status_code for response in answers(clients, method, path, data)]
            assert set(statuses) <= REFUSALS, f"{method.upper()} {path}: {row(statuses)}"


def test_no_address_or_search_lets_a_canary_out(scene, clients, former):
    cage = clients.cage
    searches = [f"{reverse('home:find')}?zoek={words}" for words in (canaries.COMMON, "ina anders")]
    for browsers in (clients, former):
        for role in browsers:
            for path in (*cage.addresses, *searches):
                answer(browsers, role, "get", path, {})


def test_no_letter_that_time_writes_lets_a_canary_out(scene, cage):
    """All that the tick finds due in five weeks; what is queued is what leaves."""
    start = timezone.now()
    canaries.stir(scene, cage, start)
    due = [task for task in tasks.DUE if task not in (deliver, collect)]
    for days in (0, 1, 5, 8, 35):
        # At noon, when nothing rests because it is night.
        at = (start + timedelta(days=days)).replace(hour=11, minute=days)
        with time_machine.travel(at, tick=False):
            for task in due:
                task()

    letters = cage.letters()
    assert cage.out_by_letter() == []
    reached = {cage.people.get(pk, "visitor") for pk in letters.values_list("member", flat=True)}
    assert reached == set(ROLES)
    assert set(letters.values_list("letter", flat=True)) >= WRITTEN_BY_TIME


def test_no_file_about_a_question_lets_a_canary_out(scene, cage, monkeypatch):
    """
    Only the programme team takes them, and they hold no more than what was handed in.

    What a PDF says is searched where it goes into typst, as plain data: in the PDF itself words are
    the glyphs of a part of a font, of which no search knows the letters.
    """
    set_in_type = []

    def catch(template, sys_inputs, **options):
        set_in_type.append(sys_inputs.get("data", "").encode())
        return b"%PDF"

    monkeypatch.setattr(typst, "compile", catch)
    for question in (scene.open_question, Synthesis.objects.get().question):
        Synthesis.objects.get_or_create(question=question, defaults={"changed_at": question.created_at})
        for kind in Export.Kind:
            export = ExportFactory(question=question, kind=kind, started_at=question.created_at)
            made = make(export, lambda part: None)
            content = [made.name.encode(), *canaries.unpacked(made.content), *set_in_type]
            assert cage.out_in(b"\n".join(content), "programme_team", canaries.IN_A_FILE) == [], kind
    # Two questions, each as a booklet and as a pack, with what the team may read of them.
    assert len(set_in_type) == 4
    assert canaries.COMMON.encode() in b"".join(set_in_type)


def test_no_page_that_says_that_something_went_wrong_lets_a_canary_out(scene, clients, rf):
    for role in ROLES:
        person = scene.person(role)
        browser = sign_in(HttpsClient(), person)
        browser.handler.enforce_csrf_checks = True
        refused = browser.post(scene.closed_thread.get_absolute_url(), {"body": canaries.COMMON})
        assert (refused.status_code, clients.cage.out_of(refused, role)) == (403, [])
        request = rf.get(scene.closed_thread.get_absolute_url())
        request.user = person or AnonymousUser()
        failed = get_resolver().resolve_error_handler(500)(request)
        assert clients.cage.out_in(failed.content, role) == []


def test_canaries_are_in_every_private_field(cage):
    planted = {one.field for one in cage.canaries}
    private = {
        f"{holding.label}.{column.name}"
        for holding in registry.holdings()
        for column in canaries.private_fields(holding)
    }

    assert private - planted == set()


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


@pytest.mark.parametrize("room", sorted({name.partition(":")[0] for name in OFFICE}))
def test_room_of_the_back_office_opens_for_these_teams(room, desk, clients):
    for address in filter(ruled_by_wagtail, all_addresses()):
        if address.name not in OFFICE or address.name.partition(":")[0] != room:
            continue
        path = path_of(address, desk)
        for method, row_of_teams in zip(("get", "post"), expected(OFFICE[address.name]), strict=True):
            asked = [] if "x" in row_of_teams else TEAMS
            found = [said_by_office(answer(clients, team, method, path, {})) for team in asked]
            assert found in ([], row_of_teams), f"{address.name}: {method.upper()} {path}"


def said_by_office(response: HttpResponse) -> str:
    """Return the status, or a dash where Wagtail refuses by sending back to the first page."""
    is_sent_back = response.headers.get("Location") == reverse("wagtailadmin_home")
    return "-" if is_sent_back else str(response.status_code)


def test_every_address_of_wagtail_in_the_back_office_has_a_row():
    named = {address.name for address in all_addresses() if ruled_by_wagtail(address)}

    assert named == OFFICE.keys() | {"wagtail_bulk_action"}


def changes(client: Client, path: str, sent: dict) -> bool:
    """Whether anything is written when this is sent, messages aside."""
    written = Written()
    with undone(), connection.execute_wrapper(written):
        knock(client, "post", path, sent)
    return bool(written.tables - WRITTEN_BY_READING)


def test_several_things_at_once_change_for_these_teams_only(desk, clients):
    changed = {}
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, action in ((model, action) for model, actions in models.items() for action in actions):
            path = reverse("wagtail_bulk_action", args=[app, model, action])
            path += f"?id={desk[f'{app}.{model}']}&next={reverse('wagtailadmin_home')}"
            teams = [team for team in TEAMS if changes(clients[team], path, desk["bulk"])]
            changed[f"{app}.{model} {action}"] = " ".join(teams)

    assert changed == BULK
