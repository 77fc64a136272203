"""Reading a whole database as it was at one moment, and filling an empty one: for either kind."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, transaction
from psycopg import sql

from portal.backups.lines import reader_of, writer_of
from portal.backups.tables import Table, all_models

ROWS_AT_ONCE = 2000


class Sqlite:
    """A database in a file."""

    name = "sqlite"

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment; who writes is not kept waiting."""
        with connection.cursor() as cursor:
            # Unlike Django's own transactions here this takes no lock for writing.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")

    def read(self, table: Table) -> Iterator[bytes]:
        """Yield the rows of a table as lines, in order."""
        write = writer_of(table)
        # The plus keeps Python's converters away from a value that is about to be written down.
        columns = ", ".join(f"+{_quoted(column.name)}" for column in table.columns)
        statement = " ".join(
            ["SELECT", columns, "FROM", _quoted(table.name), "ORDER BY", _quoted(table.key.name)]
        )
        with connection.cursor() as cursor:
            cursor.execute(statement)
            while rows := cursor.cursor.fetchmany(ROWS_AT_ONCE):
                yield from map(write, rows)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Empty every table, let them be filled, and see that all that refers to something finds it."""
        with connection.constraint_checks_disabled(), transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                for model in all_models():
                    cursor.execute(" ".join(["DELETE FROM", _quoted(model._meta.db_table)]))
            yield
            connection.check_constraints()

    def write(self, table: Table, blocks: Iterable[bytes]) -> None:
        """Add rows, given as blocks of whole lines."""
        read = reader_of([column.kind for column in table.columns])
        rows = (read(line) for block in blocks for line in block.split(b"\n") if line)
        columns = ", ".join(_quoted(column.name) for column in table.columns)
        marks = ", ".join(["%s"] * len(table.columns))
        statement = " ".join(["INSERT INTO", _quoted(table.name), f"({columns}) VALUES ({marks})"])
        with connection.cursor() as cursor:
            while some := list(islice(rows, ROWS_AT_ONCE)):
                cursor.cursor.executemany(statement, some)


class Postgres:
    """A database on a server."""

    name = "postgresql"

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment; who writes is not kept waiting."""
        with connection.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")

    def read(self, table: Table) -> Iterator[bytes]:
        """Yield the rows of a table as lines, in order."""
        order = sql.Identifier(table.key.name)
        if table.key.kind == "text":
            order = sql.SQL('{} COLLATE "C"').format(order)
        statement = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
            _identifiers(table), sql.Identifier(table.name), order
        )
        with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
            for line in copy:
                yield bytes(line)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Empty every table, let them be filled, and see that all that refers to something finds it."""
        names = sql.SQL(", ").join(sql.Identifier(model._meta.db_table) for model in all_models())
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute(sql.SQL("TRUNCATE {}").format(names))
            yield
            for statement in connection.ops.sequence_reset_sql(no_style(), list(all_models())):
                cursor.execute(statement)
            connection.check_constraints()

    def write(self, table: Table, blocks: Iterable[bytes]) -> None:
        """Add rows, given as blocks of whole lines."""
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), _identifiers(table))
        with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
            for block in blocks:
                copy.write(block)


def database() -> Sqlite | Postgres:
    """Return the kind of database that this portal has."""
    return Sqlite() if connection.vendor == "sqlite" else Postgres()


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _identifiers(table: Table) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
