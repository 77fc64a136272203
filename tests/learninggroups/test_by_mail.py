"""A mailed reply to a letter about posts becomes a post, once, or comes back with what to do."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from inbound import actions as inbound
from inbound.replies import MailedFile, Refused, Reply, Unproven
from learninggroups.actions import by_mail, notices
from learninggroups.actions import posts as actions
from learninggroups.models import Attachment, Draft, LearningGroup, MailedPost, Membership, Post, Thread
from learninggroups.notifications.by_mail import spot_of
from mailing.models import OutgoingMail
from mailing.replies import reply_address
from members.models import Level, Member
from tests.factories.learninggroups import MembershipFactory, PostFactory, ThreadFactory
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory
from tests.golden import assert_letter
from tests.inbound.programs import PROGRAMS
from tests.learninggroups.test_attachments import PDF, png

NEW = "Dit herken ik.\n\nBij ons belt de huisarts zelf."


@pytest.fixture(autouse=True)
def _takes_replies(settings):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"


@pytest.fixture
def thread(closed, scene):
    closed.name = "Leergroep Samen"
    closed.save()
    return ThreadFactory(group=closed, author=scene.facilitator, title="Een gezin met zorgen", post_count=1)


@pytest.fixture
def post(thread, scene):
    return PostFactory(thread=thread, author=scene.facilitator, position=1)


@pytest.fixture
def reply_of(thread, post, scene):
    """Return a function that makes a reply by the participant to the letter about this post."""

    def make(text: str = NEW, **values) -> Reply:
        given = {
            "key": "a1",
            "member_id": scene.participant.pk,
            "about": spot_of(thread, post),
            "text": text,
            "from_address": scene.participant.email,
            "is_from_her": True,
        }
        return Reply(**given | values)

    return make


def arrive(raw: bytes, address: str, now) -> None:
    inbound.receive(raw=raw, recipient=address, now=now)
    while mail := inbound.claim_mail(now=now):
        inbound.read_mail(mail=mail, now=now)


def answer_to(letter: OutgoingMail, text: str, message_id: str = "<1@example.org>") -> EmailMessage:
    """Return a mail as a person sends it in answer to a letter of ours."""
    message = EmailMessage()
    message["From"] = f"{letter.to_name} <{letter.to_address}>"
    message["To"] = reply_address(letter)
    message["Subject"] = f"Re: {letter.subject}"
    message["Message-ID"] = message_id
    quoted = "\n".join(f"> {line}" for line in letter.text.split("\n"))
    message.set_content(f"{text}\n\nOp di 10 nov 2026 om 10:12 schreef Associatie Wijkteams:\n\n{quoted}\n")
    return message


@pytest.fixture
def letter(thread, scene, now):
    """The letter with which the participant heard of a post."""
    Member.objects.filter(pk=scene.participant.pk).update(level=Level.EVERYTHING)
    Thread.objects.filter(pk=thread.pk).update(post_count=0)
    actions.post_reply(thread=thread, body="<p>Herken je dit?</p>", actor=scene.facilitator, now=now)
    notices.tell_due(now=now + notices.NOTICE_AFTER)
    return OutgoingMail.objects.get()


def test_a_mailed_reply_to_a_letter_about_a_post_stands_on_the_page(letter, thread, scene, client_of, now):
    arrive(bytes(answer_to(letter, NEW)), reply_address(letter), now)

    page = client_of(scene.facilitator).get(thread.get_absolute_url()).content.decode()
    assert "Bij ons belt de huisarts zelf." in page
    answer = Post.objects.get(mail__isnull=False)
    assert answer.body == "<p>Dit herken ik.</p>\n\n<p>Bij ons belt de huisarts zelf.</p>"
    assert (answer.position, answer.reply_to.position, answer.openness) == (2, 1, "closed")
    assert "schreef Associatie" not in answer.body


def test_the_letter_says_where_one_answers(letter):
    assert letter.text.startswith("=== Schrijf je antwoord boven deze regel ===\n")
    assert letter.html.count("Schrijf je antwoord boven deze regel") == 1
    assert_letter(letter, "posts_written_answerable")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_only_the_new_text_lands_whatever_the_program(letter, scene, program, now):
    Member.objects.filter(pk=scene.participant.pk).update(email="cor@example.org")
    arrive(program(NEW, letter.text), reply_address(letter), now)

    assert Post.objects.get(mail__isnull=False).body == (
        "<p>Dit herken ik.</p>\n\n<p>Bij ons belt de huisarts zelf.</p>"
    )


def test_the_same_mail_twice_is_one_post_and_two_mails_are_two(letter, scene, now):
    first = answer_to(letter, NEW)
    for _twice in range(2):
        arrive(bytes(first), reply_address(letter), now)
    arrive(bytes(answer_to(letter, "En nog iets.", "<2@example.org>")), reply_address(letter), now)

    assert MailedPost.objects.count() == 2


def test_a_mail_that_is_read_again_after_its_post_adds_nothing(reply_of, thread, scene, now):
    """As after a crash between the post and the note that its mail was taken."""
    assert by_mail.take_reply(reply=reply_of(), now=now)
    Thread.objects.filter(pk=thread.pk).update(closed_at=now)

    assert by_mail.take_reply(reply=reply_of(), now=now)
    assert MailedPost.objects.count() == 1
    assert OutgoingMail.objects.filter(letter="reply_posted").count() == 1


def test_the_first_mailed_post_is_confirmed_and_the_next_is_not(reply_of, now):
    by_mail.take_reply(reply=reply_of(), now=now)
    by_mail.take_reply(reply=reply_of("Nog iets.", key="a2"), now=now)

    assert_letter(OutgoingMail.objects.get(), "reply_posted_first")


def test_files_come_along_and_a_refused_one_does_not_lose_the_words(reply_of, scene, now):
    by_mail.take_reply(reply=reply_of(key="a0", text="Eerst iets."), now=now)
    OutgoingMail.objects.all().delete()
    files = (MailedFile("verslag.pdf", PDF), MailedFile("spel.exe", b"MZ"), MailedFile("leeg.pdf", b""))

    by_mail.take_reply(reply=reply_of(attachments=files), now=now)

    answer = Post.objects.get(mail__key="a1")
    assert [file.name for file in answer.attachments.all()] == ["verslag.pdf"]
    with answer.attachments.get().file.open() as kept:
        assert kept.read() == PDF
    assert_letter(OutgoingMail.objects.get(), "reply_posted_files")


def test_a_photo_between_the_words_of_an_iphone_comes_along_and_a_logo_does_not(letter, now):
    mail = answer_to(letter, NEW)
    mail.add_attachment(png().read(), "image", "png", filename="foto.png", disposition="inline")
    mail.add_attachment(png().read(), "image", "png", filename="logo.png", disposition="inline", cid="<logo>")

    arrive(bytes(mail), reply_address(letter), now)

    answer = Post.objects.get(mail__isnull=False)
    assert [file.name for file in answer.attachments.all()] == ["foto.png"]


def test_of_eleven_files_ten_come_along(reply_of, now):
    files = tuple(MailedFile(f"{number}.pdf", PDF) for number in range(11))

    by_mail.take_reply(reply=reply_of(attachments=files), now=now)

    assert Attachment.objects.count() == 10
    assert "10.pdf: Er kunnen hoogstens 10 bestanden" in OutgoingMail.objects.get().text


def test_in_confidence_a_reply_works_and_the_letter_says_nothing(reply_of, closed, thread, now):
    LearningGroup.objects.filter(pk=closed.pk).update(is_confidential=True)

    by_mail.take_reply(reply=reply_of(), now=now)

    assert MailedPost.objects.exists()
    letter = OutgoingMail.objects.get()
    for words in ("herken", "huisarts", thread.title, closed.name):
        assert words not in letter.subject + letter.text + letter.html
    assert_letter(letter, "reply_posted_in_confidence")


def test_a_group_that_opened_since_the_letter_does_not_make_the_reply_wider(reply_of, closed, now):
    reply = reply_of()
    LearningGroup.objects.filter(pk=closed.pk).update(openness="open")

    by_mail.take_reply(reply=reply, now=now)

    assert Post.objects.get(mail__key="a1").openness == "closed"


def test_a_reply_to_what_was_taken_back_goes_to_the_thread(reply_of, post, now):
    Post.objects.filter(pk=post.pk).update(deleted_at=now, body="")

    by_mail.take_reply(reply=reply_of(), now=now)

    assert Post.objects.get(mail__key="a1").reply_to is None


def test_a_reply_follows_a_thread_that_was_merged(reply_of, thread, closed, now):
    other = ThreadFactory(group=closed)
    Thread.objects.filter(pk=thread.pk).update(merged_into=other, closed_at=now)

    by_mail.take_reply(reply=reply_of(), now=now)

    assert Post.objects.get(mail__key="a1").thread == other


def test_a_guest_answers_in_her_thread(scene, now):
    spot = spot_of(scene.closed_thread)
    reply = Reply("g1", scene.guest.pk, spot, NEW, scene.guest.email, is_from_her=True)

    assert by_mail.take_reply(reply=reply, now=now)
    assert Post.objects.get(mail__isnull=False).thread == scene.closed_thread


def closed_meanwhile(reply, scene, thread, now):
    Thread.objects.filter(pk=thread.pk).update(closed_at=now)
    return reply()


def archived(reply, scene, thread, now):
    LearningGroup.objects.update(archived_at=now)
    return reply()


def left(reply, scene, thread, now):
    Membership.objects.filter(member=scene.participant).delete()
    return reply()


def reads_along(reply, scene, thread, now):
    LearningGroup.objects.filter(pk=thread.group_id).update(openness="members")
    Thread.objects.filter(pk=thread.pk).update(openness="members")
    Membership.objects.filter(member=scene.participant).delete()
    return reply()


def guest_no_more(reply, scene, thread, now):
    return reply(member_id=MemberFactory(is_guest=True).pk)


def deleted(reply, scene, thread, now):
    made = reply()
    thread.delete()
    return made


def moved(reply, scene, thread, now):
    made = reply()
    group = MembershipFactory(member=scene.participant).group
    Thread.objects.filter(pk=thread.pk).update(group=group)
    return made


def empty(reply, scene, thread, now):
    return reply("")


def only_files(reply, scene, thread, now):
    return reply("", attachments=(MailedFile("verslag.pdf", PDF),))


def too_long(reply, scene, thread, now):
    return reply("heel lang " * 7000)


def said_already(reply, scene, thread, now):
    actions.post_reply(thread=thread, body=NEW, actor=scene.participant, now=now)
    return reply()


def too_much(reply, scene, thread, now):
    Member.objects.filter(pk=scene.participant.pk).update(joined_at=now)
    for position in range(20):
        PostFactory(thread=thread, author=scene.participant, position=position + 5, posted_at=now)
    return reply()


@pytest.mark.parametrize(
    ("hindrance", "said", "path"),
    [
        (closed_meanwhile, "Dit gesprek is afgesloten", "/leergroepen/gesprekken/"),
        (archived, "Deze leergroep is afgerond", "/leergroepen/gesprekken/"),
        (left, "Je doet niet meer mee", "/leergroepen/leergroep-"),
        (reads_along, "Je leest mee", "/leergroepen/leergroep-"),
        (guest_no_more, "Je was te gast", ""),
        (deleted, "bestaat niet meer", ""),
        (moved, "staat nu in een andere leergroep", "/leergroepen/gesprekken/"),
        (empty, "geen nieuwe tekst", ""),
        (only_files, "wel een bestand, maar geen tekst", ""),
        (too_long, "te lang", ""),
        (said_already, "staat al in het gesprek", "/leergroepen/gesprekken/"),
        (too_much, "Vanaf woensdag 11 november", ""),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_mail_that_cannot_stand_there_comes_back_with_what_to_do(
    hindrance, said, path, reply_of, scene, thread, post, now
):
    reply = hindrance(reply_of, scene, thread, now)
    before = Post.objects.count()

    with pytest.raises(Refused) as refused:
        by_mail.take_reply(reply=reply, now=now)

    assert said in refused.value.advice
    assert bool(path) == bool(refused.value.path)
    assert refused.value.path.startswith(path)
    assert Post.objects.count() == before
    assert not Attachment.objects.exists()


def test_what_may_lead_to_somebody_waits_until_its_writer_looked_again(reply_of, thread, scene, now):
    text = "Bel de moeder op 06 23456789."
    for _twice in range(2):
        with pytest.raises(Refused, match="06 23456789") as refused:
            by_mail.take_reply(reply=reply_of(text), now=now)
    assert refused.value.path == thread.get_absolute_url()
    assert not MailedPost.objects.exists()
    assert Draft.objects.get().fields["body"] == f"<p>{text}</p>"

    assert by_mail.take_reply(reply=reply_of(text, key="a2"), now=now + timedelta(hours=1))

    assert text in Post.objects.get(mail__key="a2").body
    assert not Draft.objects.exists()


def test_in_confidence_a_mail_that_cannot_stand_there_is_not_repeated(scene, closed, thread, now):
    LearningGroup.objects.filter(pk=closed.pk).update(is_confidential=True)
    letter = OutgoingMailFactory(
        letter="posts_written",
        member=scene.participant,
        to_address=scene.participant.email,
        reply_about=spot_of(thread),
    )

    arrive(bytes(answer_to(letter, "Bel de moeder op 06 23456789.")), reply_address(letter), now)

    refusal = OutgoingMail.objects.get(letter="reply_refused")
    for words in ("moeder", "23456789", thread.title, closed.name, closed.slug):
        assert words not in refusal.subject + refusal.text + refusal.html
    assert_letter(refusal, "reply_refused_in_confidence")


def test_who_wants_no_content_in_her_mail_still_hears_what_became_of_hers(reply_of, scene, thread, now):
    Member.objects.filter(pk=scene.participant.pk).update(mail_without_content=True)

    by_mail.take_reply(reply=reply_of(attachments=(MailedFile("leeg.pdf", b""),)), now=now)

    letter = OutgoingMail.objects.get()
    assert "leeg.pdf: Dit bestand is leeg." in letter.text
    for words in ("herken", thread.title, thread.group.name):
        assert words not in letter.subject + letter.text + letter.html


def test_what_came_from_another_address_is_not_posted(reply_of, now):
    with pytest.raises(Unproven):
        by_mail.take_reply(reply=reply_of(is_from_her=False, from_address="collega@example.com"), now=now)


def test_who_has_no_account_any_more_is_not_heard(reply_of, now):
    assert not by_mail.take_reply(reply=reply_of(member_id=MemberFactory(is_active=False).pk), now=now)
    assert not by_mail.take_reply(reply=reply_of(about="recipients:1"), now=now)


def test_without_a_reply_domain_letters_are_as_they_were(settings, letter):
    settings.MAIL_REPLY_DOMAIN = ""

    assert not reply_address(letter)
