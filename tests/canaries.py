"""
A word of its own in every private field, file and closed text, and who may come across it.

Beside the cast lives somebody who leaves something of everything behind, where nobody of them takes
part: in a confidential group, in a question of her own, in messages. A new field with a rule in its
model's ``privacy`` gets a canary by itself, and nobody may see it until :data:`SEEN_BY` says who may.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from io import BytesIO

from allauth.socialaccount.models import SocialApp
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet
from django.http import HttpResponse

from activity import journal
from digests.models import MailPreference
from learninggroups.actions import posts
from learninggroups.models import (
    Attachment,
    LearningGroup,
    Membership,
    Post,
    Recognition,
    Thread,
)
from mailing import messages
from mailing.models import OutgoingMail
from meetings.actions import registering
from meetings.actions.details import audience
from meetings.models import DatePoll, Meeting
from members.models import (
    Affiliation,
    Application,
    Member,
    Organization,
)
from members.models.accounts import Viewers
from privacy import registry
from privacy.rules import EDITORIAL, INTERNAL, TITLE
from questions.models import (
    Outcome,
    Question,
    QuestionFile,
    SubQuestion,
)
from tests.cast import ROLES, Scene, member_of
from tests.factories.attachments import AttachmentFactory
from tests.factories.digests import OpenSubscriptionFactory
from tests.factories.learninggroups import (
    MembershipFactory,
    PostFactory,
    ThreadFactory,
)
from tests.factories.mailing import HoldFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.members import ApplicationFactory, OrganizationFactory
from tests.factories.questions import (
    OfferFactory,
    QuestionFactory,
    QuestionFileFactory,
    SubQuestionFactory,
)
from tests.lives import live, live_on

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
# What finds all rows that are planted, for who searches.
COMMON = "kanarie"
WORD = re.compile(rb"kanarie(\d{4})x", re.IGNORECASE)
ROOM = len("kanarie0000x")
FORMER = "former"
TEAM = {"programme_team"}
OFFICE = {"programme_team", "editor", "administrator"}
CLOSED_GROUP = {"participant", "facilitator"}
MEMBERS = set(ROLES) - {"visitor", "guest"}
# Who may see what stands where, by field, or by the name of a place; of all else: nobody.
SEEN_BY: dict[str, set[str]] = {
    "the closed group": CLOSED_GROUP,
    "the closed thread": CLOSED_GROUP | {"guest"},
    "a draft question": TEAM,
    "an application": TEAM,
    "shown to groups": CLOSED_GROUP | TEAM,
    "shown to team": TEAM,
    "shown to members": MEMBERS,
    # What a table brought in is called, a note to who asks, and an address that cannot be reached.
    "members.Import.name": TEAM,
    "questions.Recipient.note": TEAM,
    "mailing.Suppression.address": TEAM | {"administrator"},
    "mailing.Suppression.reason": TEAM | {"administrator"},
    # The log is for who reads logs.
    "audit.Entry.reason": {"administrator"},
    "audit.Entry.facts": {"administrator"},
    "audit.Entry.network": {"administrator"},
    "audit.Entry.browser": {"administrator"},
    # She reported it to who leads the closed group.
    "learninggroups.Report.reason": {"facilitator"},
    # Asked beneath a page of news, where members read along.
    "home.Enquiry.text": MEMBERS,
    "home.Enquiry.answer": MEMBERS,
    # Why all post stands still, and what is said in the margin of a page.
    "mailing.Hold.reason": OFFICE,
    "wagtailcore.Comment.text": OFFICE,
    "wagtailcore.CommentReply.text": OFFICE,
    # Her picture stands beside it, and what the office wrote of a row in its history of everything.
    "wagtailusers.UserProfile.avatar": OFFICE,
    "wagtailcore.ModelLogEntry.label": {"administrator"},
}
# And who else may see what is in a place, at one door.
ALSO_AT: dict[tuple[str, str], set[str]] = {
    # A post that was reported to the programme team.
    ("the closed thread", "learninggroups:hide-post"): TEAM,
    ("the closed thread", "learninggroups:show-post"): TEAM,
    ("the closed thread", "learninggroups:leave-out"): TEAM,
    ("the closed thread", "learninggroups:dismiss-report"): TEAM,
    # The list of accounts is for who looks after them, and names them by their address.
    ("members.Member.email", "wagtailusers_users:index"): {"administrator"},
    ("members.Member.email", "wagtailusers_users:index_results"): {"administrator"},
    # Whoever holds the letter to her; of a confidential group the page is silent.
    ("the closed thread", "learninggroups:level-by-letter"): {*ROLES, FORMER},
}
# The files that the programme team makes of a question and its synthesis.
IN_A_FILE = "questions_office:take-export"
# What is for everybody, or for every member, whoever wrote it.
PUBLIC = ("home.", "themes.", "wagtailcore.", "auth.")
NOT_PRIVATE = {
    "members.Organization",
    "members.Region",
    "learninggroups.LearningGroup",
    "members.Member.name",
    # A key of our own, by which the log finds what it names.
    "audit.Entry.subject_kind",
}
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)


@dataclass(frozen=True)
class Canary:
    """One word: in which field it stands, and who may come across it."""

    field: str
    place: str

    def may_be_seen(self, role: str, door: str) -> bool:
        """Whether this role may come across it at this door."""
        also = ALSO_AT.get((self.place, door), ()), ALSO_AT.get((self.field, door), ())
        return any(role in roles for roles in (SEEN_BY.get(self.place, ()), *also))


@dataclass
class Cage:
    """All canaries, by number, and whose letters may hold any of them."""

    canaries: list[Canary] = field(default_factory=list)
    people: dict[int, str] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)
    last_letter: int = 0
    addresses: list[str] = field(default_factory=list)

    def next_word(self, canary: Canary) -> str:
        """Return the word for one more."""
        self.canaries.append(canary)
        return f"{COMMON}{len(self.canaries) - 1:04}x"

    def out_in(self, content: bytes, role: str, door: str = "") -> list[str]:
        """Return which words are in here that this role may not see."""
        found = {int(number) for number in WORD.findall(content)}
        return [
            f"{role} sees {one.field} ({one.place})"
            for one in map(self.canaries.__getitem__, sorted(found))
            if not one.may_be_seen(role, door)
        ]

    def out_of(self, response: HttpResponse, role: str) -> list[str]:
        """Return the same of an answer, its headers and what is packed in it included."""
        door = getattr(response.resolver_match, "view_name", "")
        content = [str(response.headers).encode(), *unpacked(response.getvalue())]
        return self.out_in(b"\n".join(content), role, door)

    def out_by_letter(self) -> list[str]:
        """Return the same of each letter that was queued since, for who gets it."""
        found = []
        for mail in self.letters():
            role = self.people.get(mail.member_id, "visitor")
            words = b"\n".join(said_by(mail))
            found += [f"{mail.letter}: {one}" for one in self.out_in(words, role)]
        return found

    def letters(self) -> QuerySet[OutgoingMail]:
        """Return the letters that were queued since, to others than whose words these are."""
        since = OutgoingMail.objects.filter(pk__gt=self.last_letter)
        return since.exclude(member__in=self.own).exclude(to_address__startswith=COMMON)


def said_by(mail: OutgoingMail) -> Iterator[bytes]:
    """Yield the headers of a letter as it goes over the wire, and every part of it, its calendar too."""
    built = message_from_bytes(messages.build(mail, may_be_8bit=True), policy=policy.default)
    for part in built.walk():
        yield "\n".join(f"{name}: {value}" for name, value in part.items()).encode()
        if not part.is_multipart():
            yield unfolded(part.get_payload(decode=True))


def unfolded(content: bytes) -> bytes:
    """Return a calendar with its long lines in one piece."""
    return content.replace(b"\r\n ", b"")


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yield a body, or what is in it when it is a ZIP, as workbooks and documents are."""
    if not content.startswith(b"PK\x03\x04"):
        yield unfolded(content)
        return
    with zipfile.ZipFile(BytesIO(content)) as bundle:
        for name in bundle.namelist():
            yield name.encode()
            yield from unpacked(bundle.read(name))


def plant(scene: Scene) -> Cage:
    """Build the life beside the cast, and put a word in every private field of it."""
    before = {
        one.label: set(one.model._base_manager.values_list("pk", flat=True)) for one in registry.holdings()
    }
    with transaction.atomic():
        kinds, pages = _life_beside(scene)
    cage = Cage(
        people={scene.person(role).pk: role for role in ROLES if scene.person(role)},
        last_letter=OutgoingMail.objects.order_by("pk").values_list("pk", flat=True).last() or 0,
    )
    kinds |= {(Thread, scene.closed_thread.pk): "the closed thread"}
    kinds |= {(Post, scene.closed_post.pk): "the closed thread"}
    for holding in registry.holdings():
        for row in holding.model._base_manager.order_by("pk"):
            kind = kinds.get((holding.model, row.pk), "")
            if kind or row.pk not in before[holding.label]:
                for column in private_fields(holding):
                    _write(cage, holding, row, column, kind)
                if holding.model is Member:
                    cage.own.add(row.pk)
                elif hasattr(row, "get_absolute_url") and not holding.label.startswith(PUBLIC):
                    cage.addresses.append(row.get_absolute_url())
    cage.addresses = [*dict.fromkeys(address.partition("#")[0] for address in cage.addresses), *pages]
    return cage


def stir(scene: Scene, cage: Cage, now: datetime) -> None:
    """Let that be said and planned, each with a word of its own, of which letters speak later on."""
    MailPreference.objects.all().delete()
    MailPreference.objects.bulk_create(
        MailPreference(member_id=pk, frequency=MailPreference.Frequency.DAILY, changed_at=now)
        for pk in cage.people
    )
    Membership.objects.filter(group=scene.closed_group).update(level="everything")
    in_thread, in_group = (
        Canary("learninggroups.Post.body", place) for place in ("the closed thread", "the closed group")
    )
    posts.post_reply(
        thread=scene.closed_thread,
        body=f"<p>{cage.next_word(in_thread)}</p>",
        actor=scene.participant,
        now=now,
    )
    posts.start_thread(
        group=scene.closed_group,
        title=cage.next_word(in_group),
        body=f"<p>{cage.next_word(in_group)}</p>",
        actor=scene.facilitator,
        now=now,
    )
    for_all = MeetingFactory(starts_at=now + timedelta(days=30))
    journal.record("meeting_planned", for_all, audience=audience(for_all), actor=scene.facilitator, now=now)
    OpenSubscriptionFactory(frequency="weekly", confirmed_at=now)
    words = {name: cage.next_word(in_group) for name in ("title", "about", "place")}
    begins = now + timedelta(days=2)
    meeting = MeetingFactory(group=scene.closed_group, openness="group", starts_at=begins, **words)
    journal.record("meeting_planned", meeting, audience=audience(meeting), actor=scene.facilitator, now=now)
    for one in (scene.participant, scene.facilitator):
        registering.register(meeting=meeting, name=one.name, email=one.email, actor=one, now=now)


def private_fields(holding: registry.Holding) -> list[models.Field]:
    """Return the fields of a table that hold words or a file that are not for everybody."""
    return [
        column
        for column in holding.model._meta.local_fields
        if isinstance(column, TEXTS) and not column.choices and _is_private(holding, column)
    ]


def _is_private(holding: registry.Holding, column: models.Field) -> bool:
    if column.max_length and column.max_length < ROOM:
        return False
    rule = holding.rules.get(column.name)
    if rule in (TITLE, EDITORIAL) and (holding.label in NOT_PRIVATE or holding.label.startswith(PUBLIC)):
        return False
    return rule not in (None, INTERNAL) and f"{holding.label}.{column.name}" not in NOT_PRIVATE


def _write(cage: Cage, holding: registry.Holding, row: models.Model, column: models.Field, kind: str) -> None:
    name = f"{holding.label}.{column.name}"
    is_shown = not kind.startswith("shown") or hasattr(row, f"{column.name}_viewers")
    word = cage.next_word(Canary(name, kind if kind and is_shown else name))
    value: object = word
    if isinstance(column, models.FileField):
        value = column.storage.save(f"{word}.txt", ContentFile(word.encode()))
    elif isinstance(column, models.JSONField):
        value = {"tekst": word}
    elif isinstance(column, models.BinaryField):
        value = f"Subject: {word}\r\n\r\n{word}\r\n".encode()
    elif isinstance(column, models.URLField):
        value = f"https://{word}.example/"
    elif isinstance(column, models.EmailField):
        value = f"{word}@voorbeeld.example"
    elif not column.unique and (column.max_length or 1000) >= 100:
        # Beside what stands there: the cast's own words are quoted elsewhere.
        value = f"{getattr(row, column.name) or ''} {COMMON} {word}".strip()
    try:
        with transaction.atomic():
            holding.model._base_manager.filter(pk=row.pk).update(**{column.attname: value})
    except IntegrityError:
        cage.canaries.pop()


def _life_beside(scene: Scene) -> tuple[dict[tuple[type[models.Model], int], str], list[str]]:
    """
    Write it to the database; return in which place a row stands of which some may see the words.

    The second thing returned are the addresses of pages with words that nobody may see.
    """
    elders = OrganizationFactory(name="Wijkteam Elders")
    ina = member_of(elders, "Ina Anders", Affiliation.Role.CONTACT)
    groups_before = set(LearningGroup.objects.values_list("pk", flat=True))
    thread = ThreadFactory(group=scene.closed_group, author=ina, post_count=1)
    post = PostFactory(thread=thread, author=ina, position=1)
    draft = QuestionFactory(owner=scene.programme_team)
    part = SubQuestionFactory(question=draft)
    beside = replace(scene, organization=elders, open_thread=thread, open_post=post)
    live(ina, beside, NOW)
    confidential = LearningGroup.objects.exclude(pk__in=groups_before)
    confidential.update(openness=LearningGroup.Openness.CLOSED, is_confidential=True)
    Thread.objects.filter(group__in=confidential).update(openness=LearningGroup.Openness.CLOSED)
    others = Member.objects.exclude(pk__in=[scene.person(role).pk for role in ROLES if scene.person(role)])
    group = confidential.first()
    Meeting.objects.update(openness=Meeting.Openness.GROUP, group=group)
    DatePoll.objects.update(openness=Meeting.Openness.GROUP, group=group)
    shown = _shown_by_degrees(scene, elders)
    pages = live_on(ina, others.exclude(pk=ina.pk).first(), scene, group, draft, NOW)
    _nobodys()
    said = Post.objects.filter(thread=thread)
    places = (
        {(Thread, thread.pk): "the closed group"}
        | {(Post, one.pk): "the closed group" for one in said}
        | {(Attachment, AttachmentFactory(post=post, uploader=ina).pk): "the closed group"}
        | {(Recognition, one.pk): "the closed group" for one in Recognition.objects.filter(post__in=said)}
        | {(Question, draft.pk): "a draft question", (SubQuestion, part.pk): "a draft question"}
        | {(QuestionFile, QuestionFileFactory(question=draft).pk): "a draft question"}
        | {(Outcome, one.pk): "a draft question" for one in draft.outcomes.all()}
        | {(Question, OfferFactory().question_id): "a draft question"}
        | {(Application, ApplicationFactory().pk): "an application"}
        | shown
    )
    return places, pages


def _shown_by_degrees(scene: Scene, elders: Organization) -> dict[tuple[type[models.Model], int], str]:
    """Members of the closed group who show what is theirs to some."""
    shown = {}
    for viewers in (Viewers.TEAM, Viewers.GROUPS, Viewers.MEMBERS):
        member = member_of(elders, f"Ina {viewers.value}")
        MembershipFactory(group=scene.closed_group, member=member)
        fields = ("phone", "email", "about", "call_hours")
        Member.objects.filter(pk=member.pk).update(**{f"{name}_viewers": viewers.value for name in fields})
        shown[(Member, member.pk)] = f"shown to {viewers.value}"
    return shown


def _nobodys() -> None:
    """What is about nobody, and not for everybody."""
    HoldFactory()
    SocialApp.objects.create(
        provider="openid_connect",
        provider_id="elders",
        name="Elders",
        client_id="portaal",
        settings={"server_url": "https://elders.example"},
    )
