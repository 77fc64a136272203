"""What the programme team sees of an import: how far it is, and what becomes of each row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from members.models import Import, ImportRow
from members.permissions import Roles, may_send_invitations
from members.queries.imports.columns import FIELDS
from members.queries.imports.judging import Judgement, judge
from members.queries.imports.places import Places
from members.queries.imports.wording import sentences
from themes.models import Theme

ROWS_PER_PAGE = 50
IMPORTS_PER_PAGE = 25
EXAMPLES = 3
State = Import.State
Verdict = ImportRow.Verdict
Result = ImportRow.Result
LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Filter:
    """A link that shows some of the rows: its value in the address, its words, and how many they are."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RowView:
    """One row on the page."""

    row: ImportRow
    name: str
    email: str
    organization: str
    role: str
    label: str
    sentences: list[str]
    # Where it can be mended on the spot: the column, what stands above it, and what stands in it.
    column: int | None
    field_label: str
    text: str
    # What a row is like, as the choice says it.
    like: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are of each kind, and how many are done of what is going on."""

    total: int
    waiting_to_check: int
    by_verdict: Counter
    by_problem: Counter
    by_result: Counter
    left_out: int
    new_organizations: int
    people: int
    accepted: int
    done: int = 0

    @property
    def percent(self) -> int:
        """How far looking, doing or undoing is."""
        return 100 * self.done // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import with a page of its rows."""

    batch: Import
    counts: Counts
    is_busy: bool
    filters: list[Filter]
    shown: str
    rows: Page
    views: list[RowView]
    kept: list[str]
    # The names to choose from, where a row names a theme that we do not know.
    known_themes: list[str]
    may_invite: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One column to be chosen for: what stands above it, and the first of what stands in it."""

    number: int
    heading: str
    examples: list[str]


def imports(roles: Roles, page: object) -> Page:
    """Return the imports, the newest first."""
    found = Import.objects.visible_to(roles).select_related("read_by").order_by("-pk")
    return Paginator(found, IMPORTS_PER_PAGE).get_page(page)


def import_page(batch: Import, roles: Roles, *, shown: str, page: object, now: datetime) -> ImportPage:
    """Return one import as the page shows it, in a constant number of queries."""
    counts = _counts(batch)
    filters = list(_filters(batch, counts))
    shown = shown if shown in {one.value for one in filters} else ""
    rows = Paginator(_rows(batch, shown), ROWS_PER_PAGE).get_page(page)
    return ImportPage(
        batch=batch,
        counts=counts,
        is_busy=bool(counts.waiting_to_check) or batch.state in (State.APPLYING, State.UNDOING),
        filters=filters,
        shown=shown,
        rows=rows,
        views=row_views(batch, list(rows), now),
        kept=_kept(batch) if batch.state == State.UNDONE else [],
        known_themes=_known_themes(counts),
        may_invite=may_send_invitations(roles, batch, counts.by_result[Result.WAITING]),
    )


def row_views(batch: Import, rows: Sequence[ImportRow], now: datetime) -> list[RowView]:
    """Return rows as the page shows them: what will become of them, or what came of them."""
    if batch.columns is None:
        return []
    return [_view(batch, judgement) for judgement in judge(batch, rows, Places.load(), now)]


def columns_of(batch: Import) -> list[Column]:
    """Return the columns of the chosen sheet, each with what stands in its first rows."""
    first = list(batch.rows.filter(sheet=batch.sheet).order_by("number")[:EXAMPLES])
    heading = batch.sheets[batch.sheet]["heading"]
    width = max([len(heading), *(len(row.cells) for row in first)])
    return [
        Column(
            number,
            heading[number] if number < len(heading) else "",
            [row.cells[number] for row in first if number < len(row.cells) and row.cells[number]],
        )
        for number in range(width)
    ]


def refused_rows(batch: Import) -> Iterator[list[str]]:
    """Yield what could not be done as a table: the heading, then each row with why, as it stands now."""
    heading = batch.sheets[batch.sheet]["heading"]
    yield ["Rij", "Waarom niet", *heading]
    refused = batch.rows.filter(Q(verdict__in=[Verdict.REFUSED, Verdict.SIMILAR]), left_out=False)
    for row in refused.order_by("number").iterator():
        why = row.get_problem_display() if row.problem else row.get_verdict_display()
        yield [str(row.number), why, *row.texts]


def _counts(batch: Import) -> Counts:
    by_verdict, by_problem, by_result = Counter(), Counter(), Counter()
    left_out = total = 0
    groups = batch.rows.order_by().values_list("verdict", "problem", "result", "left_out")
    for verdict, problem, result, is_left_out, count in groups.annotate(count=Count("pk")):
        total += count
        by_result[result] += count
        if is_left_out:
            left_out += count
            continue
        by_verdict[verdict] += count
        by_problem[problem] += count
    new = batch.rows.filter(verdict=Verdict.NEW, left_out=False)
    told = new.aggregate(
        organizations=Count("organization_key", filter=Q(organization=None), distinct=True),
        nameless=Count("pk", filter=Q(organization=None, organization_key="")),
        people=Count("pk", filter=~Q(address="")),
    )
    waiting = by_verdict[""] if batch.state == State.STAGED and batch.columns is not None else 0
    done = {
        State.STAGED: total - waiting,
        State.APPLYING: total - by_result[""],
        State.UNDOING: by_result[Result.UNDONE] + by_result[Result.KEPT] + by_result[Result.SKIPPED],
    }.get(batch.state, total)
    return Counts(
        total=total,
        waiting_to_check=waiting,
        by_verdict=by_verdict,
        by_problem=by_problem,
        by_result=by_result,
        left_out=left_out,
        new_organizations=told["organizations"] - bool(told["nameless"]),
        people=told["people"],
        accepted=batch.rows.filter(invitation__accepted_at__isnull=False).count(),
        done=done,
    )


def _filters(batch: Import, counts: Counts) -> Iterator[Filter]:
    yield Filter("", "Alle rijen", counts.total)
    if batch.state != State.STAGED:
        for result in Result:
            if count := counts.by_result[result]:
                yield Filter(f"result-{result}", result.label.capitalize(), count)
        return
    for verdict in Verdict:
        if count := counts.by_verdict[verdict]:
            yield Filter(verdict, verdict.label.capitalize(), count)
    for problem in ImportRow.Problem:
        if count := counts.by_problem[problem]:
            yield Filter(f"problem-{problem}", f"Kan niet: {problem.label}", count)
    if counts.left_out:
        yield Filter(LEFT_OUT, "Weggelaten", counts.left_out)


def _known_themes(counts: Counts) -> list[str]:
    if not counts.by_problem[ImportRow.Problem.UNKNOWN_THEME]:
        return []
    return list(Theme.objects.order_by("name").values_list("name", flat=True))


def _rows(batch: Import, shown: str) -> QuerySet[ImportRow]:
    rows = batch.rows.select_related("organization", "invitation").order_by("number")
    kind, _, value = shown.rpartition("-")
    if kind:
        return (
            rows.filter(**{kind: value}) if kind == "result" else rows.filter(problem=value, left_out=False)
        )
    if shown == LEFT_OUT:
        return rows.filter(left_out=True)
    return rows.filter(verdict=shown, left_out=False) if shown else rows


def _kept(batch: Import) -> list[str]:
    """Return the names of what stays after undoing, as somebody went on with it."""
    kept = batch.rows.filter(result=Result.KEPT).select_related("organization", "invitation")
    names = []
    for row in kept.order_by("number"):
        if row.invitation and row.invitation.accepted_at:
            names.append(f"{row.invitation.name or row.invitation.email}: nam de uitnodiging aan")
        if row.made_organization and row.organization:
            names.append(f"{row.organization.name}: daar ging iemand mee verder")
    return names


def _view(batch: Import, judgement: Judgement) -> RowView:
    row, said = judgement.row, judgement.said
    columns = batch.columns or []
    column = columns.index(judgement.field) if judgement.field in columns else None
    is_open = batch.state == State.STAGED and not row.left_out
    texts = row.texts
    return RowView(
        row=row,
        name=said.name,
        email=said.email,
        organization=said.organization,
        role=said.role,
        label=_label(batch, judgement),
        sentences=sentences(judgement) if is_open else [],
        column=column if is_open and judgement.problem else None,
        field_label=FIELDS.get(judgement.field, ""),
        text=texts[column] if column is not None and column < len(texts) else "",
        like=_like(judgement) if is_open else "",
    )


def _label(batch: Import, judgement: Judgement) -> str:
    row = judgement.row
    if row.invitation and row.invitation.accepted_at:
        return "heeft de uitnodiging aangenomen"
    if row.result:
        return row.get_result_display()
    return "weggelaten" if row.left_out else Verdict(judgement.verdict).label


def _like(judgement: Judgement) -> str:
    if judgement.problem:
        return ""
    return judgement.like_place.name if judgement.like_place else judgement.like_person
