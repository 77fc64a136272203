"""What the back office sees of the mail of one member."""

import pytest
from django.urls import reverse

from activity import journal
from mailing.models import OutgoingMail
from tests.factories.digests import DigestDeliveryFactory, DigestRunFactory
from tests.factories.home import NewsPageFactory
from tests.factories.learninggroups import PostFactory
from tests.factories.mailing import OutgoingMailFactory, SuppressionFactory

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
