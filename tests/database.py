"""
The test database: migrated once, copied ever after.

Migrating takes ten seconds, copying a file a few milliseconds. So a migrated template is
kept under a hash of all migrations: for SQLite as a file in ``PORTAL_TEST_CACHE`` (default
``var/test-databases``), for PostgreSQL as a template database in the same server.
``python -m tests.database`` makes the template and leaves it at that.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import psycopg
import wagtail
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

CACHE = Path(os.environ.get("PORTAL_TEST_CACHE", settings.BASE_DIR / "var" / "test-databases"))
KEPT_TEMPLATES = 4


def migrations_hash() -> str:
    """Return a short hash that changes when any migration, Django, Wagtail or this file does."""
    digest = hashlib.sha256(f"{django.VERSION} {wagtail.VERSION}".encode())
    digest.update(Path(__file__).read_bytes())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one process make a template while the others wait for it."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / f"{connection.vendor}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Undo what happens meanwhile, yet let it open durable transactions, as Django's TestCase does."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _migrate(name: str) -> None:
    _use(name)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connection.close()


class SqliteDatabase:
    """A copy of the template file in a folder of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="portal-test-"))
        self.path = self.folder / "test.sqlite3"
        self.template = CACHE / f"{migrations_hash()}.sqlite3"
        with one_at_a_time():
            if not self.template.exists():
                fresh = self.folder / "fresh.sqlite3"
                _migrate(str(fresh))
                shutil.move(fresh, self.template)
                self._forget_old_templates()
            os.utime(self.template)
        self.restore()

    def restore(self) -> None:
        """Put the database back as the migrations left it."""
        connection.close()
        for left in self.folder.glob("test.sqlite3*"):
            left.unlink()
        shutil.copyfile(self.template, self.path)
        _use(str(self.path))

    def remove(self) -> None:
        """Leave nothing behind but the template."""
        connection.close()
        shutil.rmtree(self.folder)

    def _forget_old_templates(self) -> None:
        newest_first = sorted(CACHE.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in newest_first[KEPT_TEMPLATES:]:
            old.unlink()


class PostgresDatabase:
    """A database made from the template database of the same server."""

    def __init__(self) -> None:
        self.template = f"portal_template_{migrations_hash()}"
        self.name = f"portal_test_{os.getpid()}"
        self.maintenance = connection.get_connection_params() | {"dbname": "postgres"}
        for option in ("cursor_factory", "context", "prepare_threshold"):
            self.maintenance.pop(option, None)
        with one_at_a_time():
            if not self._exists(self.template):
                self._execute("DROP DATABASE IF EXISTS {}", f"{self.template}_new")
                self._execute("CREATE DATABASE {}", f"{self.template}_new")
                _migrate(f"{self.template}_new")
                self._execute("ALTER DATABASE {} RENAME TO {}", f"{self.template}_new", self.template)
            self.remove()
            self._execute("CREATE DATABASE {} TEMPLATE {}", self.name, self.template)
        _use(self.name)
        with connection.cursor() as cursor:
            self.written = {table: self._rows(cursor, table) for table in self._tables(cursor)}
            cursor.execute("SELECT format('%I', sequencename), last_value FROM pg_sequences")
            self.numbers = cursor.fetchall()

    def restore(self) -> None:
        """
        Put the rows back that the migrations wrote, after a flush.

        A new copy would cost the server a second of work, for a few files a table.
        """
        flushed = set(connection.introspection.django_table_names())
        with transaction.atomic(), connection.cursor() as cursor:
            # Rows come in any order, so nothing may look at what they refer to.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, rows in self.written.items():
                # What comes after a flush makes kinds of content and rights of its own.
                if rows or table not in flushed:
                    cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
                if rows:
                    with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                        copy.write(rows)
            cursor.executemany(
                "SELECT setval(%s::regclass, coalesce(%s, 1), %s)",
                [(name, last, last is not None) for name, last in self.numbers],
            )

    def _tables(self, cursor) -> list[str]:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        return [name for (name,) in cursor.fetchall()]

    def _rows(self, cursor, table: str) -> bytes:
        with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
            return b"".join(copy)

    def remove(self) -> None:
        """Drop the copy; the template goes with its server."""
        connection.close()
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(**self.maintenance, autocommit=True) as server:
            server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _exists(self, name: str) -> bool:
        with psycopg.connect(**self.maintenance) as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None


TestDatabase = SqliteDatabase | PostgresDatabase


def prepare() -> TestDatabase:
    """Point Django at a fresh copy of the migrated template and return it."""
    return SqliteDatabase() if connection.vendor == "sqlite" else PostgresDatabase()


if __name__ == "__main__":
    django.setup()
    prepare().remove()
