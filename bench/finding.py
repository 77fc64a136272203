"""The search index of the big data set, made by the database; and what people look for in it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from search import stems, words

# What stands in nearly every post, in one of fifty, in one of ten thousand; two at once, and a beginning.
LOOKED_FOR = ("gesprek", "samenhulp", "k1234", "huisarts wijkverslag", "schuldhu", "gemeente koffie")


def paths() -> list[str]:
    """Return the addresses of a round of searches."""
    return [f"{reverse('home:find')}?{urlencode({'zoek': typed})}" for typed in LOOKED_FOR]


def fill(cursor, bodies: Sequence[str]) -> None:
    """
    Write an entry for every group, member, thread and post, numbered in the order of time.

    The words of a body are worked out once for each block of entries in which it stands.
    """
    run = cursor.execute
    run("DROP INDEX search_entry_words")
    run("CREATE TEMP TABLE body_words (id int, words text[])")
    cursor.executemany(
        "INSERT INTO body_words VALUES (%s, %s)",
        [(number, sorted(stems.tokens_of(stems.bare(body)))) for number, body in enumerate(bodies)],
    )
    run(
        """CREATE TEMP TABLE subject AS
        SELECT row_number() OVER (ORDER BY at) AS id, * FROM (
            SELECT 'learninggroups.learninggroup' AS kind, id AS subject_id, NULL::bigint AS place,
                NULL::bigint AS parent, 'open' AS openness, created_at AS at, NULL::bigint AS author,
                lower(name) AS title, 0 AS body, ARRAY['samen', 'leren'] AS extra
            FROM learninggroups_learninggroup
            UNION ALL
            SELECT 'members.member', id, NULL, NULL, 'members', joined_at, NULL, lower(name), NULL, '{}'
            FROM members_member
            UNION ALL
            SELECT 'learninggroups.thread', id, group_id, id, openness, started_at, author_id, lower(title),
                NULL, '{}'
            FROM learninggroups_thread
            UNION ALL
            SELECT 'learninggroups.post', p.id, t.group_id, t.id, p.openness, p.posted_at, p.author_id, NULL,
                (t.id + p.position) %% %(bodies)s, ARRAY['kenmerk', 'k' || (t.id * 7 + p.position) %% 9973]
            FROM learninggroups_post p JOIN learninggroups_thread t ON t.id = p.thread_id
        ) everything""",
        {"bodies": len(bodies)},
    )
    run(
        f"""CREATE TEMP TABLE block_words AS
        SELECT body_words.id AS body, block, search_keys(block << {words.BLOCK}, words, '{{}}') AS words
        FROM body_words, generate_series(0, (SELECT max(id) FROM subject) >> {words.BLOCK}) AS block"""
    )
    run("ANALYZE subject")
    run("ANALYZE block_words")
    run(
        f"""INSERT INTO search_entry
        (id, subject_kind, subject_id, place_id, parent_id, openness, happened_at, words)
        SELECT s.id, kind, subject_id, place, parent, openness, at,
            coalesce(block_words.words, '') || search_keys(
                s.id,
                keys || extra || titled,
                CASE WHEN title IS NULL THEN '{{}}' ELSE keys || titled END
            )
        FROM subject s
        LEFT JOIN block_words ON block_words.body = s.body AND block_words.block = s.id >> {words.BLOCK}
        CROSS JOIN LATERAL (
            SELECT array_remove(ARRAY['#' || kind, '#p' || place, '#a' || author,
                '#m' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM')], NULL) AS keys,
                coalesce(string_to_array(title, ' '), '{{}}') AS titled
        ) kept
        ORDER BY s.id"""
    )
    run("SET maintenance_work_mem = '1GB'")
    run(
        """CREATE INDEX search_entry_words ON search_entry USING gin (words)
        WITH (gin_pending_list_limit = 256)"""
    )
    run("RESET maintenance_work_mem")
    run("SELECT setval(pg_get_serial_sequence('search_entry', 'id'), (SELECT max(id) FROM search_entry))")
