"""How each sending of digests went: what was planned, written, sent, and what was not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from digests.models import DigestRun, OpenRun
from digests.queries import words
from mailing.queries.counts import LetterCounts, letters_by_subject

if TYPE_CHECKING:
    from members.models import Member

PAGE_SIZE = 20
# The kinds of letter that runs write, and how a run is called as their subject.
MEMBERS, VISITORS = "digest", "open_digest"


@dataclass(frozen=True)
class RunRow:
    """One sending; ``planned`` is everyone it was made for, ``to_write`` who still has no letter."""

    pk: int
    name: str
    planned_at: datetime
    planned: int
    to_write: int
    empty: int
    letters: LetterCounts
    stopped_at: datetime | None
    stopped_by: "Member | None"

    @property
    def can_be_stopped(self) -> bool:
        """Whether some letter of it may still leave."""
        return self.stopped_at is None and bool(self.to_write or self.letters.under_way)


@dataclass(frozen=True)
class RunsPage:
    """Sendings to members, a page at a time, and the last ones to visitors."""

    page: Page
    to_members: Sequence[RunRow]
    to_visitors: Sequence[RunRow]


def about(run: DigestRun | OpenRun) -> str:
    """Return what the letters of a run say they are about."""
    return f"digest:{run.pk}" if isinstance(run, DigestRun) else f"open:{run.pk}"


def letter_kind(run: DigestRun | OpenRun) -> str:
    """Return which kind of letter a run writes."""
    return MEMBERS if isinstance(run, DigestRun) else VISITORS


def runs_page(number: str) -> RunsPage:
    """Return how the sendings went, the newest first, in as many queries for any number."""
    page = Paginator(_newest(DigestRun.objects.all()), PAGE_SIZE).get_page(number)
    return RunsPage(
        page=page,
        to_members=_rows(page.object_list),
        to_visitors=_rows(_newest(OpenRun.objects.all())[:PAGE_SIZE]),
    )


def _newest(runs: QuerySet) -> QuerySet:
    return runs.select_related("stopped_by").order_by("-planned_at", "-pk")


def _rows(found: QuerySet) -> list[RunRow]:
    runs = list(found)
    if not runs:
        return []
    deliveries = type(runs[0]).objects.filter(pk__in=[run.pk for run in runs])
    counted = {
        run_id: (to_write, empty)
        for run_id, to_write, empty in deliveries.annotate(
            to_write=Count("deliveries", filter=Q(deliveries__composed_at=None)),
            empty=Count("deliveries", filter=Q(deliveries__is_empty=True)),
        ).values_list("pk", "to_write", "empty")
    }
    letters = letters_by_subject(letter_kind(runs[0]), [about(run) for run in runs])
    return [_row(run, *counted[run.pk], letters[about(run)]) for run in runs]


def _row(run: DigestRun | OpenRun, to_write: int, empty: int, letters: LetterCounts) -> RunRow:
    return RunRow(
        pk=run.pk,
        name=words.period(run),
        planned_at=run.planned_at,
        planned=to_write + empty + letters.written,
        to_write=to_write,
        empty=empty,
        letters=letters,
        stopped_at=run.stopped_at,
        stopped_by=run.stopped_by,
    )
