"""What administrators read of what people with a role did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from audit.acts import FACTS, WORDS, Act
from audit.chain import broken_days
from audit.models import Entry, Seal

PER_PAGE = 50
# To look at all of a year takes longer than somebody waits for a page.
LOOKED_BACK = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in words; ``about_address`` is where its subject stands, if it stands somewhere."""

    at: datetime
    what: str
    who: str
    about: str
    about_address: str
    reason: str
    facts: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """A page of the log, and whether what was sealed in the last month is still what was written down."""

    page: Page
    lines: list[Line]
    sealed_at: datetime | None
    broken: list[date]


def log_page(*, act: str, name: str, page: str | None, now: datetime) -> LogPage:
    """Return the newest entries first, of one act and of people whose name holds a word when asked."""
    entries = Entry.objects.select_related("actor").order_by("-at", "-pk")
    if act:
        entries = entries.filter(act=act)
    if name:
        entries = entries.filter(actor__name__icontains=name)
    found = Paginator(entries, PER_PAGE).get_page(page)
    subjects = _subjects_of(found.object_list)
    return LogPage(
        page=found,
        lines=[_line(entry, subjects) for entry in found.object_list],
        sealed_at=Seal.objects.order_by("-number").values_list("sealed_at", flat=True).first(),
        broken=broken_days(now, period=LOOKED_BACK),
    )


def _subjects_of(entries: Iterable[Entry]) -> dict[tuple[str, int], object]:
    """Return what these entries are about as far as it still exists; one statement for each kind."""
    keys: dict[str, set[int]] = {}
    for entry in entries:
        if entry.subject_kind and entry.subject_id is not None:
            keys.setdefault(entry.subject_kind, set()).add(entry.subject_id)
    found = {}
    for kind, numbers in keys.items():
        rows: QuerySet = apps.get_model(kind)._base_manager.filter(pk__in=numbers)
        found |= {(kind, row.pk): row for row in rows}
    return found


def _line(entry: Entry, subjects: dict) -> Line:
    subject = subjects.get((entry.subject_kind, entry.subject_id))
    return Line(
        at=entry.at,
        what=Act(entry.act).label if entry.act in Act.values else entry.act,
        who=entry.actor.name if entry.actor else "het portaal zelf",
        about=_called(entry, subject),
        about_address=subject.get_absolute_url() if hasattr(subject, "get_absolute_url") else "",
        reason=entry.reason,
        facts=", ".join(
            f"{FACTS.get(key, key)}: {_said(value)}" for key, value in sorted(entry.facts.items())
        ),
        origin=", ".join(filter(None, [entry.network, entry.browser])),
    )


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or "geen"
    # A number is no yes, although Python takes 1 for True.
    is_word = value is None or isinstance(value, bool | str)
    return str(WORDS.get(value, value) if is_word else value)


def _called(entry: Entry, subject: object) -> str:
    if not entry.subject_kind:
        return ""
    kind = f"{apps.get_model(entry.subject_kind)._meta.verbose_name} {entry.subject_id}"
    name = getattr(subject, "name", "") or getattr(subject, "title", "")
    return f"{name} ({kind})" if name else kind
