"""From an event to a row, and from Django's own mail to a row."""

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail  # noqa: TID251
from django.db import transaction
from django.template.loader import get_template
from wagtail.admin.mail import send_mail as wagtail_send_mail

from mailing import bell, letters, outbox, tasks
from mailing.letters import Letter, Rendered
from mailing.models import OutgoingMail
from tests.factories.members import MemberFactory

WORDS = Rendered(subject="Nieuws", text="Er is nieuws.\n", html="<p>Er is nieuws.</p>")


def letter_to(member, **facts) -> Letter:
    return Letter(**{"kind": "probe", "to": member, "key": f"probe:{member.pk}", "rendered": WORDS} | facts)


def test_a_letter_becomes_a_row_once(db, probe, now):
    probe()
    member = MemberFactory()

    outbox.queue([letter_to(member)], now=now)
    outbox.queue([letter_to(member, rendered=Rendered("Anders", "", ""))], now=now)

    mail = OutgoingMail.objects.get()
    assert (mail.subject, mail.to_address, mail.member) == ("Nieuws", member.email, member)
    assert mail.message_id == outbox.message_id(f"probe:{member.pk}")


def test_a_rolled_back_cause_leaves_no_letter(transactional_db, probe, now):
    probe()

    with transaction.atomic():
        outbox.queue([letter_to(MemberFactory())], now=now)
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


def test_the_bell_rings_after_the_commit(db, probe, now, django_capture_on_commit_callbacks):
    probe()

    with django_capture_on_commit_callbacks() as callbacks:
        outbox.queue([letter_to(MemberFactory())], now=now)

    assert callbacks == [tasks.ring]


def test_letters_of_one_conversation_name_its_beginning(db, probe, now):
    probe()

    outbox.queue([letter_to(MemberFactory(), thread_key="thread:3")], now=now)

    assert OutgoingMail.objects.get().thread_id == outbox.message_id("thread:3")


def test_a_letter_wears_the_clothes_of_the_house_and_says_why_and_how_to_stop(db, probe, settings):
    probe(reason="je meedoet", stop=lambda **_: "", stop_words="Geen proeven meer")
    member = MemberFactory(name="Noor <&>")
    context = {"kind": letters.kind_named("probe"), "site_url": "https://portaal.example.nl"}
    context["stop_url"] = letters.stop_url(context["kind"], member.pk, "")

    html = letters.inline(get_template("letters/base.html").render(context))
    text = letters.plain("letters/base.txt", context)

    for words in (html, text):
        assert "Je krijgt dit omdat je meedoet." in words
        assert context["stop_url"] in words
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html
    assert "http" not in html.replace("https://portaal.example.nl", "").replace(context["stop_url"], "")


@pytest.fixture
def own_backend(db, settings) -> None:
    """Django's test environment keeps mail in memory; here it goes where it really goes."""
    settings.EMAIL_BACKEND = "mailing.backend.OutboxBackend"


def test_a_sign_in_code_is_urgent_secret_and_short_lived(own_backend):
    message = EmailMultiAlternatives("Je code", "K7QR-9XWM", to=["noor@example.nl"])
    message.attach_alternative("<p>K7QR-9XWM</p>", "text/html")

    message.send()

    mail = OutgoingMail.objects.get()
    assert (mail.letter, mail.priority, mail.has_secret) == ("account", OutgoingMail.Priority.ACCOUNT, True)
    assert (mail.text, mail.html) == ("K7QR-9XWM", "<p>K7QR-9XWM</p>")
    assert (mail.expires_at - mail.queued_at).total_seconds() == 900


def test_what_wagtail_tells_editors_is_an_ordinary_letter(own_backend):
    wagtail_send_mail("Wil je meelezen?", "Er is een pagina.", ["een@example.nl", "twee@example.nl"])

    assert set(OutgoingMail.objects.values_list("letter", "has_secret", "expires_at")) == {
        ("notice", False, None)
    }
    assert OutgoingMail.objects.count() == 2


def test_the_same_words_sent_twice_by_django_are_two_letters(own_backend):
    for _ in range(2):
        send_mail("Je code", "A", None, ["noor@example.nl"])

    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize(
    "broker", ["redis://127.0.0.1:1/0", "redis+socket:///nowhere/valkey.sock?virtual_host=0"]
)
def test_a_broker_that_is_away_is_no_reason_to_fail(broker, monkeypatch, caplog):
    monkeypatch.setattr(
        bell, "_bell_line", lambda: bell.Connection(broker, transport_options={"max_retries": 0})
    )

    tasks.ring()

    assert "The doorbell is silent" in caplog.text
