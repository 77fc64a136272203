"""
What users of other networks complain about in direct letters, stopping and signing in; each is a test here.

The references name the thread in which the complaint stands; those about digests are in
``tests/digests/test_complaints.py``.
"""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from digests.models import MailPreference
from digests.notifications import settings_token
from learninggroups.actions import letters as group_letters
from learninggroups.actions import levels, notices, reading
from learninggroups.actions import posts as actions
from learninggroups.models import GroupLetter, Membership, Mention, Post, PostNotice, ReadMark
from mailing import claims, messages
from mailing.models import OutgoingMail, Unsubscription
from members.models import Level, Member
from tests.factories.learninggroups import MembershipFactory
from tests.factories.members import MemberFactory
from tests.factories.questions import QuestionFactory, RecipientFactory
from tests.questions.opening import write_opening

TEXT = "<p>Dit herken ik.</p>"
LATER = notices.NOTICE_AFTER
LINK = re.compile(r"http://localhost:8000(/\S*)")


@pytest.fixture
def thread(scene, now):
    """A thread in the closed group of which nobody has to hear any more."""
    thread = actions.start_thread(
        group=scene.closed_group, title="Een gezin met zorgen", body=TEXT, actor=scene.facilitator, now=now
    )
    PostNotice.objects.all().delete()
    return thread


@pytest.fixture
def reply(thread, scene, now):
    return actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now)


def links_in(mail: OutgoingMail) -> list[str]:
    """Return every address of ours in a letter, as a mail scanner finds them."""
    found = LINK.findall(mail.text) + re.findall(r'href="http://localhost:8000([^"]*)"', mail.html)
    return sorted(set(found))


def letter_to(member: Member, kind: str) -> OutgoingMail:
    return OutgoingMail.objects.get(member=member, letter=kind)


def test_gcconnex_1055_a_change_mails_nobody(scene, thread, reply, now):
    """Every small edit mails the whole group (gcconnex#1055)."""
    Member.objects.update(level=Level.EVERYTHING)
    PostNotice.objects.all().delete()

    for is_minor in (True, False):
        actions.edit_post(
            post=reply, body=f"<p>{is_minor}</p>", is_minor=is_minor, actor=scene.participant, now=now
        )

    assert notices.tell_due(now=now + 3 * LATER) == 0
    assert not OutgoingMail.objects.exists()


def test_decidim_8486_a_busy_thread_is_no_letter_to_who_is_not_addressed(scene, thread, now):
    """Too many immediate mails, so people filter everything (decidim#8486)."""
    MembershipFactory(group=scene.closed_group)
    for minute in range(20):
        at = now + timedelta(minutes=minute)
        actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=at)

    notices.tell_due(now=now + timedelta(hours=1))

    assert not OutgoingMail.objects.exists()


def test_decidim_8486_twenty_posts_at_once_are_one_letter(scene, thread, now):
    """The same for who wants to hear everything: what is due together is one letter (decidim#8486)."""
    Member.objects.filter(pk=scene.facilitator.pk).update(level=Level.EVERYTHING)
    for _ in range(20):
        actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now)

    assert notices.tell_due(now=now + LATER) == 1
    assert "En nog 12 berichten." in letter_to(scene.facilitator, "posts_written").text


def test_loomio_2708_who_switched_everything_off_hears_nothing_not_even_of_replies(
    scene, thread, reply, client_of, now
):
    """Mails though all is switched off, such as about replies (loomio#2708)."""
    Post.objects.filter(pk=reply.pk).update(reply_to=thread.posts.get(position=1))
    Mention.objects.create(post=reply, member=scene.facilitator)
    levels.choose_by_default(level=Level.OVERVIEW, actor=scene.facilitator, now=now)
    MailPreference.objects.create(member=scene.facilitator, frequency="never", changed_at=now)

    notices.tell_due(now=now + LATER)

    assert not OutgoingMail.objects.filter(member=scene.facilitator).exists()


@pytest.mark.django_db
def test_loomio_2781_a_forgotten_second_account_shows_itself(client):
    """Mails to a forgotten second account (loomio#2781): the page behind the link names the address."""
    first, second = MemberFactory(email="noor@example.nl"), MemberFactory(email="noor.oud@example.nl")

    for member, other in ((first, second), (second, first)):
        page = client.get(f"/mail/instellen/{settings_token(member.pk)}/").content.decode()
        assert member.email in page
        assert other.email not in page


@pytest.mark.parametrize(
    ("deadline", "shown"),
    [
        (datetime(2026, 11, 20, 16, tzinfo=UTC), "vrijdag 20 november 2026, 17.00 uur"),
        (datetime(2026, 7, 17, 15, tzinfo=UTC), "vrijdag 17 juli 2026, 17.00 uur"),
        # Half past twelve at night in the Netherlands is the evening before in UTC.
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), "zondag 25 oktober 2026, 00.30 uur"),
    ],
)
def test_loomio_1918_a_deadline_is_told_by_the_clock_in_the_netherlands(scene, deadline, shown):
    """Wrong time zone, deadlines in UTC (loomio#1918, loomio#4664)."""
    opened = deadline - timedelta(days=14)
    question = QuestionFactory(opened=True, opened_at=opened, deadline_at=deadline)
    RecipientFactory(question=question, member=scene.elsewhere)

    write_opening(question, opened)

    mail = letter_to(scene.elsewhere, "question_opened")
    assert shown in mail.text
    assert shown in mail.html


def test_humhub_3507_stopping_takes_no_sign_in(scene, thread, reply, now):
    """Unsubscribing needs a sign-in (humhub#3507, humhub#1147, nodebb#8016)."""
    Mention.objects.create(post=reply, member=scene.facilitator)
    notices.tell_due(now=now + LATER)
    mail = letter_to(scene.facilitator, "posts_written")
    [stop] = [link for link in links_in(mail) if "/afmelden/" in link]
    mail_program = Client(enforce_csrf_checks=True)

    response = mail_program.post(stop, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not response.cookies
    assert ReadMark.objects.get(thread=thread, member=scene.facilitator).level == Level.OVERVIEW
    assert "list-unsubscribe-post" in header_names(mail)


def test_rock_7034_a_scanner_that_opens_every_link_stops_nothing(scene, thread, reply, now):
    """Link scanners unsubscribe whole organisations (Rock#7034, useSend#412, noptin#954)."""
    Mention.objects.create(post=reply, member=scene.facilitator)
    notices.tell_due(now=now + LATER)
    question = QuestionFactory(opened=True)
    RecipientFactory(question=question, member=scene.elsewhere)
    write_opening(question, now)
    word = GroupLetter.objects.create(
        group=scene.closed_group,
        author=scene.facilitator,
        subject="De volgende keer",
        body="We beginnen om tien uur.",
        written_at=now,
        tested_at=now,
    )
    group_letters.send_letter(letter=word, tested_at=now, actor=scene.facilitator, now=now)
    before = [choices(), Membership.objects.filter(wants_letters=False).count()]
    scanner = Client()

    for mail in OutgoingMail.objects.all():
        for link in links_in(mail):
            for method in (scanner.get, scanner.head):
                assert method(link).status_code in {200, 301, 302, 405}, link

    assert [choices(), Membership.objects.filter(wants_letters=False).count()] == before
    assert not Unsubscription.objects.exists()
    assert claims.unwanted(list(OutgoingMail.objects.all()), now) == {}


def test_gitlab_24498_a_link_to_stop_that_somebody_else_finds_opens_nothing_else(scene, thread, reply, now):
    """Links to stop leak in quoted replies (gitlab#24498): one stops one thing, and can be undone."""
    Mention.objects.create(post=reply, member=scene.facilitator)
    notices.tell_due(now=now + LATER)
    mail = letter_to(scene.facilitator, "posts_written")
    [stop] = [link for link in links_in(mail) if "/afmelden/" in link]
    somebody = Client()

    page = somebody.post(stop)
    somebody.post(stop, {"undo": page.context["undo"]})

    assert scene.facilitator.email not in page.content.decode()
    assert somebody.get("/mijn/").status_code == 302
    assert choices() == []


def test_ghost_12347_no_link_in_a_letter_signs_anybody_in(client, db, mailoutbox):
    """Scanners burn links that sign in (ghost#12347, fusionauth#629, outline#9227): there are none."""
    member = MemberFactory(email="noor@example.nl")
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    client.post("/account/login/code/", {"email": member.email})
    [mail] = mailoutbox
    scanner = Client()

    for link in LINK.findall(mail.body):
        scanner.get(link)
    [code] = re.findall(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", mail.body, re.MULTILINE)
    response = client.post("/account/login/code/confirm/", {"code": code})

    assert "_auth_user_id" not in scanner.session
    assert response["Location"] == "/mijn/"
    assert client.session["_auth_user_id"] == str(member.pk)


def test_loomio_4178_what_was_read_on_the_portal_is_no_letter_any_more(scene, thread, reply, now):
    """Letters about what I read already (loomio#4178): asked again right before it leaves."""
    Mention.objects.create(post=reply, member=scene.facilitator)
    notices.tell_due(now=now + LATER)
    mail = letter_to(scene.facilitator, "posts_written")
    thread.refresh_from_db()
    reading.mark_read(thread=thread, position=reply.position, actor=scene.facilitator, now=now + LATER)

    assert claims.unwanted([mail], now + LATER) == {mail.pk: "Niet meer gewenst."}


def choices() -> list[tuple]:
    """Return every level that somebody chose."""
    marks = ReadMark.objects.exclude(level="").values_list("member", "level")
    places = Membership.objects.exclude(level="").values_list("member", "level")
    return sorted([*marks, *places])


def header_names(mail: OutgoingMail) -> set[str]:
    return {name.lower() for name in message_from_bytes(messages.build(mail, may_be_8bit=True))}
