"""A mail to the address of a group starts a thread there, when its writer takes part and is proven."""

import pytest

from inbound import actions as inbound
from inbound.models import InboundMail
from inbound.replies import MailedFile, Refused, Reply, Unproven
from learninggroups.actions import by_mail
from learninggroups.actions.newcomers import THREADS_A_DAY
from learninggroups.models import Attachment, Draft, LearningGroup, MailedPost, Membership, Post, Thread
from learninggroups.queries.addresses import group_at, mail_address
from mailing.models import OutgoingMail
from members.models import Member
from tests.factories.learninggroups import LearningGroupFactory, ThreadFactory
from tests.golden import assert_letter
from tests.learninggroups.test_attachments import PDF

NEW = "Wie heeft ervaring met een wachtlijst?\n\nBij ons is die nu drie weken."


@pytest.fixture(autouse=True)
def _takes_mail(settings):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    settings.MAIL_AUTHSERV_ID = "mx.example.org"


@pytest.fixture
def group(closed):
    closed.name, closed.slug = "Leergroep Samen", "samen"
    closed.save()
    return closed


@pytest.fixture
def mail_of(scene):
    """Return a function that makes a mail by the participant."""

    def make(text: str = NEW, subject: str = "Wachtlijst", **values) -> Reply:
        given = {
            "key": "s1",
            "member_id": scene.participant.pk,
            "about": "groep",
            "text": text,
            "subject": subject,
            "from_address": scene.participant.email,
            "is_from_her": True,
            "is_proven": True,
        }
        return Reply(**given | values)

    return make


def raw_mail(sender: str, result: str = "pass") -> bytes:
    domain = sender.partition("@")[2]
    return (
        f"Authentication-Results: mx.example.org; dmarc={result} header.from={domain}\r\n"
        f"From: Dina <{sender}>\r\nTo: groep+samen@post.example.org\r\nSubject: Wachtlijst\r\n"
        f"Message-ID: <s1@example.org>\r\n\r\n{NEW}\r\n\r\nGroet,\r\nDina\r\n"
    ).encode()


def arrive(raw: bytes, now) -> InboundMail:
    inbound.receive(raw=raw, recipient="groep+samen@post.example.org", now=now)
    while mail := inbound.claim_mail(now=now):
        inbound.read_mail(mail=mail, now=now)
    return InboundMail.objects.get()


def test_a_mail_to_a_group_is_a_thread_on_its_page(group, scene, client_of, now):
    arrive(raw_mail(scene.participant.email), now)

    page = client_of(scene.facilitator).get(group.get_absolute_url()).content.decode()
    assert "Wachtlijst" in page
    thread = Thread.objects.get(title="Wachtlijst")
    assert (thread.group, thread.author, thread.form) == (group, scene.participant, Thread.Form.FREE)
    assert thread.posts.get().body.endswith("<p>Bij ons is die nu drie weken.</p>")
    assert_letter(OutgoingMail.objects.get(), "reply_posted_start")


def test_a_mail_that_nobody_vouches_for_starts_nothing(group, scene, now):
    mail = arrive(raw_mail(scene.participant.email, "none"), now)

    assert mail.state == InboundMail.State.HELD
    assert not Thread.objects.filter(title="Wachtlijst").exists()


def test_a_mail_that_is_read_again_starts_one_thread(group, mail_of, now):
    for _twice in range(2):
        assert by_mail.take_start(reply=mail_of(), argument="samen", now=now)

    assert Thread.objects.filter(title="Wachtlijst").count() == 1
    assert OutgoingMail.objects.count() == 1


def test_what_mail_programs_put_before_a_subject_is_no_title(group, mail_of, now):
    by_mail.take_start(reply=mail_of(subject="Fwd: RE:  Re[2]: Antw: Wachtlijst"), argument="samen", now=now)

    assert Thread.objects.latest("pk").title == "Wachtlijst"


def test_a_long_subject_is_cut(group, mail_of, now):
    by_mail.take_start(reply=mail_of(subject="lang " * 60), argument="samen", now=now)

    assert len(Thread.objects.latest("pk").title) <= 160


def test_files_come_along(group, mail_of, now):
    files = (MailedFile("verslag.pdf", PDF),)

    by_mail.take_start(reply=mail_of(attachments=files), argument="samen", now=now)

    assert Attachment.objects.get().post.thread.title == "Wachtlijst"


def test_in_confidence_a_mail_starts_a_thread_and_the_letter_says_nothing(group, mail_of, now):
    LearningGroup.objects.filter(pk=group.pk).update(is_confidential=True)

    by_mail.take_start(reply=mail_of(), argument="samen", now=now)

    assert_letter(OutgoingMail.objects.get(), "reply_posted_start_in_confidence")


def no_part(mail, scene, group, now):
    Membership.objects.filter(member=scene.participant).delete()
    return mail()


def only_follows(mail, scene, group, now):
    LearningGroup.objects.filter(pk=group.pk).update(openness="open")
    Membership.objects.filter(member=scene.participant).update(role=Membership.Role.FOLLOWER)
    return mail()


def archived(mail, scene, group, now):
    LearningGroup.objects.filter(pk=group.pk).update(archived_at=now)
    return mail()


def no_subject(mail, scene, group, now):
    return mail(subject="Re: ")


def empty(mail, scene, group, now):
    return mail("")


def started_already(mail, scene, group, now):
    by_mail.take_start(reply=mail(key="s0"), argument="samen", now=now)
    return mail()


def too_much(mail, scene, group, now):
    Member.objects.filter(pk=scene.participant.pk).update(joined_at=now)
    for _ in range(THREADS_A_DAY):
        ThreadFactory(author=scene.participant, started_at=now)
    return mail()


@pytest.mark.parametrize(
    ("hindrance", "said"),
    [
        (no_part, "een leergroep waaraan je meedoet"),
        (only_follows, "een leergroep waaraan je meedoet"),
        (archived, "Deze leergroep is afgerond"),
        (no_subject, "geen onderwerp"),
        (empty, "geen nieuwe tekst"),
        (started_already, "Dit gesprek is al begonnen"),
        (too_much, "Vanaf woensdag 11 november"),
    ],
)
def test_a_mail_that_cannot_start_a_thread_comes_back_with_what_to_do(
    hindrance, said, mail_of, scene, group, now
):
    mail = hindrance(mail_of, scene, group, now)
    before = Thread.objects.count()

    with pytest.raises(Refused, match=said):
        by_mail.take_start(reply=mail, argument="samen", now=now)

    assert Thread.objects.count() == before


def test_who_is_not_proven_starts_nothing(group, mail_of, now):
    with pytest.raises(Unproven):
        by_mail.take_start(reply=mail_of(is_proven=False), argument="samen", now=now)


def test_what_may_lead_to_somebody_waits_as_a_draft_with_its_title(group, mail_of, now):
    for _twice in range(2):
        with pytest.raises(Refused, match="06 23456789"):
            by_mail.take_start(reply=mail_of(subject="Bel 06 23456789"), argument="samen", now=now)
    assert Draft.objects.get().fields["title"] == "Bel 06 23456789"

    by_mail.take_start(reply=mail_of(subject="Bel 06 23456789", key="s2"), argument="samen", now=now)

    assert MailedPost.objects.get().post == Post.objects.latest("pk")
    assert not Draft.objects.exists()


def test_an_address_of_no_group_belongs_nowhere(mail_of, now):
    for argument in ("onbekend", "", "nr", "nr0", f"nr{'9' * 30}"):
        assert not by_mail.take_start(reply=mail_of(), argument=argument, now=now)


def test_an_address_leads_to_its_group_however_long_the_name(db, settings):
    long = LearningGroupFactory(slug="lang-" * 20)

    local, _, domain = mail_address(long).partition("@")

    assert (len(local) <= 64, domain) == (True, "post.example.org")
    assert group_at(local.partition("+")[2]) == long


@pytest.mark.parametrize("role", ["participant", "facilitator", "elsewhere", "programme_team", "visitor"])
def test_only_who_takes_part_sees_the_address(scene, client_of, role):
    page = client_of(scene.person(role)).get(scene.open_group.get_absolute_url()).content.decode()

    assert ("mailto:groep+leergroep-open@" in page) == (role in {"participant", "facilitator"})


def test_without_a_reply_domain_no_page_shows_an_address(settings, scene, client_of):
    settings.MAIL_REPLY_DOMAIN = ""

    page = client_of(scene.participant).get(scene.open_group.get_absolute_url()).content.decode()

    assert "Schrijven per mail" not in page
