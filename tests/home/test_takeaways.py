"""*Hier heb ik iets aan, want …*: nothing of a visitor is public before her yes and a look by somebody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from home.actions import takeaways
from home.models import LessonPage, Takeaway
from home.notifications.readers import token_of
from mailing.models import OutgoingMail
from tests.factories.home import LessonPageFactory, TakeawayFactory
from tests.golden import assert_letter
from tests.home.lessons import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "lezer@elders.example"
WORDS = "Ik bel nu eerst."


@pytest.fixture
def lesson(scene) -> LessonPage:
    return LessonPageFactory(title="Eerst bellen", slug="eerst-bellen", group=scene.closed_group)


def letters(kind):
    return list(OutgoingMail.objects.filter(letter=kind).order_by("pk"))


def public(client_of):
    """Return what a visitor reads of the lesson, and of what readers wrote."""
    client = client_of(None)
    paths = ("/lessen/eerst-bellen/", "/lessen/eerst-bellen/iets-aan/")
    return "".join(client.get(path).content.decode() for path in paths)


def test_a_visitors_words_become_public_step_by_step(scene, client_of, lesson):
    visitor = client_of(None)
    typed = {"words": WORDS, "name": "Lia Lezer", "email": "Lezer@Elders.example"}

    assert visitor.post("/lessen/eerst-bellen/iets-aan/", typed).status_code == 303
    assert (
        visitor.post("/lessen/eerst-bellen/iets-aan/", typed | {"words": "Ik bel eerst."}).status_code == 303
    )
    takeaway = Takeaway.objects.get()
    own = f"/lessen/iets-aan/{token_of(takeaway)}/"
    assert (takeaway.email, takeaway.state, takeaway.words) == (ADDRESS, "asked", "Ik bel eerst.")
    (asked,) = letters("takeaway_confirm")
    assert asked.has_secret
    assert "Ik bel" not in asked.text + asked.html
    assert "Is dit van jou?" in visitor.get(own).content.decode()
    assert Takeaway.objects.get().state == "asked"

    visitor.post(own, {"do": "confirm"})
    assert Takeaway.objects.get().state == "waiting"
    assert "Ik bel eerst." not in public(client_of)

    waiting = client_of(scene.facilitator).get("/mijn/lezers/").content.decode()
    assert "Ik bel eerst." in waiting
    client_of(scene.facilitator).post(f"/mijn/lezers/{takeaway.pk}/", {"do": "show"})
    assert "Ik bel eerst." in public(client_of)
    assert ADDRESS not in public(client_of)

    visitor.post(own, {"do": "erase"})
    assert "Ik bel eerst." not in public(client_of)
    assert not Takeaway.objects.exists()
    assert not OutgoingMail.objects.filter(to_address=ADDRESS).exists()


def test_a_members_words_are_public_at_once(scene, client_of, lesson):
    client = client_of(scene.participant)

    answer = client.post("/lessen/eerst-bellen/iets-aan/", {"words": WORDS}, follow=True)

    assert "Je zin staat bij de les." in answer.content.decode()
    assert "Dina Deelnemer, Wijkteam Oost" in public(client_of)
    assert not OutgoingMail.objects.filter(letter__startswith="takeaway_").exists()


def test_a_closed_lesson_takes_no_words_of_a_visitor(scene, client_of):
    closed = LessonPageFactory(closed=True)

    assert client_of(None).get(f"{closed.address}iets-aan/").status_code == 404
    with pytest.raises(PermissionDenied):
        takeaways.write_takeaway(
            lesson=closed, words=WORDS, name="", email=ADDRESS, actor=scene.guest, now=NOW
        )


def test_declined_words_are_gone_and_their_writer_hears_why(scene, client_of, lesson):
    takeaway = TakeawayFactory(lesson=lesson, email=ADDRESS, waiting=True)
    client = client_of(scene.facilitator)

    refused = client.post(f"/mijn/lezers/{takeaway.pk}/", {"do": "decline"})
    client.post(f"/mijn/lezers/{takeaway.pk}/", {"do": "decline", "reason": "Noem geen namen."})

    assert refused.status_code == 422
    assert "Schrijf waarom je dit niet plaatst." in refused.content.decode()
    takeaway.refresh_from_db()
    assert (takeaway.state, takeaway.words) == ("declined", "")
    assert_letter(letters("takeaway_declined")[0], "takeaway_declined")
    assert not takeaways.show_takeaway(takeaway=takeaway, actor=scene.facilitator, now=NOW)


def test_only_who_leads_the_group_or_looks_after_pages_decides(scene, lesson):
    takeaway = TakeawayFactory(lesson=lesson, email=ADDRESS, waiting=True)

    for stranger in (scene.participant, scene.contact, scene.elsewhere):
        with pytest.raises(PermissionDenied):
            takeaways.show_takeaway(takeaway=takeaway, actor=stranger, now=NOW)
    assert takeaways.show_takeaway(takeaway=takeaway, actor=scene.editor, now=NOW)
    assert not takeaways.show_takeaway(takeaway=takeaway, actor=scene.facilitator, now=NOW)

    assert_letter(letters("takeaway_shown")[0], "takeaway_shown")


def test_the_question_to_an_address_reads_so(scene, lesson):
    takeaways.write_takeaway(lesson=lesson, words=WORDS, name="", email=ADDRESS, actor=scene.guest, now=NOW)

    assert_letter(letters("takeaway_confirm")[0], "takeaway_confirm")


def test_who_leads_the_group_hears_of_all_in_one_letter_a_day(scene, lesson):
    TakeawayFactory(lesson=lesson, waiting=True, name="")
    TakeawayFactory(lesson=lesson, shown=True, words="Wij oefenen ermee.")
    TakeawayFactory(lesson=lesson)

    assert takeaways.tell_of_takeaways(now=NOW) == 1
    TakeawayFactory(lesson=lesson, waiting=True)
    assert takeaways.tell_of_takeaways(now=NOW + timedelta(hours=3)) == 0
    assert takeaways.tell_of_takeaways(now=NOW + timedelta(hours=25)) == 1

    first, second = letters("takeaways_came")
    assert {first.member, second.member} == {scene.facilitator}
    assert_letter(first, "takeaways_came")


def test_readers_are_forgotten_in_time(scene, lesson):
    asked = TakeawayFactory(lesson=lesson, written_at=NOW)
    long_waiting = TakeawayFactory(lesson=lesson, state="waiting", confirmed_at=NOW)
    shown = TakeawayFactory(lesson=lesson, state="shown", shown_at=NOW, decided_at=NOW)
    declined = TakeawayFactory(lesson=lesson, state="declined", words="", decided_at=NOW)

    def left(**later):
        takeaways.forget_readers(now=NOW + timedelta(**later))
        return set(Takeaway.objects.values_list("pk", flat=True))

    assert left(days=7) == {asked.pk, long_waiting.pk, shown.pk, declined.pk}
    assert left(days=7, seconds=1) == {long_waiting.pk, shown.pk, declined.pk}
    assert Takeaway.objects.get(pk=shown.pk).email
    assert left(days=31) == {long_waiting.pk, shown.pk}
    assert not Takeaway.objects.get(pk=shown.pk).email
    assert left(days=91) == {shown.pk}


def test_a_machine_and_a_hurry_write_nothing(client, lesson, settings):
    settings.ACCOUNT_RATE_LIMITS = {"takeaway": "1/h/ip"}
    typed = {"words": WORDS, "email": ADDRESS}
    path = "/lessen/eerst-bellen/iets-aan/"

    assert client.post(path, typed | {"website": "https://koop.example"}).status_code == 303
    assert not Takeaway.objects.exists()
    assert client.post(path, typed).status_code == 303
    assert client.post(path, typed | {"words": "Nog eens."}).status_code == 429
