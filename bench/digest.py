"""
What a digest letter costs: a week of news for 5,000 members, planned, written and delivered.

``python -m bench.digest`` starts a private PostgreSQL and a mail server in a process of its own.
``ms`` is the CPU of this process and of PostgreSQL per letter, ``x`` its multiple of plain
``smtplib`` that sends the same bytes over one connection afterwards; ``chunk_sql`` how many
statements the first chunk of letters that needs no new lines takes to write, and the last.
``post-5k`` says what one reply costs in a group of 5,000, and ``x`` how many times that is of one
in a group of 50; ``rows`` is how many lines it writes in the activity.
"""

import os
import random
import resource
import smtplib  # noqa: TID251 (the reference is smtplib itself)
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bench.meter import cpu_seconds
from tests.servers import free_port, private_postgres, private_valkey

MEMBERS = int(os.environ.get("BENCH_DIGEST_MEMBERS", 5000))
# So many members to one organisation, and to one group: a portal that grows has more of both.
MEMBERS_TO_ORGANIZATION = 17
MEMBERS_TO_GROUP = 25
THREADS_EACH = 8
GROUP_SIZES = (50, 5000)
REPLIES = 20


@contextmanager
def mail_server(*watched: str) -> Iterator[int]:
    """Start a mail server that accepts everything and keeps nothing; give its port."""
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "bench.sink", str(port), *watched])
    try:
        while not listens(port):
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def listens(port: int) -> bool:
    """Say whether somebody answers at this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def main() -> None:
    """Start what is needed, and measure."""
    with private_postgres() as database, private_valkey() as broker, mail_server() as port:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "PORTAL_SITE_URL": "https://portaal.example.nl",
            "PORTAL_SECRET_KEY": "only-for-measuring",
        }
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        for line in measure(port):
            print(line, flush=True)


def measure(port: int) -> list[str]:
    """Fill a week, let the portal do its work on Tuesday morning, and say what it cost."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from activity import sealing  # noqa: PLC0415
    from digests import actions  # noqa: PLC0415
    from mailing import delivery, messages  # noqa: PLC0415
    from mailing.models import OutgoingMail  # noqa: PLC0415

    tuesday = datetime(2026, 11, 10, 7, tzinfo=timezone.get_default_timezone())
    sealing.seal(now=tuesday - timedelta(days=8))
    fill(tuesday, MEMBERS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    server = postmaster()
    statements, chunks = Counter(), []
    with connection.execute_wrapper(statements):
        own, database, started = own_seconds(), cpu_seconds([server]), time.monotonic()
        actions.plan_due(now=tuesday)
        for _written in actions.write_due(now=tuesday):
            chunks.append(statements.total - sum(chunks))
        written = own_seconds() - own + cpu_seconds([server]) - database
        while delivery.deliver(clock=lambda: tuesday, seconds=600):
            pass
        seconds = time.monotonic() - started
        spent = own_seconds() - own + cpu_seconds([server]) - database
    letters = OutgoingMail.objects.filter(state=OutgoingMail.State.SENT)
    count = letters.count()
    ready = [
        (mail.to_address, messages.build(mail, may_be_8bit=True))
        for mail in letters.order_by("pk").iterator()
    ]
    plain = send_plainly(port, ready)
    size = sum(len(content) for _to, content in ready) // count
    return [
        f"smtplib ms={plain / count * 1000:.2f} x=1.0 letters={count} bytes={size}",
        f"digest ms={spent / count * 1000:.2f} x={spent / plain:.1f} letters={count} seconds={seconds:.1f} "
        f"sql={statements.total / count:.2f} chunk_sql={chunks[len(chunks) // 2]},{chunks[-1]} "
        f"written_ms={written / count * 1000:.2f} bytes={size}",
        post_in_groups(server),
    ]


def postmaster() -> int:
    """Return the process of which all of PostgreSQL descends."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        return int((Path(cursor.fetchone()[0]) / "postmaster.pid").read_text().splitlines()[0])


def post_in_groups(server: int) -> str:
    """Reply in a small and in a large group, and say what the large one costs."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from activity.models import Event  # noqa: PLC0415
    from learninggroups.actions import posts  # noqa: PLC0415
    from learninggroups.models import LearningGroup, Membership  # noqa: PLC0415
    from members.models import Member  # noqa: PLC0415

    now, costs = timezone.now(), []
    for size in GROUP_SIZES:
        group = LearningGroup.objects.create(
            name=f"Leergroep van {size}",
            slug=f"groot-{size}",
            purpose="Samen leren.",
            openness=LearningGroup.Openness.MEMBERS,
            created_at=now,
        )
        people = list(Member.objects.order_by("pk")[:size])
        Membership.objects.bulk_create(
            Membership(group=group, member=one, joined_at=now - timedelta(days=30)) for one in people
        )
        thread = posts.start_thread(
            group=group, title="Een vraag", body="<p>Wie weet dit?</p>", actor=people[0], now=now
        )
        statements, events = Counter(), Event.objects.count()
        with connection.execute_wrapper(statements):
            own, database = own_seconds(), cpu_seconds([server])
            for number in range(REPLIES):
                posts.post_reply(
                    thread=thread, body=f"<p>Ik weet dit: {number}.</p>", actor=people[1], now=now
                )
            spent = own_seconds() - own + cpu_seconds([server]) - database
        rows = (Event.objects.count() - events) / REPLIES
        costs.append((spent / REPLIES * 1000, statements.total / REPLIES, rows))
    (small, small_sql, _rows), (large, sql, rows) = costs
    return (
        f"post-5k ms={large:.1f} x={large / small:.2f} rows={rows:g} sql={sql:.1f} small_sql={small_sql:.1f} "
        f"members={len(people)}"
    )


class Counter:
    """Counts statements."""

    total = 0

    def __call__(self, execute, sql, params, many, context):
        self.total += 1
        return execute(sql, params, many, context)


def own_seconds() -> float:
    """Return user and system time of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def send_plainly(port: int, ready: list[tuple[str, bytes]]) -> float:
    """Send ready bytes over one connection, and return the CPU seconds."""
    before = own_seconds()
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as server:
        for to_address, content in ready:
            server.sendmail("portaal@example.nl", [to_address], content)
    return own_seconds() - before


def fill(tuesday: datetime, size: int) -> None:
    """Write members, groups that talked all week, pages and questions."""
    from learninggroups.models import LearningGroup, Membership, ReadMark  # noqa: PLC0415
    from members.models import Affiliation, Member, Organization  # noqa: PLC0415

    chance = random.Random(7)
    long_ago = tuesday - timedelta(days=300)
    organizations = Organization.objects.bulk_create(
        Organization(name=f"Wijkteam {n}", kind=chance.choice(["buurtteam", "jeugdteam", "sociaal wijkteam"]))
        for n in range(size // MEMBERS_TO_ORGANIZATION)
    )
    members = Member.objects.bulk_create(
        Member(name=f"Voornaam{n} Achternaam", email=f"lid{n}@example.nl", joined_at=long_ago)
        for n in range(size)
    )
    Affiliation.objects.bulk_create(
        Affiliation(
            member=member,
            organization=organizations[n % len(organizations)],
            role=Affiliation.Role.CONTACT if n < len(organizations) else Affiliation.Role.COLLEAGUE,
        )
        for n, member in enumerate(members)
    )
    opennesses = list(LearningGroup.Openness)
    groups = LearningGroup.objects.bulk_create(
        LearningGroup(
            name=f"Leergroep over onderwerp {n}",
            slug=f"leergroep-{n}",
            purpose="Samen leren.",
            openness=opennesses[n % 3],
            created_at=long_ago,
        )
        for n in range(size // MEMBERS_TO_GROUP)
    )
    places = [(member, group) for member in members for group in chance.sample(groups, 3)]
    Membership.objects.bulk_create(
        Membership(member=member, group=group, joined_at=long_ago) for member, group in places
    )
    threads = talk(groups, members, organizations, chance, tuesday)
    ReadMark.objects.bulk_create(
        ReadMark(
            member=member,
            thread=chance.choice(threads[group.pk]),
            position=chance.randint(1, 4),
            read_at=tuesday,
        )
        for member, group in chance.sample(places, len(places) // 5)
    )
    publish(tuesday, members[0])
    ask(organizations, tuesday)


def talk(groups, members, organizations, chance, tuesday: datetime) -> dict[int, list]:
    """Let every group talk in so many threads, with up to five posts each, and return the threads."""
    from activity.models import Event  # noqa: PLC0415
    from learninggroups.models import Post, Thread  # noqa: PLC0415

    at = tuesday - timedelta(days=3)
    threads = Thread.objects.bulk_create(
        Thread(
            group=group,
            title=f"Hoe doen jullie dat met een lastig gesprek nummer {n}?",
            author=chance.choice(members),
            started_at=at,
            last_post_at=at,
        )
        for group in groups
        for n in range(THREADS_EACH)
    )
    posts = Post.objects.bulk_create(
        Post(
            thread=thread,
            position=position,
            author=thread.author if position == 1 else chance.choice(members),
            organization=chance.choice(organizations),
            body="<p>Wij doen dat zo.</p>",
            posted_at=at,
        )
        for thread in threads
        for position in range(1, chance.randint(2, 6))
    )
    Event.objects.bulk_create(
        Event(
            kind="thread_started" if post.position == 1 else "post_written",
            subject_kind="learninggroups.thread" if post.position == 1 else "learninggroups.post",
            subject_id=post.thread_id if post.position == 1 else post.pk,
            audience=f"group:{post.thread.group_id}",
            actor_id=post.author_id,
            happened_at=at,
        )
        for post in posts
    )
    by_group: dict[int, list] = {}
    for thread in threads:
        by_group.setdefault(thread.group_id, []).append(thread)
    return by_group


def publish(tuesday: datetime, editor) -> None:
    """Publish two developments, a lesson and an item of news."""
    from wagtail.models import Page  # noqa: PLC0415

    from activity import journal  # noqa: PLC0415
    from home.models import DevelopmentPage, LessonPage, NewsPage  # noqa: PLC0415

    root = Page.objects.get(depth=1)
    lead = "Gemeenten en Rijk spraken af hoe de eigen bijdrage wordt berekend. Dat raakt elk lokaal team."
    for number, kind, page in [
        (1, "development_published", DevelopmentPage(what="<p>Wat.</p>", importance="<p>Waarom.</p>")),
        (2, "development_published", DevelopmentPage(what="<p>Wat.</p>", importance="<p>Waarom.</p>")),
        (3, "lesson_published", LessonPage()),
        (4, "news_published", NewsPage()),
    ]:
        page.title, page.slug, page.lead = (
            f"Nieuwe afspraken over onderwerp {number}",
            f"pagina-{number}",
            lead,
        )
        root.add_child(instance=page)
        journal.record(kind, page, audience=journal.PUBLIC, actor=editor, now=tuesday - timedelta(days=2))


def ask(organizations, tuesday: datetime) -> None:
    """Open two questions to every organisation, and conclude a third."""
    from activity import journal  # noqa: PLC0415
    from questions.models import Answer, Outcome, Question, Recipient  # noqa: PLC0415

    opened, deadline = tuesday - timedelta(days=4), tuesday + timedelta(days=10)
    for number in range(3):
        question = Question.objects.create(
            title=f"Wat merken jullie van afspraak {number}?",
            asker="VNG",
            wording="Wat merken jullie?",
            created_at=opened,
            opened_at=opened,
            deadline_at=deadline,
            state=Question.State.OPEN if number < 2 else Question.State.COMPLETED,
        )
        if number < 2:
            Recipient.objects.bulk_create(
                Recipient(question=question, organization=organization) for organization in organizations
            )
            kind = "question_opened"
        else:
            Answer.objects.bulk_create(
                Answer(
                    question=question,
                    organization=organization,
                    started_at=opened,
                    changed_at=opened,
                    submitted_at=opened,
                )
                for organization in organizations[:100]
            )
            Outcome.objects.create(
                question=question, happened_on=tuesday.date(), text="De VNG nam dit over.", recorded_at=opened
            )
            kind = "outcome_recorded"
        journal.record(kind, question, audience=journal.MEMBERS, actor=None, now=opened)


if __name__ == "__main__":
    main()
