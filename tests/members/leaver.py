"""A member of whom something stands in many tables, all of it marked, and where her marks still are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection, models, transaction
from wagtail.log_actions import log
from wagtail.models import Comment

from audit import trail
from audit.acts import Act
from digests.models import OpenSubscription
from files.storage import private_storage
from learninggroups.actions.mentions import find_mentions, note_mentions
from learninggroups.indexing import index_posts
from learninggroups.models import Membership, Post, PostRevision
from mailing.models import LetterPart, MailEvent
from members.actions.choices import write_down
from members.indexing import index_members
from members.models import Import, ImportRow, Member
from privacy import registry
from privacy.erasure import Leaver, rows_of
from privacy.registry import Holding
from privacy.rules import Leaving, Value
from questions.actions.publishing import keep_version
from questions.models import Answer, AnswerPart, SynthesisVersion, Verdict
from tests.cast import Scene
from tests.factories.attachments import AttachmentFactory
from tests.factories.home import TakeawayFactory
from tests.factories.inbound import InboundMailFactory
from tests.factories.learninggroups import (
    DraftFactory,
    GroupInvitationFactory,
    PostFactory,
    RecognitionFactory,
    ReportFactory,
    ThreadFactory,
)
from tests.factories.mailing import OutgoingMailFactory, SuppressionFactory
from tests.factories.meetings import RegistrationFactory
from tests.factories.members import ApplicationFactory, InvitationFactory
from tests.factories.questions import (
    AnswerFactory,
    ExportFactory,
    OfferFactory,
    QuestionFactory,
    SubQuestionFactory,
    SynthesisFactory,
    quote_of,
)
from tests.lives import live, live_on

# What PostgreSQL calls a column of bytes.
BYTEA = 17
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)

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


def plant_everywhere(scene: Scene, now: datetime) -> tuple[Member, set[str]]:
    """Do the same, with a mark in every field of hers that leaving empties; return these fields too."""
    vera = plant(scene, now)
    elsewhere = PostFactory(thread=ThreadFactory(group=scene.open_group))
    live(vera, replace(scene, open_thread=elsewhere.thread, open_post=elsewhere), now)
    draft = QuestionFactory(owner=scene.programme_team)
    SubQuestionFactory(question=draft)
    group = Membership.objects.filter(member=vera).last().group
    live_on(vera, scene.facilitator, scene, group, draft, now)
    ApplicationFactory(email=SECOND)
    batch = Import.objects.create(name="leden.csv", read_at=now)
    ImportRow.objects.create(batch=batch, read_at=now, number=1, cells=[], address=ADDRESS)
    OfferFactory(email=ADDRESS)
    TakeawayFactory(email=SECOND)
    marked = set(_mark(vera, now))
    _copies(scene, vera, now)
    return vera, marked


def emptied_fields(table: Holding) -> dict[str, str]:
    """Return the fields with words or a file that leaving empties, each with what stands in hers."""
    return {
        column.name: WORDS if rule.leaving is Leaving.HER_CHOICE else "vogelkooi"
        for column in table.model._meta.local_fields
        if isinstance(column, TEXTS) and not isinstance(column, models.EmailField) and not column.choices
        for rule in [table.rules.get(column.name)]
        if isinstance(rule, Value) and rule.leaving is not Leaving.KEPT
    }


def _mark(vera: Member, now: datetime) -> Iterator[str]:
    leaver = Leaver(vera.pk, NAME, (ADDRESS, SECOND), goes_silent=True, now=now)
    for table in registry.holdings():
        fields = emptied_fields(table) if table.model is not Member else {}
        pks = {pk for path in table.paths for pk in rows_of(table, path, leaver).values_list("pk", flat=True)}
        for pk in sorted(pks):
            for name, word in fields.items():
                column = table.model._meta.get_field(name)
                row = table.model._base_manager.filter(pk=pk)
                row.update(**{name: _marked(column, f"{word} {pk}"[: column.max_length])})
                yield f"{table.label}.{name}"


def _marked(column: models.Field, words: str) -> object:
    match column:
        case models.FileField():
            return column.storage.save(f"{words}.txt", ContentFile(words.encode()))
        case models.JSONField():
            return {"tekst": words}
        case models.BinaryField():
            return words.encode()
        case _:
            return words


def _copies(scene: Scene, vera: Member, now: datetime) -> None:
    """Let others, and the portal itself, repeat what she said where no row is hers."""
    question = scene.open_question
    part = AnswerPart.objects.filter(answer__member=vera, answer__question=question).first()
    AnswerPart.objects.filter(pk=part.pk).update(may_be_quoted=True, naming="named")
    Answer.objects.filter(pk=part.answer_id).update(submitted_at=now)
    quote = quote_of(part, synthesis=SynthesisFactory(question=question), section="signals", text=part.text)
    theirs = AnswerFactory(question=question, organization=scene.organization, submitted_at=now)
    said = {"word": "nuance", "text": WORDS, "given_at": now, "given_by": vera}
    Verdict.objects.create(passage=quote, answer=theirs, **said)
    with transaction.atomic():
        keep_version(question, SynthesisVersion.Purpose.SHARED, actor=None, now=now)
    ExportFactory(
        question=question,
        finished_at=now,
        file=private_storage().save("exports/vera", ContentFile(f"{NAME}: {WORDS}".encode())),
    )
    comment = Comment.objects.get(user=vera)
    comment.page.specific.save_revision()
    comment.log_create(user=vera)
    comment.replies.get().log_create(user=vera)
    comment.log_resolve(user=scene.editor)


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
