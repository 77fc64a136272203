"""Letters that are put together from parts when they leave."""

from dataclasses import dataclass, replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from mailing import messages, outbox, parts, upkeep
from mailing.letters import Letter
from mailing.models import LetterPart, OutgoingMail
from mailing.parts import Piece, Recipe

FRAME = Piece("@@greeting@@,\n\n@@parts@@\n", "<title>@@subject@@</title><p>@@greeting@@,</p>\n@@parts@@\n")
NEWS = [Piece("Eén & ander\n", "<p>Eén &amp; ander</p>\n"), Piece("@@greeting@@\n", "<p>@@greeting@@</p>\n")]


@dataclass(frozen=True)
class Reader:
    email: str
    name: str = "Lezer"
    pk: int | None = None


@pytest.fixture
def recipe(db, clock) -> Recipe:
    frame, *news = parts.keep([FRAME, *NEWS], about="digest:1", now=clock.now)
    return Recipe("Nieuws & meer", frame, news, {"greeting": "Dag <Ans>"})


@pytest.fixture
def queue(recipe, clock):
    def queue(reader: Reader, **changes) -> OutgoingMail:
        letter = Letter("notice", reader, reader.email, "digest:1", recipe=replace(recipe, **changes))
        outbox.queue([letter], now=clock.now)
        return OutgoingMail.objects.get(key=reader.email)

    return queue


def test_a_letter_of_parts_reads_as_one(queue):
    mail = queue(Reader("ans@example.nl"))

    assert mail.text == "Dag <Ans>,\n\nEén & ander\n@@greeting@@\n\n"
    assert mail.html == (
        "<title>Nieuws &amp; meer</title><p>Dag &lt;Ans&gt;,</p>\n"
        "<p>Eén &amp; ander</p>\n<p>@@greeting@@</p>\n\n"
    )
    assert OutgoingMail.objects.values("text", "html").get() == {"text": "", "html": ""}


@pytest.mark.parametrize("may_be_8bit", [True, False])
def test_a_letter_of_parts_leaves_as_the_same_letter_kept_whole(queue, may_be_8bit):
    mail = queue(Reader("ans@example.nl"))
    whole = OutgoingMail.objects.get()
    whole.text, whole.html, whole.parts = mail.text, mail.html, ""

    content = messages.build(mail, may_be_8bit=may_be_8bit)

    assert content == messages.build(whole, may_be_8bit=may_be_8bit)
    body = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    assert "Eén & ander" in body.get_content()


def test_saving_a_letter_of_parts_keeps_it_one(queue):
    mail = queue(Reader("ans@example.nl"))

    mail.save()

    assert OutgoingMail.objects.values("text", "html").get() == {"text": "", "html": ""}


def test_many_letters_fetch_their_parts_once(queue, django_assert_num_queries):
    mails = [queue(Reader("ans@example.nl")), queue(Reader("bea@example.nl"))]
    parts.forget()

    with django_assert_num_queries(1):
        parts.load(mails)
        assert len({mail.text for mail in mails}) == 1


def test_parts_live_as_long_as_a_letter_that_needs_them(queue, clock):
    sent, waiting = queue(Reader("ans@example.nl")), queue(Reader("bea@example.nl"))
    OutgoingMail.objects.filter(pk=sent.pk).update(state="sent")
    parts.keep([FRAME], about="digest:2", now=clock.now)
    clock.forward(days=31)

    upkeep.retain(clock.now)

    assert OutgoingMail.objects.get(pk=sent.pk).text == ""
    assert "Eén" in OutgoingMail.objects.get(pk=waiting.pk).text
    assert set(LetterPart.objects.values_list("about", flat=True)) == {"digest:1"}
    OutgoingMail.objects.update(state="sent")
    upkeep.retain(clock.now + timedelta(days=2))
    assert not LetterPart.objects.exists()
