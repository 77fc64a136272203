"""What the back office sees of the mail of one member."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from activity import journal
from digests.actions import proving
from digests.models import DigestDelivery, DigestRun
from digests.queries.letters import still_visible
from digests.queries.office import proof_for
from digests.queries.pages import digest_so_far
from learninggroups.models import LearningGroup, Mention, ReadMark
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from tests.factories.digests import DigestDeliveryFactory, DigestRunFactory
from tests.factories.home import NewsPageFactory
from tests.factories.learninggroups import PostFactory
from tests.factories.mailing import OutgoingMailFactory, SuppressionFactory
from tests.golden import assert_letter

FOOT = "Er is een nieuw bericht.\n\n-- \nAssociatie Wijkteams\n\nJe krijgt dit omdat {}.\n"


@pytest.fixture
def team(scene, client_of):
    return client_of(scene.programme_team)


def page_of(browser, member) -> str:
    return browser.get(reverse("digests_office:member", args=[member.pk])).content.decode()


def written_to(member, **facts) -> OutgoingMail:
    return OutgoingMailFactory(member=member, to_address=member.email, to_name=member.name, **facts)


def told_nothing(member) -> None:
    run = DigestRunFactory()
    DigestDeliveryFactory(run=run, member=member, after=run.batch_id - 1, is_empty=True)


def test_a_member_is_found_by_a_part_of_her_name_or_address(scene, team):
    url = reverse("digests_office:members")
    her_page = reverse("digests_office:member", args=[scene.participant.pk])

    assert her_page in team.get(url, {"zoek": "dina deel"}).content.decode()
    assert her_page in team.get(url, {"zoek": scene.participant.email}).content.decode()
    assert her_page not in team.get(url, {"zoek": "bea"}).content.decode()
    assert her_page not in team.get(url).content.decode()


def test_the_log_says_what_she_was_sent_why_and_what_became_of_it(scene, team):
    written_to(scene.participant, subject="Anne reageerde", text=FOOT.format("je dit gesprek volgt"))
    written_to(
        scene.participant,
        subject="Nieuwe vraag",
        state="cancelled",
        last_error="Dit adres weigert onze post.",
    )
    written_to(scene.facilitator, subject="Voor een ander")

    page = page_of(team, scene.participant)

    assert "Anne reageerde" in page
    assert "Omdat je dit gesprek volgt." in page
    assert "Dit adres weigert onze post." in page
    assert "Voor een ander" not in page


def test_the_log_holds_no_words_of_letters_and_no_sign_in_code(scene, team):
    written_to(scene.participant, text="Dit is van haar alleen.", html="<p>Dit is van haar alleen.</p>")
    written_to(scene.participant, letter="account", has_secret=True, subject="Je code is 83 91 22")

    page = page_of(team, scene.participant)

    assert "Dit is van haar alleen." not in page
    assert "83 91 22" not in page
    assert "Mail om in te loggen" in page


def test_once_the_words_are_emptied_the_kind_of_letter_says_why(scene, team):
    written_to(scene.participant, letter="digest", text="", html="")

    assert "Omdat je een account hebt bij de Associatie Wijkteams" in page_of(team, scene.participant)


def test_a_letter_of_a_kind_that_is_gone_is_still_shown(scene, team):
    written_to(scene.participant, letter="nieuwjaarskaart", subject="Een goed jaar")

    assert "Een goed jaar" in page_of(team, scene.participant)


def test_an_empty_digest_and_a_refusing_address_explain_why_nothing_came(scene, team):
    told_nothing(scene.participant)
    SuppressionFactory(address=scene.participant.email, reason="550 5.1.1 No such user")

    page = page_of(team, scene.participant)

    assert "geen brief, want er was niets nieuws" in page
    assert "550 5.1.1 No such user" in page


def test_the_page_costs_as_many_queries_for_three_letters_as_for_one(scene, team, django_assert_num_queries):
    for _ in range(2):
        written_to(scene.participant)
        told_nothing(scene.participant)
        with django_assert_num_queries(18):
            page_of(team, scene.participant)
        written_to(scene.participant)


def test_searching_costs_as_many_queries_for_all_as_for_one(scene, team, django_assert_num_queries):
    for words in ("dina", "e"):
        with django_assert_num_queries(13):
            team.get(reverse("digests_office:members"), {"zoek": words})


@pytest.fixture
def news_for_participant(scene):
    """Something new in an open and in a closed group of hers, and for everybody."""
    for thread, audience in ((scene.open_thread, journal.PUBLIC), (scene.closed_thread, "group:1")):
        thread.title = f"Gesprek in {thread.group.name}"
        thread.save()
        post = PostFactory(thread=thread, author=scene.facilitator, position=2)
        journal.record("post_written", post, audience=audience, actor=None, now=post.posted_at)
    page = NewsPageFactory(title="Nieuwe handreiking")
    journal.record("news_published", page, audience=journal.PUBLIC, actor=None, now=post.posted_at)


def test_a_preview_shows_only_what_who_looks_may_see_herself(scene, team, news_for_participant):
    page = team.get(reverse("digests_office:preview", args=[scene.participant.pk])).content.decode()

    assert "Nieuwe handreiking" in page
    assert "Gesprek in Leergroep open" in page
    assert "Gesprek in Leergroep closed" not in page
    assert page.count("Iets waar jij niet bij kunt") == 1


def test_who_has_no_account_any_more_has_no_preview(scene, team):
    scene.participant.is_active = False
    scene.participant.save()

    assert team.get(reverse("digests_office:preview", args=[scene.participant.pk])).status_code == 404
    assert team.post(reverse("digests_office:send-proof", args=[scene.participant.pk])).status_code == 404


def proof_by(browser, member):
    """Press the button, and return what the page says and the letters that came of it."""
    answer = browser.post(reverse("digests_office:send-proof", args=[member.pk]), follow=True)
    return answer.content.decode(), list(OutgoingMail.objects.filter(letter="digest_proof").order_by("pk"))


def test_a_proof_goes_to_who_asked_for_it_with_what_she_may_see_herself(scene, team, news_for_participant):
    page, [proof] = proof_by(team, scene.participant)

    assert f"De proef is onderweg naar {scene.programme_team.email}." in page
    assert (proof.member, proof.to_address) == (scene.programme_team, scene.programme_team.email)
    assert proof.subject.startswith("Proef: ")
    assert proof.text.startswith("Dit is een proef")
    for form in (proof.text, proof.html):
        assert "Nieuwe handreiking" in form
        assert "Gesprek in Leergroep open" in form
        assert "Leergroep closed" not in form
        assert form.count("Iets waar jij niet bij kunt") == 1
        # What turns a switch of hers, or marks as read, is hers alone.
        assert "/mail/" not in form
    proof.subject = "Proef: Overzicht wijkteams, week 46"
    proof.text = re.sub(r"(Overzicht van) week \d+", r"\1 week 46", proof.text)
    assert_letter(proof, "digest_proof")


def test_a_proof_changes_nothing_for_its_member(scene, team, news_for_participant):
    def state():
        marks = list(ReadMark.objects.order_by("pk").values())
        return marks, DigestDelivery.objects.count(), DigestRun.objects.count(), blocks()

    def blocks():
        person = scene.participant
        return [
            line.title
            for block in digest_so_far(person, Roles.of(person), timezone.now())
            for part in block.parts
            for line in part.lines
        ]

    before = state()
    proof_by(team, scene.participant)

    assert state() == before


def test_a_second_proof_in_the_same_minute_is_refused(scene, news_for_participant, now):
    def ask(at):
        proving.send_proof(member_id=scene.participant.pk, actor=scene.programme_team, now=at)

    ask(now)
    with pytest.raises(proving.TooSoon):
        ask(now + timedelta(seconds=20))
    ask(now + timedelta(minutes=1))

    assert OutgoingMail.objects.filter(letter="digest_proof").count() == 2


def test_where_nothing_is_new_there_is_no_proof(scene, team):
    page, proofs = proof_by(team, scene.participant)

    assert proofs == []
    assert "Er is niets nieuws voor dit lid, dus ook geen proef." in page
    assert "Stuur mij een proef" not in page


def test_a_subject_does_not_count_what_is_hidden(scene, news_for_participant):
    hidden = PostFactory(thread=scene.closed_thread, author=scene.facilitator, position=3)
    Mention.objects.create(post=hidden, member=scene.participant)
    journal.record("post_written", hidden, audience="group:1", actor=None, now=hidden.posted_at)

    proving.send_proof(member_id=scene.participant.pk, actor=scene.programme_team, now=timezone.now())

    her_own = proof_for(scene.participant.pk, Roles.of(scene.participant), timezone.now())
    assert her_own.subject == "Je bent genoemd in 1 gesprek"
    assert "genoemd" not in OutgoingMail.objects.get(letter="digest_proof").subject


def test_a_proof_stays_here_when_what_it_tells_was_closed_to_its_reader(scene, team, news_for_participant):
    _page, [proof] = proof_by(team, scene.participant)

    assert still_visible([proof]) == {proof.pk}
    LearningGroup.objects.filter(pk=scene.open_group.pk).update(openness="closed", is_confidential=True)
    assert still_visible([proof]) == set()


def test_a_proof_says_that_its_member_wants_no_content_in_her_mail(scene, news_for_participant):
    scene.participant.mail_without_content = True
    scene.participant.save()

    proving.send_proof(member_id=scene.participant.pk, actor=scene.programme_team, now=timezone.now())

    assert "Dina Deelnemer koos mail zonder inhoud" in OutgoingMail.objects.get(letter="digest_proof").text


def test_who_may_not_look_after_the_post_sends_no_proof(scene, now):
    with pytest.raises(PermissionDenied):
        proving.send_proof(member_id=scene.participant.pk, actor=scene.editor, now=now)
