"""What is kept of the database: every table of every model, and what is left out with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Model

# Each reader's browser signs in again after a restore, because a backup does not know who signed out since.
# What can be found is written anew from what was kept, in the way of the database at hand.
LEFT_OUT_APPS = {"sessions", "usersessions", "search", "wagtailsearch"}
# Without a model: the limits of who signs in, the migrations, which the manifest names, and
# what SQLite makes of words that can be found.
LEFT_OUT_TABLES = {"cache", "django_migrations"}
LEFT_OUT_BEGINNINGS = ("search_words", "wagtailsearch_indexentry_fts")

TEXT, NUMBER, TRUTH, MOMENT, TIME, DAY, UUID, FLOAT, BYTES, JSON = (
    "text",
    "number",
    "truth",
    "moment",
    "time",
    "day",
    "uuid",
    "float",
    "bytes",
    "json",
)
KINDS = {
    "CharField": TEXT,
    "FileField": TEXT,
    "GenericIPAddressField": TEXT,
    "SlugField": TEXT,
    "TextField": TEXT,
    "AutoField": NUMBER,
    "BigAutoField": NUMBER,
    "BigIntegerField": NUMBER,
    "IntegerField": NUMBER,
    "PositiveBigIntegerField": NUMBER,
    "PositiveIntegerField": NUMBER,
    "PositiveSmallIntegerField": NUMBER,
    "SmallIntegerField": NUMBER,
    "BooleanField": TRUTH,
    "DateTimeField": MOMENT,
    "TimeField": TIME,
    "DateField": DAY,
    "UUIDField": UUID,
    "FloatField": FLOAT,
    "BinaryField": BYTES,
    "JSONField": JSON,
}


@dataclass(frozen=True)
class Column:
    """A column and what kind of value it holds."""

    name: str
    kind: str


@dataclass(frozen=True)
class Table:
    """A table, its columns, and the one by which its rows are put in order."""

    name: str
    columns: tuple[Column, ...]
    key: Column

    @classmethod
    def of(cls, model: type[Model]) -> "Table":
        """Return the table of a model."""
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        columns = tuple(_column(field) for field in fields)
        return cls(model._meta.db_table, columns, _column(model._meta.pk))


def kept_tables() -> list[Table]:
    """Return every table that a backup holds, by name; those between two models as well."""
    kept = [model for model in all_models() if model._meta.app_label not in LEFT_OUT_APPS]
    return sorted(map(Table.of, kept), key=lambda table: table.name)


def all_models() -> Iterator[type[Model]]:
    """Yield every model that has a table of its own."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def is_left_out(table: str) -> bool:
    """Say whether a table that no model has may be missing from a backup."""
    return table in LEFT_OUT_TABLES or table.startswith(LEFT_OUT_BEGINNINGS)


def _column(field: Field) -> Column:
    name = field.column
    while field.is_relation:
        field = field.target_field
    return Column(name, KINDS[field.get_internal_type()])
