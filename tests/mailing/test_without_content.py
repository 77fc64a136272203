"""Who wants no content in her mail gets none, in no letter: one switch for all kinds (zulip#33190)."""

import email
from email import policy

import pytest

from activity import journal
from digests import actions
from learninggroups.actions.posts import post_reply
from learninggroups.models import LearningGroup
from learninggroups.notifications import posts_written
from learninggroups.notifications.lists import list_of
from learninggroups.notifications.posts import still_wanted
from mailing import letters, messages, outbox
from mailing.letters import Letter
from mailing.models import OutgoingMail
from members.models import Level
from tests.digests.conftest import MONDAY, TUESDAY, morning, opened  # noqa: F401

SAYS = "Er staat iets voor je op het portaal"


@pytest.fixture
def reader(scene, now):
    """A participant who wants no content in her mail, and a letter at each post."""
    scene.participant.level = Level.EVERYTHING
    scene.participant.save()
    actions.choose_content(actor=scene.participant, without_content=True, now=now)
    scene.participant.refresh_from_db()
    return scene.participant


def says_nothing_of(mail: OutgoingMail, *secrets: str) -> bool:
    """Whether a letter says that something is there, and nothing of it."""
    everything = mail.subject + mail.text + mail.html + mail.calendar
    return SAYS in mail.subject and not any(secret in everything for secret in secrets)


def test_no_kind_of_letter_holds_content(reader, probe, now):
    probe()
    for rendered in (None, letters.Rendered("Geheim", "Geheim", "Geheim")):
        letter = Letter(
            "probe",
            to=reader,
            key=f"probe:{rendered}",
            rendered=rendered,
            context={"title": "Geheim"},
            calendar="SUMMARY:Geheim",
        )
        outbox.queue([letter], now=now)

    for mail in OutgoingMail.objects.filter(letter="probe"):
        assert says_nothing_of(mail, "Geheim")
        assert "http://localhost:8000/mijn/" in mail.text
        assert "http://localhost:8000/mijn/" in mail.html


def test_digest_holds_no_content_and_leads_to_where_it_can_be_read(reader, scene, opened, morning):  # noqa: F811
    post_reply(thread=scene.open_thread, body="<p>Zo.</p>", actor=scene.facilitator, now=MONDAY)

    mails = {mail.member_id: mail for mail in morning(TUESDAY)}

    assert says_nothing_of(
        mails[reader.pk], scene.open_thread.title, scene.facilitator.name, scene.open_group.name
    )
    assert "/mail/overzicht/" in mails[reader.pk].text
    assert "Geen overzicht meer" in mails[reader.pk].text


def test_letter_about_a_post_holds_no_content_and_leads_to_the_post(reader, scene, now):
    post = post_reply(thread=scene.open_thread, body="<p>Zo.</p>", actor=scene.facilitator, now=now)

    posts_written([post], now=now)

    mail = OutgoingMail.objects.get(member=reader)
    assert says_nothing_of(mail, scene.open_thread.title, "Zo.", scene.facilitator.name)
    assert post.get_absolute_url() in mail.text


@pytest.mark.parametrize("without_content", [True, False])
def test_headers_name_a_group_only_to_who_wants_content(reader, scene, now, without_content):
    actions.choose_content(actor=reader, without_content=without_content, now=now)
    post = post_reply(thread=scene.open_thread, body="<p>Zo.</p>", actor=scene.facilitator, now=now)
    posts_written([post], now=now)

    mail = OutgoingMail.objects.get(member=reader)
    head = email.message_from_bytes(messages.build(mail, may_be_8bit=True), policy=policy.default)

    for header in ("From", "List-Id"):
        assert (scene.open_group.name in head[header]) is not without_content
    # It can still be sorted by group.
    assert list_of(scene.open_group).label in head["List-Id"]


def test_letter_about_a_confidential_group_still_goes(reader, scene, now):
    LearningGroup.objects.filter(pk=scene.closed_group.pk).update(is_confidential=True)
    post = post_reply(thread=scene.closed_thread, body="<p>Zo.</p>", actor=scene.facilitator, now=now)
    posts_written([post], now=now)
    mail = OutgoingMail.objects.get(member=reader)

    assert still_wanted([mail]) == {mail.pk}


def test_what_holds_a_secret_goes_as_it_is_or_she_could_do_nothing(reader, now):
    rendered = letters.Rendered("Je code", "Je code is 1234", "<p>Je code is 1234</p>")
    outbox.queue([Letter("account", to=reader, key="code", rendered=rendered)], now=now)

    assert "1234" in OutgoingMail.objects.get(key="code").text


def test_others_read_what_it_is_about(reader, scene, opened, morning):  # noqa: F811
    post_reply(thread=scene.open_thread, body="<p>Zo.</p>", actor=reader, now=MONDAY)
    journal.record("thread_started", scene.open_thread, audience=journal.MEMBERS, actor=None, now=MONDAY)

    assert any(scene.open_thread.title in mail.text for mail in morning(TUESDAY))


def test_switch_stands_on_the_page_of_all_switches(scene, client_of):
    browser = client_of(scene.participant)
    for choice, expected in (({"without_content": "on"}, True), ({}, False)):
        assert browser.post("/mail/", {"what": "content", **choice}).status_code == 303
        scene.participant.refresh_from_db()
        assert scene.participant.mail_without_content is expected
