"""A member who did about everything that leaves something of her behind."""

from datetime import timedelta

from allauth.account.models import EmailConfirmation
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply
from wagtail.users.models import UserProfile

from audit.acts import Act
from audit.models import Entry
from files.storage import private_storage
from home.models import ConsentRequest
from learninggroups.models import Attachment, Mention, ModerationAct, PostRevision, RaisedHand, ReadMark
from mailing.models import LetterPart, MailEvent, Unsubscription
from meetings.models import CalendarFeed, Meeting, Reflection, Registration
from members.models import Choice, Import, ImportRow, Message, PersonalData
from questions.models import (
    AnswerPart,
    AnswerVersion,
    ConsentFlag,
    LeftOut,
    Outcome,
    StateChange,
    SynthesisVersion,
    Verdict,
)
from tests.factories import attachments, digests, home, inbound, learninggroups, mailing, meetings, questions
from tests.factories.approvals import ApprovalFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.members import ApplicationFactory, InvitationFactory, MemberFactory
from tests.factories.themes import ThemeFactory


def live(member, others, now):
    """Let a member do about everything that leaves something of her behind, in the company of others."""
    group = learninggroups.LearningGroupFactory()
    thread = learninggroups.ThreadFactory(group=group, author=member)
    post = learninggroups.PostFactory(thread=thread, author=member, position=1, body="<p>Dag</p>")
    theirs = learninggroups.PostFactory(thread=others.open_thread, author=member)
    PostRevision.objects.create(post=post, number=1, body="<p>Eerst</p>", replaced_at=now, editor=member)
    Mention.objects.create(post=others.open_post, member=member)
    ReadMark.objects.create(thread=thread, member=member, position=1, read_at=now)
    learninggroups.MembershipFactory(group=group, member=member)
    learninggroups.RecognitionFactory(post=theirs, member=member)
    learninggroups.ReportFactory(post=others.open_post, reporter=member)
    learninggroups.GroupLetterFactory(group=group, author=member)
    learninggroups.DraftFactory(member=member)
    learninggroups.GroupInvitationFactory(group=group, email=member.email)
    file = attachments.AttachmentFactory(post=post, uploader=member)
    Attachment.objects.filter(pk=file.pk).update(
        file=private_storage().save(f"attachments/{file.pk}", ContentFile(f"bestand {member.pk}".encode()))
    )
    question = others.open_question
    sub_question = others.sub_question
    questions.RecipientFactory(question=question, member=member, organization=None)
    answer = questions.AnswerFactory(question=question, member=member, organization=None)
    questions.AnswerPartFactory(answer=answer, sub_question=sub_question)
    AnswerVersion.objects.create(answer=answer, version=1, editor=member, saved_at=now, parts={})
    meeting = meetings.MeetingFactory()
    meetings.RegistrationFactory(meeting=meeting, member=member, email=member.email)
    meetings.PollAnswerFactory(member=member, email=member.email)
    home.EnquiryFactory(asker=member)
    home.LocalPracticeFactory(author=member, organization=others.organization)
    home.TakeawayFactory(member=member, email="")
    digests.OpenSubscriptionFactory(address=member.email)
    mailing.OutgoingMailFactory(member=member, to_address=member.email)
    mailing.SuppressionFactory(address=member.email)
    Unsubscription.objects.create(member=member, topic="question:1", since=now)
    inbound.InboundMailFactory(member=member, sender=member.email)
    InvitationFactory(email=member.email)
    proven = {"verified": True, "primary": True}
    member.emailaddress_set.get_or_create(email=member.email, defaults=proven)
    member.usersession_set.create(ip="192.0.2.7", session_key=f"s{member.pk}", user_agent="Firefox")
    member.authenticator_set.create(type="totp", data={"secret": "x"})
    chosen = {"kind": "digest", "words": "Hoe vaak?", "words_version": "1", "choice": "nooit", "how": "site"}
    Choice.objects.create(member=member, made_at=now, **chosen)
    Entry.objects.create(at=now, act=Act.ROLE_CHANGED, actor=member, facts={"role": "contact"})


def live_on(member, other, scene, group, draft, now) -> list[str]:
    """
    Let her do what is seldom done as well, in a group and with a question of the programme team.

    Returns the addresses of pages that many read, with words of hers that nobody may see.
    """
    _talk(member, other, group, now)
    _come_in(member, now)
    _ask(scene, member, draft, now)
    return _publish(scene, member, group, now)


def _publish(scene, member, group, now) -> list[str]:
    """
    What stands beside pages that many read, and in them while nobody may see it; return their addresses.

    She took back that her words stand in the lesson, and her own group alone uses what she found
    elsewhere.
    """
    taken_back = {"consent": "withdrawn", "asked_at": now, "answered_at": now}
    words = home.PassageFactory(post=None, author=member, organization=None, **taken_back)
    lesson = words.lesson
    lesson.body = [("text", "<p>Wat wij leerden.</p>"), ("passage", words.pk)]
    lesson.save()
    ConsentRequest.objects.create(lesson=lesson, author=member, token_hash="h", asked_at=now)
    page = home.KnowledgeLinkFactory(group=group, member=member).page
    comment = Comment.objects.create(page=page, user=member, text="Klopt dit?", contentpath="lead")
    CommentReply.objects.create(comment=comment, user=member, text="Ja")
    kind = ContentType.objects.get_for_model(page)
    FormState.objects.create(
        user=member, content_type=kind, object_id=page.pk, data="lead=Dag", last_updated_at=now
    )
    UserProfile.objects.create(user=member)
    log(member, "wagtail.edit", user=scene.administrator)
    return [lesson.get_url(), page.get_url(), reverse("wagtailadmin_pages:edit", args=[page.pk])]


def _talk(member, other, group, now):
    """What two people say to each other, and what is done about them."""
    Message.objects.create(sender=member, recipient=other, text="Dag", call_number="1", sent_at=now)
    ModerationAct.objects.create(
        kind=ModerationAct.Kind.values[0], group=group, actor=member, reason="Zo", done_at=now
    )
    learninggroups.ExposureRequestFactory(change__group=group, member=member)
    RaisedHand.objects.create(theme=ThemeFactory(), member=member, word="Graag", raised_at=now)
    CalendarFeed.objects.create(member=member, secret="s", made_at=now)
    PersonalData.objects.create(member=member, requested_at=now)
    meetings.MaterialFactory(meeting=Meeting.objects.first())
    there = Registration.objects.filter(member=member).first()
    said = {"takes": "Dit", "brings": "Dat", "written_at": now}
    Reflection.objects.create(meeting=there.meeting, registration=there, **said)
    MailEvent.objects.create(key="k", kind=MailEvent.Kind.SOFT, address=member.email, happened_at=now)


def _come_in(member, now):
    """Who asks to come in, who is brought in by a table, and how she comes in."""
    ApplicationFactory(unconfirmed=True)
    batch = Import.objects.create(name="leden.csv", read_by=member, read_at=now)
    ImportRow.objects.create(batch=batch, read_at=now, number=1, cells=[])
    EmailConfirmation.objects.create(email_address=member.emailaddress_set.first(), key="k", created=now)
    account = SocialAccount.objects.create(user=member, provider="p", uid="u")
    SocialToken.objects.create(account=account, token="t")
    Session.objects.create(session_key="s", session_data="d", expire_date=now + timedelta(days=14))


def _ask(scene, member, draft, now):
    """What others answer to the question that is open, and what is done with a draft."""
    question = scene.open_question
    questions.ExportFactory(question=draft, requested_by=member)
    questions.LabelFactory(question=draft)
    ContributionFactory(code__recipient__question=question)
    ApprovalFactory(answer__member=MemberFactory(), speaker=member, answer__question=question)
    part = AnswerPart.objects.filter(answer__member=member).first()
    passage = questions.PassageSourceFactory(passage__synthesis__question=draft, part=part).passage
    nuance = {"word": "nuance", "text": "Nee", "given_at": now, "given_by": member}
    Verdict.objects.create(passage=passage, answer=part.answer, **nuance)
    LeftOut.objects.create(answer=part.answer, reason="Dubbel", decided_at=now)
    SynthesisVersion.objects.create(
        synthesis=passage.synthesis, number=1, purpose="returned", sections=[], made_at=now
    )
    ConsentFlag.objects.create(synthesis=passage.synthesis, part=part, change="Anders", raised_at=now)
    Outcome.objects.create(question=draft, happened_on=now.date(), text="Besproken.", recorded_at=now)
    StateChange.objects.create(question=draft, to_state="draft", at=now, reason="Zo")
    LetterPart.objects.create(about="a", key="k", text="Dag", html="<p>Dag</p>", made_at=now)
