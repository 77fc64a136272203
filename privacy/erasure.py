"""
Erasing a member from every table, by what the tables say of themselves.

Everything is done in small transactions, each of which finds by itself what is left to do. So
it may stop at any point and be begun again, twice or at once. The row of the member herself comes
last: without her name and addresses nobody would find the rest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q, QuerySet

from privacy.emptying import NO_DOMAIN, drop_files, empty_of, in_batches, says_something
from privacy.registry import Holding, Path, holdings, rules_of
from privacy.rules import By, Leaving, Link, Mention
from privacy.rules import Value as Rule


@dataclass(frozen=True)
class Leaver:
    """Who goes: her number, what she is called and where she was written to, and whether her words go too."""

    pk: int
    name: str
    addresses: tuple[str, ...]
    goes_silent: bool
    now: datetime


Step = Callable[[Leaver], Iterator[None]]
_steps: list[Step] = []


def register(step: Step) -> None:
    """
    Let an app do what the words of its tables cannot say, such as taking her name out of a text.

    ``step(leaver)`` yields after each batch that it committed. It comes before the tables, may be
    left off anywhere and be called again.
    """
    if step not in _steps:
        _steps.append(step)


def erase(leaver: Leaver) -> Iterator[None]:
    """Erase a member from every table but her own row; yields after each batch that was committed."""
    for step in _steps:
        yield from step(leaver)
    # Children before what they hang on, and her addresses last: by those other rows are found.
    tables = sorted(holdings(), key=lambda table: (_is_address_book(table), -_depth(table)))
    for table in tables:
        if table.model is not get_user_model():
            for path in table.paths:
                yield from _erase_rows(table, path, leaver)


def make_shell(leaver: Leaver) -> None:
    """Leave of the member herself a row without a name, inside the caller's transaction."""
    member = get_user_model()
    shell = member._base_manager.filter(pk=leaver.pk)
    for field in member._meta.local_many_to_many:
        getattr(member, field.name).through._base_manager.filter(
            **{member._meta.model_name: leaver.pk}
        ).delete()
    changes = {
        name: empty_of(member._meta.get_field(name), rule)
        for name, rule in (rules_of(member) or {}).items()
        if isinstance(rule, Rule) and rule.leaving is not Leaving.KEPT and name not in _lists(member)
    }
    shell.update(
        **changes
        | {"is_active": False, "is_superuser": False, "password": "!", "email": f"{leaver.pk}@{NO_DOMAIN}"}
    )


def _lists(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.local_many_to_many}


def _is_address_book(table: Holding) -> bool:
    return table.label.startswith("account.")


def _depth(table: Holding) -> int:
    return max((path.lookup.count("__") for path in table.paths), default=0)


def rows_of(table: Holding, path: Path, leaver: Leaver) -> QuerySet:
    """Return the rows to which one path leads, found by her number or by any of her addresses."""
    rows = table.model._base_manager.all()
    if path.by is not By.ADDRESS:
        return rows.filter(**{path.lookup: leaver.pk})
    hers = Q(pk__in=[])
    for address in leaver.addresses:
        hers |= Q(**{f"{path.lookup}__iexact": address})
    return rows.filter(hers)


def _erase_rows(table: Holding, path: Path, leaver: Leaver) -> Iterator[None]:
    rows = rows_of(table, path, leaver)
    if path.link.row is Leaving.DELETED:
        yield from in_batches(rows, partial(_delete, table))
        return
    emptied = _emptied(table, path, leaver)
    if emptied:
        still = Q(pk__in=[])
        for name, empty in emptied.items():
            still |= says_something(table.model, name, empty)
        yield from in_batches(rows.filter(still), partial(_empty, table, emptied))


def _emptied(table: Holding, path: Path, leaver: Leaver) -> dict[str, Any]:
    """Return what becomes of each field of her rows that does not stay."""
    gone = {Leaving.BLANKED, Leaving.DELETED} | ({Leaving.HER_CHOICE} if leaver.goes_silent else set())
    fields = {}
    for name, rule in table.rules.items():
        is_her_address = isinstance(rule, Link) and rule.by is By.ADDRESS
        if isinstance(rule, Mention) or (isinstance(rule, Link) and not is_her_address):
            continue
        if (rule.row if isinstance(rule, Link) else rule.leaving) in gone:
            fields[name] = empty_of(table.model._meta.get_field(name), rule)
    return fields


def _delete(table: Holding, pks: list[int]) -> None:
    drop_files(table.model, pks)
    table.model._base_manager.filter(pk__in=pks).delete()


def _empty(table: Holding, emptied: dict[str, Any], pks: list[int]) -> None:
    drop_files(table.model, pks, only=emptied)
    table.model._base_manager.filter(pk__in=pks).update(**emptied)
