"""A member who did about everything that leaves something of her behind."""

from django.core.files.base import ContentFile

from audit.acts import Act
from audit.models import Entry
from files.storage import private_storage
from learninggroups.models import Attachment, Mention, PostRevision, ReadMark
from mailing.models import Unsubscription
from members.models import Choice
from questions.models import AnswerVersion
from tests.factories import attachments, digests, home, inbound, learninggroups, mailing, meetings, questions
from tests.factories.members import InvitationFactory


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
    member.emailaddress_set.create(email=member.email, verified=True, primary=True)
    member.usersession_set.create(ip="192.0.2.7", session_key=f"s{member.pk}", user_agent="Firefox")
    member.authenticator_set.create(type="totp", data={"secret": "x"})
    chosen = {"kind": "digest", "words": "Hoe vaak?", "words_version": "1", "choice": "nooit", "how": "site"}
    Choice.objects.create(member=member, made_at=now, **chosen)
    Entry.objects.create(at=now, act=Act.ROLE_CHANGED, actor=member, facts={"role": "contact"})
