"""
Where the words of entries are kept: a column with a GIN index, or an FTS5 table.

The only module that knows which database there is. On PostgreSQL every word is kept under the
block of entries it belongs to (``53/huis``), so that newest-first results are read block by
block, from the newest back, and a common word costs what is shown of it and no more. SQLite
gives its results in the order of their numbers by itself.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

# As powers of two: how many entries share a block. Titles are fewer, so their blocks are wider.
BLOCK, TITLE_BLOCK = 13, 15

_COLUMNS = "subject_kind, subject_id, place_id, parent_id, openness, happened_at"
_CHANGES = """place_id = excluded.place_id, parent_id = excluded.parent_id,
    openness = excluded.openness, happened_at = excluded.happened_at"""

# An entry that exists keeps its number, and with it its block.
_PUT_POSTGRES = f"""
    WITH given AS (SELECT %s::text[] AS words, %s::text[] AS titles)
    INSERT INTO search_entry (id, {_COLUMNS}, words)
    SELECT place.id, %s, %s, %s, %s, %s, %s, search_keys(place.id, given.words, given.titles)
    FROM given, (SELECT coalesce(
        (SELECT id FROM search_entry WHERE subject_kind = %s AND subject_id = %s),
        nextval(pg_get_serial_sequence('search_entry', 'id'))) AS id) place
    ON CONFLICT (subject_kind, subject_id) DO UPDATE SET {_CHANGES},
        words = (SELECT search_keys(search_entry.id, given.words, given.titles) FROM given)
"""  # noqa: S608 - made of constants  # nosec B608
_PUT_SQLITE = f"""
    INSERT INTO search_entry ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (subject_kind, subject_id) DO UPDATE SET {_CHANGES} RETURNING id
"""  # noqa: S608 - made of constants  # nosec B608

# Adding nothing to a number keeps the planner from walking all entries in order: the block
# says already which ones these are.
_FIND_POSTGRES = """
    SELECT hit.id, hit.subject_kind, hit.subject_id
    FROM generate_series(
        (SELECT max(id) FROM search_entry WHERE id < %s) >> {block},
        (SELECT min(id) FROM search_entry) >> {block}, -1
    ) AS block
    CROSS JOIN LATERAL (
        SELECT e.id, e.subject_kind, e.subject_id FROM search_entry e
        WHERE e.words @@ replace(%s, '@', block::text)::tsquery AND e.id + 0 < %s AND {condition}
        ORDER BY e.id + 0 DESC LIMIT %s
    ) hit
    LIMIT %s
"""
_FIND_SQLITE = """
    SELECT e.id, e.subject_kind, e.subject_id
    FROM search_words JOIN search_entry e ON e.id = search_words.rowid
    WHERE search_words MATCH %s AND search_words.rowid < %s AND {condition}
    ORDER BY search_words.rowid DESC LIMIT %s
"""


def put(entries: Iterable[tuple[tuple, Sequence[str], Sequence[str]]]) -> None:
    """
    Write entries with their words, over what stood there of the same subjects.

    Each is the values of its columns, its words, and among them the words of its title.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                _PUT_POSTGRES,
                [(list(words), list(titles), *row, *row[:2]) for row, words, titles in entries],
            )
            return
        for row, words, titles in entries:
            cursor.execute(_PUT_SQLITE, row)
            kept = " ".join([*words, *(f"={word}" for word in titles)])
            cursor.execute(
                "INSERT OR REPLACE INTO search_words (rowid, words) VALUES (%s, %s)",
                [cursor.fetchone()[0], kept],
            )


def erase(ids: Sequence[int]) -> None:
    """Leave entries without words, so that nothing finds them."""
    if not ids:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE search_entry SET words = NULL WHERE id = ANY(%s)", [list(ids)])
        else:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [[number] for number in ids])


def erase_all() -> None:
    """Leave nothing, neither entries nor words."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE search_entry RESTART IDENTITY")
        else:
            cursor.execute("DELETE FROM search_words")
            cursor.execute("DELETE FROM search_entry")


def find(
    wanted: Sequence[Sequence[tuple[str, bool]]],
    *,
    in_titles: bool,
    condition: str,
    values: Sequence[Any],
    before: int,
    limit: int,
) -> list[tuple[int, str, int]]:
    """
    Return entries that hold one word of each group, newest first: number, kind and subject.

    A word comes with whether it may go on (``fiets`` in ``fietsenmaker``). ``condition`` is
    SQL about an entry ``e``, with ``values`` for its placeholders.
    """
    if connection.vendor == "postgresql":
        block = TITLE_BLOCK if in_titles else BLOCK
        start = "t@/" if in_titles else "@/"
        text = _any_of_each(wanted, "'{}'{}", ":*", start, " & ", " | ")
        statement = _FIND_POSTGRES.format(block=block, condition=condition)
        parameters = [before, text, before, *values, limit, limit]
    else:
        text = _any_of_each(wanted, '"{}"{}', " *", "=" if in_titles else "", " AND ", " OR ")
        statement = _FIND_SQLITE.format(condition=condition)
        parameters = [text, before, *values, limit]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _any_of_each(wanted, quoted: str, going_on: str, start: str, every: str, either: str) -> str:
    # SECURITY: words are letters and digits only (stems.py), so they cannot leave their quotes.
    groups = (
        either.join(quoted.format(start + word, going_on if goes_on else "") for word, goes_on in group)
        for group in wanted
    )
    return every.join(f"({group})" for group in groups)
