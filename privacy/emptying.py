"""What is left of a field, a row or a file once nothing is kept in it any more."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from privacy.rules import Leaving, Link
from privacy.rules import Value as Rule

# How somebody is called of whom no more is known.
FORMER_MEMBER = "Oud-lid"
NO_DOMAIN = "oud-lid.invalid"
SAID_NOTHING = "Dit is verwijderd op verzoek van de schrijver."
BATCH = 200


def empty_of(field: models.Field, rule: Rule | Link) -> Any:
    """Return what stands in a field once nothing is said in it any more, as its table allows."""
    if field.null:
        return None
    if field.unique or (isinstance(field, models.EmailField) and not field.blank):
        ending = f"@{NO_DOMAIN}" if isinstance(field, models.EmailField) else "-weg"
        return Concat(Cast("pk", models.CharField()), Value(ending))
    if field.has_default():
        return field.get_default()
    match field:
        case models.JSONField():
            return {}
        case models.BinaryField():
            return b""
        case models.FileField():
            return ""
        case models.TextField() | models.CharField() if not field.blank:
            words = isinstance(rule, Rule) and rule.leaving is Leaving.HER_CHOICE
            return (SAID_NOTHING if words else FORMER_MEMBER)[: field.max_length]
        case _:
            return ""


def says_something(model: type[models.Model], name: str, empty: Any) -> Q:
    field = model._meta.get_field(name)
    if isinstance(empty, Concat):
        ending = f"@{NO_DOMAIN}" if isinstance(field, models.EmailField) else "-weg"
        return ~Q(**{f"{name}__endswith": ending})
    if empty is None:
        return Q(**{f"{name}__isnull": False})
    return ~Q(**{name: empty})


def in_batches(rows: QuerySet, do: Callable[[list[int]], None]) -> Iterator[None]:
    """Do something to each batch of rows, each in a transaction of its own."""
    while pks := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic(durable=True):
            do(pks)
        yield


def drop_files(model: type[models.Model], pks: list[int], only: dict[str, Any] | None = None) -> None:
    """Throw away what lies on disk, before its row: a file without a row would not be found again."""
    for field in model._meta.local_fields:
        if isinstance(field, models.FileField) and (only is None or field.name in only):
            kept = model._base_manager.filter(pk__in=pks).exclude(**{field.name: ""})
            for name in kept.values_list(field.name, flat=True):
                if name:
                    field.storage.delete(name)
