"""What pages cost on the big data set, as a multiple of the reference view of the same run."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import finding, interpreting, replying
from bench.dataset import SMALL_GROUP, Sizes, slug_of
from bench.meter import Ask, load
from home.models import (
    DevelopmentIndexPage,
    DevelopmentPage,
    LessonIndexPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
)
from learninggroups.models import POSTS_PER_PAGE, Thread
from members.models import Member, Organization
from questions.models import Answer, AnswerPart, Question, Recipient, SubQuestion
from tests.cast import sign_in
from tests.servers import free_port

REQUESTS = int(os.environ.get("BENCH_REQUESTS", 200))
ROUNDS = 3
NEXT_POSTS = (("HX-Request", "true"), ("HX-Target", "berichten"))


@contextmanager
def web_server(port: int) -> Iterator[int]:
    """Run gunicorn with two workers and give its process id."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "portal.wsgi",
        "--workers",
        "2",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "warning",
        "--keep-alive",
        "30",
    ]
    process = subprocess.Popen(command)
    try:
        _wait_for(port, process)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen) -> None:
    """Return as soon as the server listens.

    :raises RuntimeError: when it ended instead.
    """
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The web server ended before it listened.")


def cookie_of(member: Member) -> str:
    """Return the cookie of a session in which this member is signed in."""
    cookie = sign_in(Client(), member).cookies[settings.SESSION_COOKIE_NAME]
    return f"{cookie.key}={cookie.value}"


def ask_a_question(organizations: int) -> Question:
    """Write an open question to every organisation, a third of which has answered."""
    now = timezone.now()
    question = Question.objects.create(
        title="Wat vraagt het convenant van jullie?",
        asker="VNG",
        wording="Wat verandert er bij jullie? " * 10,
        context="Onze toelichting. " * 20,
        importance="Het raakt jullie werk. " * 5,
        use="Het bestuur bespreekt het. " * 5,
        visibility=Question.Visibility.MEMBERS,
        state=Question.State.OPEN,
        created_at=now,
        opened_at=now - timedelta(days=3),
        deadline_at=now + timedelta(days=10),
        asks_everyone=True,
    )
    parts = [SubQuestion(question=question, position=n, text=f"Deelvraag {n}?") for n in (1, 2, 3)]
    SubQuestion.objects.bulk_create(parts)
    asked = Organization.objects.order_by("pk")[:organizations]
    Recipient.objects.bulk_create(
        Recipient(question=question, organization=organization, reasons=["alle organisaties"])
        for organization in asked
    )
    answering = [organization for organization in asked if organization.pk % 3 == 0]
    answers = Answer.objects.bulk_create(
        Answer(question=question, organization=organization, started_at=now, changed_at=now, submitted_at=now)
        for organization in answering
    )
    AnswerPart.objects.bulk_create(
        AnswerPart(answer=answer, sub_question=part, text="Wij merken dat dit tijd vraagt. " * 6)
        for answer in answers
        for part in parts
    )
    Recipient.objects.filter(question=question, organization__in=answering).update(
        reaction="answered", reacted_at=now
    )
    return question


def publish_articles() -> None:
    """Publish what a front page shows: three of each kind of article."""
    now = timezone.now()
    lead = "Gemeenten en Rijk spraken af hoe de bijdrage wordt berekend. Dat raakt elk lokaal team."
    kinds = [
        (DevelopmentIndexPage, DevelopmentPage, {"what": "<p>Wat.</p>", "importance": "<p>Waarom.</p>"}),
        (LessonIndexPage, LessonPage, {}),
        (NewsIndexPage, NewsPage, {}),
    ]
    for section, article, words in kinds:
        for number in (1, 2, 3):
            page = article(title=f"Nieuwe afspraken {number}", lead=lead, first_published_at=now, **words)
            section.objects.get().add_child(instance=page)


def measure(sizes: Sizes, postgres: int) -> Iterator[str]:
    """
    Yield one line per page; ``postgres`` is the process id of the database server.

    ``thread`` is an ordinary thread on one page, with the form to reply; ``thread-htmx`` the
    second page of the long one as htmx asks for it; ``thread-first`` and ``thread-deep`` its
    first and 900th page in full. ``group`` and ``group-20k`` have 200 and 20,000 threads.
    ``synthesis`` is the desk of a synthesis with 3,000 answers. ``home`` and ``lesson`` are public:
    given from what is kept (``-anon``), and made (``-cold``).
    """
    long_thread = Thread.objects.get(pk=1)
    reader = Member.objects.filter(memberships__group=long_thread.group).order_by("pk").first()
    question = ask_a_question(sizes.organizations)
    publish_articles()
    thread = Thread.objects.filter(group__memberships__member=reader).exclude(pk=1).order_by("pk").first()
    desk = replying.prepare(sizes.members)
    synthesis = interpreting.prepare()
    first = long_thread.get_absolute_url()
    signed_in = cookie_of(reader)
    paths = {
        "reference": f"/-/reference/{thread.pk}/",
        "thread": thread.get_absolute_url(),
        "thread-first": first,
        "thread-deep": f"{first}?pagina={min(900, long_thread.post_count // POSTS_PER_PAGE)}",
        "group": reverse("learninggroups:group", args=[slug_of(SMALL_GROUP)]),
        "group-20k": reverse("learninggroups:group", args=[slug_of(sizes.large_group)]),
        "question": question.get_absolute_url(),
        "overview": reverse("home:overview"),
    }
    pages = {name: Ask((path,), signed_in) for name, path in paths.items()}
    pages["thread-htmx"] = Ask((f"{first}?pagina=2",), signed_in, NEXT_POSTS)
    pages["search"] = Ask(tuple(finding.paths()), signed_in)
    lesson = LessonPage.objects.order_by("pk").first().address
    # Whoever brings a cookie, of whatever kind, gets a page that is made for her.
    for name, path in {"home": "/", "lesson": lesson}.items():
        pages[f"{name}-anon"] = Ask((path,))
        pages[f"{name}-cold"] = Ask((path,), headers=(("Cookie", "bezoek=1"),))
    pages["synthesis"] = Ask((synthesis.path,), cookie_of(synthesis.writer))
    pages["reply"] = Ask(
        (desk.path,),
        f"{cookie_of(desk.writer)}; {settings.CSRF_COOKIE_NAME}={desk.token}",
        form=desk.form,
        status=303,
    )
    port = free_port()
    with web_server(port) as server:
        roots = (server, postgres)
        for ask in pages.values():
            load(port, ask, requests=20, roots=roots)
        # The rounds take turns, so that a noisy minute touches every page alike.
        rounds = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, ask in pages.items():
                rounds[name].append(load(port, ask, requests=REQUESTS, roots=roots))
    middle = {name: sorted(runs, key=lambda run: run.ms)[len(runs) // 2] for name, runs in rounds.items()}
    people = {"reply": desk.writer, "synthesis": synthesis.writer}
    for name, ask in pages.items():
        run = middle[name]
        x = run.ms / middle["reference"].ms
        sql = statements(ask, people.get(name, reader))
        yield (
            f"{name} ms={run.ms:.1f} x={x:.2f} sql={sql} p95={run.p95:.0f} bytes={run.size} gzip={run.packed}"
        )
    yield replying.search(postgres, middle["reference"].ms)
    yield replying.letters(desk, postgres, middle["reference"].ms)


def statements(ask: Ask, person: Member) -> int:
    """Return how many statements this request takes at most, in the middle of a session."""
    client = Client(headers={"host": "localhost"})
    if ask.cookie:
        sign_in(client, person)
    counts = []
    for path in ask.paths:
        with CaptureQueriesContext(connection) as queries:
            if ask.form:
                client.post(path, ask.form, content_type="application/x-www-form-urlencoded")
            else:
                client.get(path, headers=dict(ask.headers))
        counts.append(len(queries))
    return max(counts)
