"""Writing to a member through the portal: no address is told, nobody else reads it, and it can be refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from inbound.replies import Refused, Reply, Unproven
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from members.actions import messages as actions
from members.models import Member, Message, MessageRefusal
from members.notifications.messages import wanted_messages
from members.permissions import may_see_message
from tests.cast import ROLES
from tests.factories.members import MemberFactory
from tests.golden import assert_letter


@pytest.fixture
def noor(db) -> Member:
    return MemberFactory(name="Noor Bos", email="noor@example.nl")


@pytest.fixture
def tom(db) -> Member:
    return MemberFactory(name="Tom de Boer", email="tom@example.nl")


@pytest.fixture
def send(noor, tom, now):
    """Let Noor write to Tom."""

    def write(**changes) -> Message:
        wanted = {
            "recipient": tom,
            "kind": "words",
            "text": "Hoe doen jullie dat?",
            "actor": noor,
            "now": now,
        }
        return actions.send(**wanted | changes)

    return write


def mailed(message: Message, text: str = "Kom maar langs.", **changes) -> Reply:
    facts = {
        "key": "mail-1",
        "member_id": message.recipient_id,
        "about": f"message:{message.pk}",
        "text": text,
        "from_address": "tom@example.nl",
        "is_from_her": True,
    }
    return Reply(**facts | changes)


def test_a_message_comes_by_letter_and_tells_no_address(send, tom):
    send()

    letter = OutgoingMail.objects.get()
    assert letter.member == tom
    assert "noor@example.nl" not in letter.text + letter.html + letter.subject
    assert_letter(letter, "member_message")


def test_who_wants_to_be_called_says_where_and_when(send):
    send(kind="call", text="Ik bel liever even.", call_number="06 1234", call_when="na drie uur")

    assert_letter(OutgoingMail.objects.get(), "member_message_call")


def test_a_number_that_was_only_filled_in_beforehand_is_not_told(send):
    message = send(call_number="06 1234", call_when="")

    assert message.call_number == ""
    assert "06 1234" not in OutgoingMail.objects.get().text


def test_a_mailed_reply_is_passed_on_once_and_tells_no_address(send, noor, now):
    first = send()

    for _ in range(2):
        assert actions.take_reply(reply=mailed(first), now=now)

    answer = first.answers.get()
    letter = OutgoingMail.objects.get(member=noor)
    assert (answer.recipient, answer.text) == (noor, "Kom maar langs.")
    assert "tom@example.nl" not in letter.text + letter.html


def test_a_reply_that_cannot_be_passed_on_says_why(send, tom, now):
    first = send()
    with pytest.raises(Unproven):
        actions.take_reply(reply=mailed(first, is_from_her=False), now=now)
    for text in ("  ", "x" * 4001):
        with pytest.raises(Refused):
            actions.take_reply(reply=mailed(first, text=text), now=now)
    actions.refuse(sender=tom, actor=first.sender, now=now)
    with pytest.raises(Refused):
        actions.take_reply(reply=mailed(first), now=now)
    first.delete()

    assert not actions.take_reply(reply=mailed(first, about="message:1"), now=now)


@pytest.mark.parametrize("is_everybody", [True, False])
def test_who_wants_no_messages_gets_none_and_the_sender_cannot_tell_which(
    send, noor, tom, now, client_of, is_everybody
):
    waiting = send()
    letter = OutgoingMail.objects.get()
    MessageRefusal.objects.create(member=tom, sender=None if is_everybody else noor, since=now)

    with pytest.raises(actions.TakesNoMessages):
        send()
    assert wanted_messages([letter]) == set(), "one that has not left yet stays here"
    page = client_of(noor).get(tom.get_absolute_url()).text
    assert "Tom de Boer krijgt geen berichten via het portaal." in page
    assert client_of(noor).post(reverse("members:write", args=[tom.pk]), {}).status_code == 422
    assert Message.objects.get() == waiting


def test_stopping_from_the_letter_refuses_this_sender_and_can_be_undone(send, noor, tom, now):
    about = f"message:{send().pk}"

    was = actions.stop_by_letter(member_id=tom.pk, about=about, now=now)
    assert actions.stop_by_letter(member_id=tom.pk, about=about, now=now) == ""
    with pytest.raises(actions.TakesNoMessages):
        send()
    actions.undo_stop(member_id=tom.pk, about=about, was=was, now=now)

    assert send()


def test_who_does_not_answer_is_left_alone_after_three(send, noor, tom, now):
    for _ in range(actions.MOST_UNANSWERED):
        last = send()
    with pytest.raises(actions.TooManyMessages):
        send()

    actions.answer(message=last, text="Ja hoor.", actor=tom, now=now + timedelta(minutes=1))

    assert send(now=now + timedelta(minutes=2))


def test_twenty_messages_is_a_day(send, noor, now):
    for _ in range(actions.MOST_A_DAY):
        send(recipient=MemberFactory())
    with pytest.raises(actions.TooManyMessages):
        send()

    assert send(now=now + timedelta(days=1))


def test_nobody_but_the_two_reads_it_whatever_her_role(scene, client_of, now):
    canary = "Kanarie tussen ons"
    message = actions.send(
        recipient=scene.elsewhere, kind="words", text=canary, actor=scene.participant, now=now
    )
    for role in ROLES:
        person = scene.person(role)
        roles = Roles.of(person) if person else Roles()
        may = role in {"elsewhere", "participant"}
        assert may_see_message(roles, message) is may
        assert Message.objects.visible_to(roles).exists() is may
        assert (canary in client_of(person).get(message.get_absolute_url()).text) is may, role


def test_a_reported_message_goes_to_the_programme_team_once(scene, now):
    message = actions.send(
        recipient=scene.elsewhere, kind="words", text="Lelijke woorden", actor=scene.participant, now=now
    )
    with pytest.raises(PermissionDenied):
        actions.report(message=message, actor=scene.participant, now=now)
    for _ in range(2):
        actions.report(message=message, actor=scene.elsewhere, now=now)

    letter = OutgoingMail.objects.get(letter="message_reported")
    assert letter.member == scene.programme_team
    assert_letter(letter, "message_reported")


def test_two_members_write_answer_refuse_and_report_on_their_pages(noor, tom, client_of):
    hers, his = client_of(noor), client_of(tom)
    write = reverse("members:write", args=[tom.pk])

    assert hers.post(write, {"kind": "call", "text": "Bel je?"}).status_code == 422
    call = {"kind": "call", "text": "Bel je?", "call_number": "06 1", "call_when": "vandaag"}
    assert hers.post(write, call).status_code == 303
    message = Message.objects.get()
    page = his.get(message.get_absolute_url())
    assert "06 1" in page.text
    assert his.post(message.get_absolute_url(), {"text": "Ik bel zo."}).status_code == 303
    assert "Ik bel zo." in hers.get(message.get_absolute_url()).text
    assert his.post(reverse("members:report-message", args=[message.pk])).status_code == 303
    refusal = reverse("members:refuse-messages", args=[noor.pk])
    assert his.post(refusal).status_code == 303
    assert "Toch wel" in his.get(reverse("members:profile")).text
    assert his.post(refusal, {"again": "1"}).status_code == 303
    assert not MessageRefusal.objects.exists()
