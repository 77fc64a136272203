"""A member of whom something stands in many tables, all of it marked, and where her marks still are."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection, models
from wagtail.log_actions import log

from audit import trail
from audit.acts import Act
from digests.models import OpenSubscription
from learninggroups.actions.mentions import find_mentions, note_mentions
from learninggroups.indexing import index_posts
from learninggroups.models import Post, PostRevision
from mailing.models import LetterPart, MailEvent
from members.actions.choices import write_down
from members.indexing import index_members
from members.models import Member
from tests.cast import Scene
from tests.factories.attachments import AttachmentFactory
from tests.factories.inbound import InboundMailFactory
from tests.factories.learninggroups import (
    DraftFactory,
    GroupInvitationFactory,
    PostFactory,
    RecognitionFactory,
    ReportFactory,
)
from tests.factories.mailing import OutgoingMailFactory, SuppressionFactory
from tests.factories.meetings import RegistrationFactory
from tests.factories.members import InvitationFactory

# What PostgreSQL calls a column of bytes.
BYTEA = 17

NAME = "Vera Vogelzang-Kanarie"
ADDRESS = "vera.kanarie@voorbeeld.example"
SECOND = "kanarie.thuis@voorbeeld.example"
# What she wrote herself, which stays when she leaves as *oud-lid*.
WORDS = "zangzaad"
MARKS = (NAME, ADDRESS, SECOND, "0612345678", "vogelkooi")


def plant(scene: Scene, now: datetime) -> Member:
    """Mark the participant, and put something of hers in every kind of table; return her."""
    vera = scene.participant
    facts = {"name": NAME, "email": ADDRESS, "phone": "0612345678", "about": "vogelkooi"}
    Member.objects.filter(pk=vera.pk).update(**facts)
    vera.refresh_from_db()
    for address in (ADDRESS, SECOND):
        EmailAddress.objects.create(user=vera, email=address, verified=True, primary=address == ADDRESS)
    thread = scene.open_thread
    said = PostFactory(
        thread=thread,
        author=vera,
        position=2,
        body=f'<p>{WORDS} <img src="/bijlagen/1/" alt="vogelkooi"></p>',
    )
    PostRevision.objects.create(
        post=said, number=1, body=f"<p>{WORDS} eerst</p>", replaced_at=now, editor=vera
    )
    answer = PostFactory(
        thread=thread, author=scene.facilitator, position=3, reply_to=said, body="<p>Dank je.</p>"
    )
    called, who = find_mentions(f"<p>Dank je, @{NAME}.</p>", thread, answer.openness)
    Post.objects.filter(pk=answer.pk).update(body=called)
    note_mentions(answer, who)
    thread.post_count = 3
    thread.save()
    _around(scene, vera, said, now)
    _in_the_post(vera, now)
    index_members([vera.pk])
    index_posts([said.pk, answer.pk])
    return vera


def _around(scene: Scene, vera: Member, said: Post, now: datetime) -> None:
    AttachmentFactory(uploader=vera, post=said, name="vogelkooi.pdf")
    DraftFactory(member=vera, place="group:1", fields={"body": "vogelkooi"})
    calling = f'<p><a href="/leden/{vera.pk}/">@{NAME}</a></p>'
    DraftFactory(member=scene.facilitator, place="group:1", fields={"body": calling})
    RecognitionFactory(post=scene.open_post, member=vera, context=WORDS)
    ReportFactory(post=scene.open_post, reporter=vera, reason=WORDS)
    RegistrationFactory(member=vera, name=NAME, email=ADDRESS)
    RegistrationFactory(name=NAME, email=SECOND)
    InvitationFactory(email=ADDRESS, name=NAME, organization=scene.organization)
    GroupInvitationFactory(group=scene.closed_group, email=SECOND.title(), name=NAME)
    OpenSubscription.objects.create(
        address=SECOND, reader_key="x", frequency="monthly", asked_at=now, starts_after=0
    )
    write_down(member=vera, kind="other", choice="ja", words="vogelkooi?", how="site", now=now)
    trail.record(Act.ROLE_CHANGED, actor=scene.programme_team, subject=vera, now=now)
    log(vera, "wagtail.edit", user=scene.administrator)


def _in_the_post(vera: Member, now: datetime) -> None:
    hers = OutgoingMailFactory(member=vera, to_address=ADDRESS, to_name=NAME, text="vogelkooi", state="sent")
    MailEvent.objects.create(
        key="her", kind="hard", letter=hers, address=SECOND, detail=f"<{SECOND}>", happened_at=now
    )
    SuppressionFactory(address=SECOND, reason=f"550 <{SECOND}>")
    for state in ("sent", "queued"):
        OutgoingMailFactory(
            subject=f"{NAME} schreef", text=f"{NAME}: dag.\n", html=f"<p>{NAME}</p>", state=state
        )
    LetterPart.objects.create(about="digest:1", key="k", text=f"{NAME}\n", html=f"<p>{NAME}</p>", made_at=now)
    InboundMailFactory(member=vera, sender=ADDRESS, raw=f"From: {ADDRESS}\n\n{WORDS}".encode())


def marks_left(*marks: str) -> list[str]:
    """Return the table and column of every text in the database that holds one of these marks."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                quoted = f"{connection.ops.quote_name(table)}.{connection.ops.quote_name(column.name)}"
                says = " OR ".join([_says(quoted, column.type_code)] * len(marks))
                cursor.execute(
                    f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)} WHERE {says}",  # noqa: S608
                    [f"%{mark.lower()}%" for mark in marks],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return sorted(found)


def _says(column: str, type_code: object) -> str:
    """Return SQL for whether a column of any type, raw mail included, holds a mark."""
    if connection.vendor == "postgresql" and type_code == BYTEA:
        return f"LOWER(ENCODE({column}, 'escape')) LIKE %s"
    return f"LOWER(CAST({column} AS TEXT)) LIKE %s"


def files_of(vera: Member) -> list[str]:
    """Return the files on disk that are hers."""
    return [
        row.file.path
        for row in apps.get_model("learninggroups.Attachment").objects.filter(uploader=vera)
        if isinstance(row, models.Model)
    ]


def fortnight(now: datetime) -> datetime:
    """Return when somebody who leaves now is erased."""
    return now + timedelta(days=14)
