"""Every table with what it says of people, for who shows, erases or forgets it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet

from privacy import foreign
from privacy.rules import HERS, By, Kept, Link, Rule


@dataclass(frozen=True)
class Path:
    """How rows are found that are somebody's: a lookup, for the member herself or for her address."""

    lookup: str
    by: By
    link: Link


@dataclass(frozen=True)
class Holding:
    """One table: its model, the rule of each field that has one, and how long rows are kept."""

    model: type[Model]
    rules: Mapping[str, Rule]
    kept: tuple[Kept, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return every way from a row to the member whose it is; none when rows are nobody's."""
        return tuple(paths_to_member(self.model))

    def of(self, member: Model) -> QuerySet:
        """Return the rows that are this member's, in the order in which they were made."""
        hers = Q(pk__in=[])
        for path in self.paths:
            is_address = path.by is By.ADDRESS
            hers |= Q((f"{path.lookup}__iexact", member.email) if is_address else (path.lookup, member.pk))
        return self.model._base_manager.filter(hers).order_by("pk")


def holdings() -> Iterator[Holding]:
    """Return every table that says what it holds, ours and those of libraries."""
    for model in apps.get_models():
        rules = rules_of(model)
        if rules is not None:
            yield Holding(model, rules, kept_of(model))


def holding(model: type[Model]) -> Holding:
    """Return one table; a KeyError when it does not say what it holds."""
    rules = rules_of(model)
    if rules is None:
        raise KeyError(model._meta.label)
    return Holding(model, rules, kept_of(model))


def rules_of(model: type[Model]) -> Mapping[str, Rule] | None:
    """Return what a model itself says of its fields, or None when it says nothing."""
    # A page says it itself: what its parent says is about the parent's table.
    return vars(model).get("privacy", foreign.RULES.get(model._meta.label))


def kept_of(model: type[Model]) -> tuple[Kept, ...]:
    """Return how long rows are kept; nothing when they stay for as long as what they belong to."""
    return vars(model).get("kept", foreign.KEPT.get(model._meta.label, ()))


def paths_to_member(model: type[Model]) -> Iterator[Path]:
    """Return the paths of a model; those through a parent are the parent's, from here."""
    if model is get_user_model():
        yield Path("pk", By.MEMBER, HERS)
        return
    for name, rule in (rules_of(model) or {}).items():
        if not isinstance(rule, Link):
            continue
        if rule.by is By.PARENT:
            parent = model._meta.get_field(name).related_model
            for path in paths_to_member(parent):
                yield Path(f"{name}__{path.lookup}", path.by, rule)
        else:
            yield Path(name, rule.by, rule)
