"""
Where words are kept: a column with a GIN index on PostgreSQL, an FTS5 table on SQLite.

Reads and writes of it are in search/words.py, which explains the blocks. The lists waiting to
be added to the index are kept short, because every search reads them whole.
"""

from django.db import migrations

POSTGRESQL = [
    """CREATE FUNCTION search_keys(entry bigint, words text[], titles text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT array_to_tsvector(ARRAY(
            SELECT (entry >> 13) || '/' || word FROM unnest(words) AS word
            UNION ALL
            SELECT 't' || (entry >> 15) || '/' || word FROM unnest(titles) AS word
        ))
    $$""",
    "ALTER TABLE search_entry ADD COLUMN words tsvector",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words) WITH (gin_pending_list_limit = 256)",
]
SQLITE = [
    # Every sign beyond ASCII counts as a letter: the words were cut before they came here.
    """CREATE VIRTUAL TABLE search_words USING fts5(
        words, detail = 'none', tokenize = "ascii tokenchars '=#.-'"
    )""",
]


def make(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_entry DROP COLUMN words")
        schema_editor.execute("DROP FUNCTION search_keys(bigint, text[], text[])")
    else:
        schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entries")]

    operations = [migrations.RunPython(make, unmake)]
