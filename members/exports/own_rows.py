"""What the tables hold of one member, as far as it may be shown to her; a piece at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Field, FileField, Model
from django.utils import formats, timezone
from django_prose_editor.fields import ProseEditorField

from members.models import Member
from privacy import foreign, registry
from privacy.registry import Holding
from privacy.rules import TITLE, By, Link, Mention, Value
from ui import prose

# So many rows are in memory at a time.
CHUNK = 500


@dataclass(frozen=True)
class OwnFile:
    """A file of hers: what it is called in what she gets, and where it lies."""

    name: str
    field: FileField
    path: str


@dataclass(frozen=True)
class OwnRow:
    """One row: its values for a program, and the same in words, with the names of the fields."""

    values: dict[str, Any]
    words: list[tuple[str, str]]
    files: list[OwnFile]


@dataclass(frozen=True)
class OwnTable:
    """What one table holds of one member."""

    holding: Holding
    member: Member
    count: int

    @property
    def name(self) -> str:
        """What its readers call it."""
        return foreign.NAMES.get(self.holding.label, str(self.holding.model._meta.verbose_name_plural))

    def rows(self) -> Iterator[OwnRow]:
        """Yield her rows in the order in which they were made."""
        names = [field.attname for field in self._fields]
        own, last = self.holding.of(self.member), None
        while True:
            rest = own if last is None else own.filter(pk__gt=last)
            found = list(rest.values_list("pk", *names)[:CHUNK])
            titles = self._titles(found)
            many = {field: self._linked(field, [row[0] for row in found]) for field in self._many}
            for pk, *values in found:
                yield self._row(pk, values, titles, many)
            if len(found) < CHUNK:
                return
            last = found[-1][0]

    @cached_property
    def _fields(self) -> list[Field]:
        return [field for field in self.holding.model._meta.local_concrete_fields if self._is_shown(field)]

    @cached_property
    def _many(self) -> list[Field]:
        return [field for field in self.holding.model._meta.local_many_to_many if self._is_shown(field)]

    def _is_shown(self, field: Field) -> bool:
        """PRIVACY: whoever else is named in a row, and whatever another said in it, is not hers."""
        match self.holding.rules.get(field.name):
            case Value(is_shown=is_shown):
                return is_shown
            case Mention() | Link(by=By.MEMBER):
                return False
        return True

    def _row(self, pk: Any, values: list, titles: dict, many: dict) -> OwnRow:
        row = OwnRow({}, [], [])
        for field, value in zip(self._fields, values, strict=True):
            if self._is_of_another(field, value) or value in (None, ""):
                continue
            if isinstance(field, FileField):
                row.files.append(OwnFile(f"{self.holding.model._meta.model_name}-{pk}", field, value))
                continue
            title = titles[field].get(value, "") if field in titles else ""
            row.values[field.name] = {"nummer": value, "naam": title} if title else value
            row.words.append((label_of(field), title or in_words(field, value)))
        for field, names in many.items():
            if names.get(pk):
                row.values[field.name] = names[pk]
                row.words.append((label_of(field), ", ".join(names[pk])))
        return row

    def _is_of_another(self, field: Field, value: Any) -> bool:
        """An address makes a row hers only when it is hers."""
        rule = self.holding.rules.get(field.name)
        is_address = isinstance(rule, Link) and rule.by is By.ADDRESS
        return is_address and str(value).lower() != self.member.email

    def _titles(self, rows: list[tuple]) -> dict[Field, dict[Any, str]]:
        """Return what the things are called to which these rows lead, if they have a title."""
        found = {}
        for place, field in enumerate(self._fields, start=1):
            title = title_of(field.related_model) if field.is_relation else None
            if title is not None:
                numbers = {row[place] for row in rows} - {None}
                things = field.related_model._base_manager.filter(pk__in=numbers)
                found[field] = dict(things.values_list("pk", title))
        return found

    def _linked(self, field: Field, keys: list) -> dict[Any, list[str]]:
        """Return the titles of many things per row."""
        title, found = title_of(field.related_model), {}
        if title is not None:
            rows = self.holding.model._base_manager.filter(pk__in=keys).exclude(**{field.name: None})
            path = f"{field.name}__{title}"
            for pk, name in rows.values_list("pk", path).order_by("pk", path):
                found.setdefault(pk, []).append(name)
        return found


def own_tables(member: Member) -> Iterator[OwnTable]:
    """Yield every table that holds something of this member, herself first."""
    first = [registry.holding(Member)]
    for holding in [*first, *(other for other in registry.holdings() if other.model is not Member)]:
        if holding.paths and (count := holding.of(member).count()):
            yield OwnTable(holding, member, count)


def mentions_of(member: Member) -> Iterator[tuple[str, str, int]]:
    """Yield where else she is named: the table, as what, and how often."""
    for holding in registry.holdings():
        for name, rule in holding.rules.items():
            field = holding.model._meta.get_field(name)
            if not isinstance(rule, Mention):
                continue
            if count := holding.model._base_manager.filter(**{name: member}).count():
                yield OwnTable(holding, member, count).name, label_of(field), count


def title_of(model: type[Model]) -> str | None:
    """Return the name of the field that says what something is called, if it has one that may be told."""
    for field in model._meta.get_fields():
        if isinstance(field, Field) and (registry.rules_of(field.model) or {}).get(field.name) is TITLE:
            return field.name
    return None


def label_of(field: Field) -> str:
    """Return what its readers call a field."""
    if field.primary_key:
        return "nummer"
    return foreign.NAMES.get(f"{field.model._meta.label}.{field.name}", str(field.verbose_name))


def in_words(field: Field, value: Any) -> str:
    """Write a value as people read it."""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    match value:
        case bool():
            return "ja" if value else "nee"
        case datetime():
            return formats.date_format(timezone.localtime(value), "j F Y, H:i")
        case date():
            return formats.date_format(value, "j F Y")
        case dict():
            return "\n".join(f"{key}: {_flat(one)}" for key, one in value.items())
        case list():
            return "\n".join(_flat(one) for one in value)
    return prose.plain(value) if isinstance(field, ProseEditorField) else str(value)


def _flat(value: Any) -> str:
    return ", ".join(f"{key}: {one}" for key, one in value.items()) if isinstance(value, dict) else str(value)
