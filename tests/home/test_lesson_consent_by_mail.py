"""A writer says *ja* or *nee* by mail; what is not certain counts for nothing."""

from datetime import timedelta

import pytest

from home.actions.consent_by_mail import Said, said_in, take_reply
from home.models import ConsentRequest, Passage
from inbound import actions as inbound
from inbound.replies import Refused, Reply, Unproven
from mailing import letters
from mailing.replies import reply_address
from members.models import Member
from tests.golden import assert_letter
from tests.home.lessons import NOW, SAID, letters_to, thread_of_three
from tests.inbound.programs import outlook_desktop_dutch

pytestmark = pytest.mark.django_db
Consent = Passage.Consent
LATER = NOW + timedelta(days=3)


@pytest.fixture(autouse=True)
def _takes_replies(settings):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"


@pytest.fixture
def making():
    """A lesson for which one writer was asked."""
    return thread_of_three().asked(1)


def reply_in(making, text: str, **values) -> Reply:
    writer = making.writers[0]
    given = {
        "key": "c1",
        "member_id": writer.pk,
        "about": f"consent:{ConsentRequest.objects.get(author=writer).pk}",
        "text": text,
        "from_address": writer.email,
        "is_from_her": True,
    }
    return Reply(**given | values)


def test_a_yes_from_outlook_is_a_yes_without_her_name(making):
    writer = making.writers[0]
    Member.objects.filter(pk=writer.pk).update(email="cor@example.org")
    letter = letters_to(writer, "lesson_consent")[0]

    for _twice in range(2):
        raw = outlook_desktop_dutch("Hoi Bea,\n\nJa, dat mag.", letter.text)
        inbound.receive(raw=raw, recipient=reply_address(letter), now=LATER)
        while mail := inbound.claim_mail(now=LATER):
            inbound.read_mail(mail=mail, now=LATER)

    assert making.passage(0).consent == Consent.UNNAMED
    assert_letter(letters_to(writer, "consent_kept")[0], "consent_kept_yes")


def test_the_letter_says_that_one_may_answer_it(making):
    assert_letter(letters_to(making.writers[0], "lesson_consent")[0], "lesson_consent_answerable")


def test_a_no_is_a_no_and_takes_back_a_yes(making):
    making.answer(0, Consent.BY_NAME)

    assert take_reply(reply=reply_in(making, "Nee, toch liever niet."), now=LATER)

    assert making.passage(0).consent == Consent.WITHDRAWN
    assert_letter(letters_to(making.writers[0], "consent_kept")[0], "consent_kept_no")


def test_a_reply_that_is_read_again_changes_nothing(making):
    for _twice in range(2):
        assert take_reply(reply=reply_in(making, "Ja"), now=LATER)

    assert len(letters_to(making.writers[0], "consent_kept")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ja", Said.YES),
        ("ja!", Said.YES),
        ("JA, dat is goed. Veel succes met de les.", Said.YES),
        ("Dag Bea,\n\nJa hoor, prima", Said.YES),
        ("*Ja*", Said.YES),
        ("Nee.", Said.NO),
        ("nee, dat wil ik liever niet", Said.NO),
        ("Hallo!\nNee", Said.NO),
        ("Ja, maar zonder de laatste zin", None),
        ("Ja, als mijn collega het goed vindt", None),
        ("Ja?", None),
        ("Ja of nee, dat weet ik nog niet", None),
        ("Nee hoor, geen bezwaar", None),
        ("Nee, wel de eerste", None),
        ("Natuurlijk mag het", None),
        ("Jammer", None),
        ("Neem maar op", None),
        ("Mag dat ook met ja?", None),
        ("", None),
    ],
)
def test_only_a_first_word_that_nothing_makes_uncertain_counts(text, said):
    assert said_in(text) is said


def unclear(making):
    return reply_in(making, "Doe maar")


def over(making):
    ConsentRequest.objects.update(asked_at=NOW - timedelta(days=1))
    return reply_in(making, "Ja")


def known(making):
    making.answer(0, Consent.BY_NAME)
    return reply_in(making, "Ja")


@pytest.mark.parametrize(
    ("case", "said"), [(unclear, "raden doen we niet"), (over, "is voorbij"), (known, "niets veranderd")]
)
def test_what_counts_for_nothing_comes_back_with_what_to_do(making, case, said):
    reply = case(making)
    before = making.passage(0).consent

    with pytest.raises(Refused, match=said):
        take_reply(reply=reply, now=LATER)

    assert making.passage(0).consent == before
    assert not letters_to(making.writers[0], "consent_kept")


def test_in_confidence_one_may_say_no_and_for_yes_looks_first():
    making = thread_of_three(is_confidential=True).asked(1)

    with pytest.raises(Refused, match="Kijk eerst"):
        take_reply(reply=reply_in(making, "Ja"), now=LATER)
    take_reply(reply=reply_in(making, "Nee", key="c2"), now=LATER)

    assert making.passage(0).consent == Consent.REFUSED
    letter = letters_to(making.writers[0], "consent_kept")[0]
    for words in (SAID[0], "Eerst bellen", "Hoe begin je?"):
        assert words not in letter.subject + letter.text + letter.html
    assert_letter(letter, "consent_kept_in_confidence")


def test_what_came_from_another_address_does_not_count(making):
    with pytest.raises(Unproven):
        take_reply(reply=reply_in(making, "Ja", is_from_her=False), now=LATER)


def test_a_reply_in_the_name_of_another_belongs_nowhere(making):
    reply = reply_in(making, "Ja")

    assert not take_reply(
        reply=reply_in(making, "Ja", member_id=making.writers[1].pk, about=reply.about), now=LATER
    )
    assert letters.kind_named("lesson_consent").take_reply is take_reply
