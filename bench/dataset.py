"""
The big data set: as many members, groups, threads and posts as the portal will ever hold.

Made by the database itself, because that is faster than waiting for models. PostgreSQL only.
"""

import os
from dataclasses import dataclass

from django.db import connection

from bench import finding
from bench.vocabulary import bodies

# A group of the ordinary size, to compare with the large one.
SMALL_GROUP = 200


def size(name: str, default: int) -> int:
    """Return a size, which the environment may change (``BENCH_MEMBERS=2000``)."""
    return int(os.environ.get(f"BENCH_{name.upper()}", default))


@dataclass(frozen=True)
class Sizes:
    """How much of everything there is."""

    organizations: int
    members: int
    groups: int
    threads: int
    posts: int
    long_thread: int
    # A group beside the others, of which nobody searches the threads.
    large_group: int = 20_000

    @classmethod
    def of_environment(cls) -> "Sizes":
        """Read the sizes, each with its default."""
        return cls(
            organizations=size("organizations", 300),
            members=size("members", 20_000),
            groups=size("groups", 200),
            threads=size("threads", 20_000),
            posts=size("posts", 400_000),
            long_thread=size("long_thread", 20_000),
            large_group=size("large_group", 20_000),
        )


def fill(sizes: Sizes) -> None:
    """Write the data set into an empty, migrated database."""
    texts = bodies()
    with connection.cursor() as cursor:
        run = cursor.execute
        cursor.execute("CREATE TEMP TABLE body (id int, html text)")
        cursor.executemany("INSERT INTO body VALUES (%s, %s)", list(enumerate(texts)))
        run("INSERT INTO members_region (id, name) SELECT i, 'Regio ' || i FROM generate_series(1, 30) i")
        run(
            """INSERT INTO members_organization (id, name, kind, municipalities, region_id, is_active)
            SELECT i, 'Wijkteam ' || i, 'sociaal wijkteam', '', 1 + i %% 30, true
            FROM generate_series(1, %s) i""",
            [sizes.organizations],
        )
        run(
            """INSERT INTO members_member
            (id, password, is_superuser, email, name, phone, is_active, joined_at,
            is_guest, level)
            SELECT i, '!', false, 'lid' || i || '@example.nl', 'Lid ' || i, '', true,
            now() - interval '1 year', false, 'needed' FROM generate_series(1, %s) i""",
            [sizes.members],
        )
        run(
            """INSERT INTO members_affiliation (member_id, organization_id, role)
            SELECT i, 1 + i %% %s, CASE WHEN i <= %s THEN 'contact' ELSE 'colleague' END
            FROM generate_series(1, %s) i""",
            [sizes.organizations, sizes.organizations, sizes.members],
        )
        run(
            """INSERT INTO learninggroups_learninggroup
            (id, name, slug, purpose, welcome, house_rules, join_question, rhythm, contact_line,
            openness, is_confidential, created_at)
            SELECT i, 'Leergroep ' || i, 'leergroep-' || i, 'Samen leren.', '', '', '', 'maandelijks', '',
            (ARRAY['open', 'members', 'closed'])[1 + i %% 3], false, now() - interval '1 year'
            FROM generate_series(1, %s) i""",
            [sizes.groups],
        )
        run(
            """INSERT INTO learninggroups_membership
            (group_id, member_id, role, motivation, joined_at, level, wants_letters)
            SELECT 1 + (i * 7 + k * 61) %% %s, i,
                CASE WHEN i <= %s AND k = 0 THEN 'facilitator' ELSE 'participant' END,
                '', now() - interval '300 days', '', true
            FROM generate_series(1, %s) i, generate_series(0, 2) k
            ON CONFLICT DO NOTHING""",
            [sizes.groups, sizes.groups, sizes.members],
        )
        _fill_threads(cursor, sizes, len(texts))
        finding.fill(cursor, texts)
        for table in (
            "members_region",
            "members_organization",
            "members_member",
            "learninggroups_learninggroup",
            "learninggroups_thread",
        ):
            run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        for threads in (SMALL_GROUP, sizes.large_group):
            _fill_group(cursor, sizes, threads)
        run("ANALYZE")


def _fill_threads(cursor, sizes: Sizes, texts: int) -> None:
    """Thread 1 is the long one; the others share what is left of the posts."""
    each = max(20, (sizes.posts - sizes.long_thread) // max(1, sizes.threads - 1))
    cursor.execute(
        """INSERT INTO learninggroups_thread
        (id, group_id, title, form, openness, author_id, started_at, post_count, last_post_at)
        SELECT i, g.id, 'Gesprek ' || i, 'free', g.openness, 1 + i %% %s,
        now() - interval '1000 days' + i * interval '1 hour',
        CASE WHEN i = 1 THEN %s ELSE %s END, now() - (i %% 200) * interval '1 day'
        FROM generate_series(1, %s) i JOIN learninggroups_learninggroup g ON g.id = 1 + i %% %s""",
        [sizes.members, sizes.long_thread, each, sizes.threads, sizes.groups],
    )
    cursor.execute(
        """INSERT INTO learninggroups_post
        (thread_id, position, author_id, organization_id, openness, body, posted_at)
        SELECT t, p, author, 1 + author %% %s, thread.openness,
            body.html || '<p>Kenmerk k' || (t * 7 + p) %% 9973 || '.</p>',
            now() - interval '1000 days' + t * interval '1 hour' + p * interval '1 minute'
        FROM generate_series(1, %s) t
        CROSS JOIN LATERAL generate_series(1, CASE WHEN t = 1 THEN %s ELSE %s END) p
        CROSS JOIN LATERAL (SELECT 1 + (t * 31 + p * 17) %% %s AS author) writer
        JOIN learninggroups_thread thread ON thread.id = t
        JOIN body ON body.id = (t + p) %% %s""",
        [sizes.organizations, sizes.threads, sizes.long_thread, each, sizes.members, texts],
    )
    # One participant in fifty is halfway a thread of her group.
    cursor.execute(
        """INSERT INTO learninggroups_readmark (thread_id, member_id, position, read_at, level)
        SELECT t.id, p.member_id, 1 + t.post_count / 2, now() - interval '2 days', ''
        FROM learninggroups_thread t JOIN learninggroups_membership p ON p.group_id = t.group_id
        WHERE (t.id + p.member_id) % 50 = 0"""
    )


def _fill_group(cursor, sizes: Sizes, threads: int) -> None:
    """Make a group with so many threads, three of them pinned; without posts, for its page shows none."""
    cursor.execute(
        """INSERT INTO learninggroups_learninggroup
        (name, slug, purpose, welcome, house_rules, join_question, rhythm, contact_line,
        openness, is_confidential, created_at)
        SELECT name, slug, 'Samen leren.', '', '', '', 'maandelijks', '', 'members', false, now()
        FROM (SELECT 'Leergroep van ' || %(threads)s AS name, %(slug)s AS slug) named
        RETURNING id""",
        {"threads": threads, "slug": slug_of(threads)},
    )
    group = cursor.fetchone()[0]
    cursor.execute(
        """INSERT INTO learninggroups_membership
        (group_id, member_id, role, motivation, joined_at, level, wants_letters)
        SELECT %s, i, CASE WHEN i <= 2 THEN 'facilitator' ELSE 'participant' END,
            '', now() - interval '300 days', '', true
        FROM generate_series(1, %s) i""",
        [group, min(300, sizes.members)],
    )
    cursor.execute(
        """INSERT INTO learninggroups_thread
        (group_id, title, form, openness, author_id, started_at, post_count, last_post_at, pinned_at)
        SELECT %s, 'Gesprek ' || i, 'case', 'members', 1 + i %% %s, now() - interval '200 days', 20,
            now() - i * interval '1 hour', CASE WHEN i > %s - 3 THEN now() END
        FROM generate_series(1, %s) i""",
        [group, sizes.members, threads, threads],
    )


def slug_of(threads: int) -> str:
    """Return the address of the group that was made with so many threads."""
    return f"leergroep-van-{threads}"
