"""What will become of a row, and why: seen before anything is done, and looked at again when it is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from members.models import Affiliation, Import, ImportRow, Invitation, Member
from members.queries.imports.cells import Problem, Said, said_by
from members.queries.imports.places import Place, Places
from members.queries.imports.subjects import Named

Verdict = ImportRow.Verdict
Decision = ImportRow.Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """
    What will become of one row.

    ``like_place`` and ``like_person`` are what it may be about, and wait for a decision. ``field`` is
    where the problem is, ``double_of`` the number of the row that said the same before.
    """

    row: ImportRow
    said: Said
    named: Named
    verdict: Verdict
    problem: Problem | None = None
    field: str = ""
    double_of: int | None = None
    place: Place | None = None
    like_place: Place | None = None
    like_person: str = ""
    makes_place: bool = False
    invites: bool = False
    is_member: bool = False
    was_invited: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Who of the addresses in some rows is there already, and where; four queries for any number."""

    accounts: dict[str, tuple[int, bool, bool]]
    at: set[tuple[str, int]]
    invited: set[tuple[str, int | None]]
    names_at: dict[tuple[int, str], set[str]]

    @classmethod
    def load(
        cls, addresses: Collection[str], names: Collection[str], places: Collection[int], now: datetime
    ) -> "People":
        members = Member.objects.filter(email__in=addresses).values_list(
            "email", "pk", "is_active", "is_guest"
        )
        at = Affiliation.objects.current().filter(member__email__in=addresses)
        invited = Invitation.objects.open(now).filter(email__in=addresses)
        namesakes = Affiliation.objects.current().filter(organization__in=places, member__name__in=names)
        names_at = defaultdict(set)
        for place, name, address in namesakes.values_list("organization_id", "member__name", "member__email"):
            names_at[place, name].add(address)
        return cls(
            {row[0]: row[1:] for row in members.values_list("email", "pk", "is_active", "is_guest")},
            set(at.values_list("member__email", "organization_id")),
            set(invited.values_list("email", "organization_id")),
            names_at,
        )


def judge(batch: Import, rows: Sequence[ImportRow], places: Places, now: datetime) -> list[Judgement]:
    """Return what will become of these rows of one import; five queries for any number of them."""
    said = {row.pk: said_by(row.texts, batch.columns or []) for row in rows}
    found = {row.pk: places.found(row, said[row.pk]) for row in rows}
    people = people_of(said.values(), [place.pk for place, _ in found.values() if place], now)
    doubles = _doubles(batch, rows, said)
    named = {row.pk: places.subjects.named_in(said[row.pk].themes) for row in rows}
    return [
        _judged(row, said[row.pk], *found[row.pk], named[row.pk], people, doubles.get(row.pk)) for row in rows
    ]


def people_of(said: Iterable[Said], places: Collection[int], now: datetime) -> People:
    """Return who is there already of those whom rows are about."""
    said = list(said)
    addresses = {one.email for one in said} - {""}
    return People.load(addresses, {one.name for one in said if one.email} - {""}, set(places), now)


def has_place(people: People, email: str, place: int | None) -> bool:
    """Whether somebody has what an invitation would offer: a place there, or else an account."""
    if place is not None:
        return (email, place) in people.at
    return email in people.accounts and not people.accounts[email][2]


def _judged(
    row: ImportRow,
    said: Said,
    place: Place | None,
    like_place: Place | None,
    named: Named,
    people: People,
    double_of: int | None,
) -> Judgement:
    account = people.accounts.get(said.email)
    makes_place = bool(said.organization) and place is None
    # Of an organisation that there is nothing changes: there an unknown theme stops nothing.
    unknown = named.unknown if makes_place else ()
    problem, field = _problem(said, place, account, double_of, unknown)
    place_pk = place.pk if place else None
    was_invited = not makes_place and (said.email, place_pk) in people.invited
    is_there = not makes_place and has_place(people, said.email, place_pk)
    invites = bool(said.email) and not was_invited and not is_there
    # Somebody new who is called like a colleague there may be that colleague, with another address.
    is_like = invites and account is None and bool(people.names_at.get((place_pk or 0, said.name)))
    if is_like and row.decision == Decision.SAME:
        invites = False
    is_open_choice = bool(like_place) or (is_like and not row.decision)
    if problem:
        verdict = Verdict.REFUSED
    elif is_open_choice:
        verdict = Verdict.SIMILAR
    else:
        verdict = Verdict.NEW if makes_place or invites else Verdict.KNOWN
    return Judgement(
        row=row,
        said=said,
        verdict=verdict,
        problem=problem,
        field=field,
        double_of=double_of,
        place=place,
        like_place=like_place,
        like_person=said.name if is_like and not row.decision else "",
        makes_place=makes_place,
        named=named,
        invites=invites,
        is_member=account is not None and not account[2],
        was_invited=was_invited,
    )


def _problem(
    said: Said,
    place: Place | None,
    account: tuple[int, bool, bool] | None,
    double_of: int | None,
    unknown_themes: tuple[str, ...],
) -> tuple[Problem | None, str]:
    if said.problems:
        field, problem = said.problems[0]
        return problem, field
    if place and not place.is_active:
        return Problem.FORMER_ORGANIZATION, "organization"
    if account and not account[1]:
        return Problem.CLOSED_ACCOUNT, "email"
    if double_of is not None:
        return Problem.DOUBLE, "email" if said.email else "organization"
    if unknown_themes:
        return Problem.UNKNOWN_THEME, "themes"
    return None, ""


def _doubles(batch: Import, rows: Sequence[ImportRow], said: dict[int, Said]) -> dict[int, int]:
    """Return, by row, the first row that is about the same person and organisation, when that is another."""
    mine = {row.pk for row in rows}
    told = [one for pk, one in said.items() if one.email or one.organization]
    same = Q(address__in={one.email for one in told} - {""})
    same |= Q(address="", organization_key__in={one.organization_key for one in told if not one.email})
    # A row that cannot be done for another reason takes nobody's place.
    others = batch.rows.filter(same, left_out=False, problem__in=["", Problem.DOUBLE])
    first: dict[tuple[str, str], int] = {}
    columns = others.exclude(verdict="").order_by("number")
    for pk, number, address, key in columns.values_list("pk", "number", "address", "organization_key"):
        if pk not in mine:
            first.setdefault((address, key), number)
    for row in sorted(rows, key=lambda row: row.number):
        one = said[row.pk]
        about = (one.email, one.organization_key)
        if any(about) and not row.left_out and not (one.problems and not one.email):
            first[about] = min(first.get(about, row.number), row.number)
    return {
        row.pk: number
        for row in rows
        if (number := first.get((said[row.pk].email, said[row.pk].organization_key))) is not None
        and number < row.number
        and (said[row.pk].email or said[row.pk].organization)
    }
