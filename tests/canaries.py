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
from datetime import UTC, datetime
from io import BytesIO

from allauth.account.models import EmailConfirmation
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.http import HttpResponse

from learninggroups.models import (
    Attachment,
    LearningGroup,
    ModerationAct,
    Post,
    RaisedHand,
    Recognition,
    Thread,
)
from mailing.models import LetterPart, MailEvent, OutgoingMail
from meetings.models import CalendarFeed, DatePoll, Meeting, Reflection
from members.models import (
    Affiliation,
    Application,
    Import,
    ImportRow,
    Member,
    Message,
    Organization,
    PersonalData,
)
from members.models.accounts import Viewers
from privacy import registry
from privacy.rules import EDITORIAL, INTERNAL, TITLE
from questions.models import (
    AnswerPart,
    LeftOut,
    Question,
    QuestionFile,
    StateChange,
    SubQuestion,
    SynthesisVersion,
    Verdict,
)
from tests.cast import ROLES, Scene, member_of
from tests.factories.approvals import ApprovalFactory
from tests.factories.attachments import AttachmentFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.learninggroups import (
    ExposureRequestFactory,
    MembershipFactory,
    PostFactory,
    ThreadFactory,
)
from tests.factories.meetings import MaterialFactory
from tests.factories.members import ApplicationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import (
    ExportFactory,
    LabelFactory,
    OfferFactory,
    PassageSourceFactory,
    QuestionFactory,
    QuestionFileFactory,
    SubQuestionFactory,
)
from tests.factories.themes import ThemeFactory
from tests.lives import live

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)
# What finds all rows that are planted, for who searches.
COMMON = "kanarie"
WORD = re.compile(rb"kanarie(\d{4})x", re.IGNORECASE)
ROOM = len("kanarie0000x")
FORMER = "former"
TEAM = {"programme_team"}
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
# What stands in no row here: quotes and outcomes that are made to be read, and tables of libraries.
UNPLANTED = {
    "home.ConsentRequest.token_hash",
    "home.KnowledgeLink.why",
    "home.Passage.words",
    "mailing.Hold.reason",
    "questions.ConsentFlag.change",
    "questions.Outcome.brought_by",
    "questions.Outcome.follow_up",
    "questions.Outcome.forum",
    "questions.Outcome.response",
    "questions.Outcome.text",
    "socialaccount.SocialApp.key",
    "socialaccount.SocialApp.secret",
    "wagtailadmin.FormState.data",
    "wagtailcore.Comment.text",
    "wagtailcore.CommentReply.text",
    "wagtailcore.ModelLogEntry.label",
    "wagtailusers.UserProfile.avatar",
    "wagtailusers.UserProfile.current_time_zone",
}
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
        for mail in OutgoingMail.objects.filter(pk__gt=self.last_letter).exclude(member__in=self.own):
            text = "\n".join([mail.to_name, mail.subject, mail.text, mail.html or "", mail.calendar or ""])
            role = self.people.get(mail.member_id, "visitor")
            found += [f"{mail.letter}: {one}" for one in self.out_in(unfolded(text.encode()), role)]
        return found


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
        kinds = _life_beside(scene)
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
    return cage


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


def _life_beside(scene: Scene) -> dict[tuple[type[models.Model], int], str]:
    """Write it to the database; return in which place a row stands of which some may see the words."""
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
    _between(ina, others.exclude(pk=ina.pk).first(), group)
    _brought_in(ina)
    _asked(scene, ina, draft)
    said = Post.objects.filter(thread=thread)
    return (
        {(Thread, thread.pk): "the closed group"}
        | {(Post, one.pk): "the closed group" for one in said}
        | {(Attachment, AttachmentFactory(post=post, uploader=ina).pk): "the closed group"}
        | {(Recognition, one.pk): "the closed group" for one in Recognition.objects.filter(post__in=said)}
        | {(Question, draft.pk): "a draft question", (SubQuestion, part.pk): "a draft question"}
        | {(QuestionFile, QuestionFileFactory(question=draft).pk): "a draft question"}
        | {(Question, OfferFactory().question_id): "a draft question"}
        | {(Application, ApplicationFactory().pk): "an application"}
        | shown
    )


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


def _between(ina: Member, other: Member, group: LearningGroup) -> None:
    """What two people say to each other, and what is done about them."""
    Message.objects.create(sender=ina, recipient=other, text="Dag", call_number="1", sent_at=NOW)
    ModerationAct.objects.create(
        kind=ModerationAct.Kind.values[0], group=group, actor=ina, reason="Zo", done_at=NOW
    )
    ExposureRequestFactory(change__group=group, member=ina)
    RaisedHand.objects.create(theme=ThemeFactory(), member=ina, word="Graag", raised_at=NOW)
    CalendarFeed.objects.create(member=ina, secret="s", made_at=NOW)
    PersonalData.objects.create(member=ina, requested_at=NOW)
    MaterialFactory(meeting=Meeting.objects.first())
    Reflection.objects.create(meeting=Meeting.objects.first(), takes="Dit", brings="Dat", written_at=NOW)
    MailEvent.objects.create(key="k", kind=MailEvent.Kind.SOFT, address=ina.email, happened_at=NOW)


def _brought_in(ina: Member) -> None:
    """Who asks to come in, who is brought in by a table, and how she comes in."""
    ApplicationFactory(unconfirmed=True)
    batch = Import.objects.create(name="leden.csv", read_by=ina, read_at=NOW)
    ImportRow.objects.create(batch=batch, read_at=NOW, number=1, cells=[])
    EmailConfirmation.objects.create(email_address=ina.emailaddress_set.first(), key="k", created=NOW)
    account = SocialAccount.objects.create(user=ina, provider="p", uid="u")
    SocialToken.objects.create(account=account, token="t")
    Session.objects.create(session_key="s", session_data="d", expire_date=LATER)


def _asked(scene: Scene, ina: Member, draft: Question) -> None:
    """What others answer to the question that is open, and what is done with a draft."""
    question = scene.open_question
    ExportFactory(question=draft, requested_by=ina)
    LabelFactory(question=draft)
    ContributionFactory(code__recipient__question=question)
    ApprovalFactory(answer__member=MemberFactory(), speaker=ina, answer__question=question)
    part = AnswerPart.objects.filter(answer__member=ina).first()
    passage = PassageSourceFactory(passage__synthesis__question=draft, part=part).passage
    Verdict.objects.create(passage=passage, answer=part.answer, word="nuance", text="Nee", given_at=NOW)
    LeftOut.objects.create(answer=part.answer, reason="Dubbel", decided_at=NOW)
    SynthesisVersion.objects.create(
        synthesis=passage.synthesis, number=1, purpose="returned", sections=[], made_at=NOW
    )
    StateChange.objects.create(question=draft, to_state="draft", at=NOW, reason="Zo")
    LetterPart.objects.create(about="a", key="k", text="Dag", html="<p>Dag</p>", made_at=NOW)
