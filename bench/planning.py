"""
What it takes to ask a question of 5,000 organisations and 20,000 members.

``python -m bench.planning`` starts a private PostgreSQL and Valkey, a mail server and one Celery
worker, and prints two lines. ``question-open``: how long the back office takes to answer who
presses the button. ``question-plan``: how long after that every recipient and every letter is
written, the most memory the worker had, and how many letters had left by then.
"""

import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.digest import mail_server
from tests.servers import celery_worker, private_postgres, private_valkey

ORGANIZATIONS = int(os.environ.get("BENCH_ASKED_ORGANIZATIONS", 5000))
MEMBERS = int(os.environ.get("BENCH_ASKED_MEMBERS", 20_000))
PATIENCE_SECONDS = 300


def main() -> None:
    """Start what is needed, and measure."""
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as folder,
        private_postgres() as database,
        private_valkey() as broker,
        mail_server() as port,
    ):
        (Path(folder) / "static").mkdir()
        environment = {
            "PORTAL_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "PORTAL_SITE_URL": "https://portaal.example.nl",
            "PORTAL_SECRET_KEY": "only-for-measuring",
        }
        os.environ |= environment
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        question, client, address = prepare()
        with celery_worker(environment) as worker:
            for line in measure(question, client, address, worker.pid):
                print(line, flush=True)


def prepare():
    """Write everybody, and a question that lacks nothing; return it with who opens it and where."""
    from django.contrib.auth.models import Group  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from members.models import PROGRAMME_TEAM, Affiliation, Member, Organization  # noqa: PLC0415
    from questions.models import Question, SubQuestion  # noqa: PLC0415
    from tests.cast import sign_in  # noqa: PLC0415

    now = timezone.now()
    organizations = Organization.objects.bulk_create(
        Organization(name=f"Wijkteam {number}", kind="sociaal wijkteam") for number in range(ORGANIZATIONS)
    )
    members = Member.objects.bulk_create(
        Member(name=f"Voornaam{number} Achternaam", email=f"lid{number}@example.nl", joined_at=now)
        for number in range(MEMBERS)
    )
    Affiliation.objects.bulk_create(
        Affiliation(
            member=member,
            organization=organizations[number % ORGANIZATIONS],
            role=Affiliation.Role.CONTACT if number < ORGANIZATIONS else Affiliation.Role.COLLEAGUE,
        )
        for number, member in enumerate(members)
    )
    opener = Member.objects.create_user("pia@example.nl", name="Pia Programma")
    opener.groups.add(Group.objects.get_or_create(name=PROGRAMME_TEAM)[0])
    question = Question.objects.create(
        title="Wat merken jullie van de nieuwe afspraken?",
        asker="VNG",
        wording="Gemeenten en Rijk maakten afspraken over lokale teams. Wat merken jullie daarvan?",
        context="De VNG verzamelt ervaringen voor het overleg in december.",
        importance="In het overleg wordt besloten welke ondersteuning er komt.",
        use="We maken een synthese en bespreken die met de VNG.",
        use_date=(now + timedelta(days=60)).date(),
        created_at=now,
        deadline_at=now + timedelta(days=21),
        asks_everyone=True,
        state=Question.State.READY,
        owner=opener,
    )
    SubQuestion.objects.create(question=question, position=1, text="Wat merken jullie?")
    question.audience_members.set(members)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "portaal.example.nl"})
    sign_in(client, opener)
    return question, client, reverse("questions_office:open", args=[question.pk])


def measure(question, client, address: str, worker: int) -> list[str]:
    """Press the button, wait until the worker is done, and say what it took."""
    from mailing.models import OutgoingMail  # noqa: PLC0415
    from questions.actions.planning import EVERYONE  # noqa: PLC0415
    from questions.models import Recipient  # noqa: PLC0415

    # The worker takes a few seconds to start.
    time.sleep(8)
    started = time.monotonic()
    answer = client.post(address, secure=True)
    answered = time.monotonic() - started
    question.refresh_from_db()
    if answer.status_code != 303 or not question.is_open:
        raise RuntimeError(f"The question did not open: {answer.status_code} {answer.headers}")
    while question.planned_up_to < EVERYONE:
        time.sleep(0.1)
        question.refresh_from_db()
        if time.monotonic() - started > PATIENCE_SECONDS:
            raise RuntimeError("The worker did not get done")
    done = time.monotonic()
    letters = OutgoingMail.objects.filter(letter="question_opened")
    sent = letters.filter(state=OutgoingMail.State.SENT).count()
    memory = int(_status(worker)["VmHWM"].split()[0]) / 1024
    asked = Recipient.objects.filter(question=question).count()
    return [
        f"question-open seconds={answered:.2f} organizations={ORGANIZATIONS} members={MEMBERS}",
        f"question-plan seconds={done - started:.1f} recipients={asked} letters={letters.count()} "
        f"sent={sent} memory={memory:.0f}",
    ]


def _status(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


if __name__ == "__main__":
    main()
