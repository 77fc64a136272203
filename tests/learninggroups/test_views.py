"""The pages of learning groups, as browsers meet them."""

import pytest
from django.contrib.messages import get_messages

from learninggroups.actions import posts as actions
from learninggroups.actions import threads
from learninggroups.models import LearningGroup, ReadMark, Thread
from tests.factories.learninggroups import STARTED, PostFactory, ThreadFactory

TEXT = "<p>Dit herken ik.</p>"


@pytest.fixture
def thread(scene, closed, now):
    """A thread of one post, by the facilitator."""
    return actions.start_thread(
        group=closed, title="Eerst de spanning eraf", body=TEXT, actor=scene.facilitator, now=now
    )


def page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("role", ["visitor", "elsewhere", "contact", "programme_team", "administrator"])
def test_a_stranger_sees_of_a_closed_group_only_who_it_is(scene, client_of, group_of, now, role):
    group = group_of(
        "closed",
        purpose="Veilig over veiligheid praten.",
        welcome="Wat hier gezegd wordt, blijft hier.",
        house_rules="Wat je hoort, blijft hier.",
        contact_line="Bel Bea op 06 12345678.",
    )
    actions.start_thread(
        group=group, title="Een geheim gesprek", body="<p>geheime tekst</p>", actor=scene.participant, now=now
    )

    shown = page(client_of(scene.person(role)).get(group.get_absolute_url()))

    for visible in ("Veilig over veiligheid praten.", "Bea Begeleider", "Bel Bea op 06 12345678."):
        assert visible in shown
    for hidden in ("geheim", "Dina Deelnemer", "blijft hier"):
        assert hidden not in shown


def test_a_participant_sees_house_rules_and_threads(scene, client_of, group_of, now):
    group = group_of("closed", house_rules="Wat hier gezegd wordt, blijft hier.")
    actions.start_thread(group=group, title="Mijn vraag", body=TEXT, actor=scene.facilitator, now=now)

    shown = page(client_of(scene.participant).get(group.get_absolute_url()))

    assert "Wat hier gezegd wordt, blijft hier." in shown
    assert "Mijn vraag" in shown
    assert "1 nieuw<" in shown


def test_who_joins_is_welcomed_once(scene, client_of, group_of):
    group = group_of("members", welcome="Fijn dat je er bent.", house_rules="Bel gerust.")
    client = client_of(scene.elsewhere)

    arrived = client.post(f"{group.get_absolute_url()}meedoen/", follow=True)

    assert arrived.redirect_chain == [(f"{group.get_absolute_url()}welkom/", 303)]
    for text in ("Fijn dat je er bent.", "Bel gerust."):
        assert text in page(arrived)
    assert "Fijn dat je er bent." not in page(client.get(group.get_absolute_url()))


def test_a_group_asks_its_own_question(scene, client_of, group_of):
    own = group_of("closed", join_question="Wat hoop je hier te leren?")
    plain = group_of("closed")
    client = client_of(scene.elsewhere)

    assert "Wat hoop je hier te leren?" in page(client.get(f"{own.get_absolute_url()}meedoen/"))
    assert "Waarom wil je meedoen?" in page(client.get(f"{plain.get_absolute_url()}meedoen/"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"purpose": ""}, "Schrijf in een paar zinnen waarvoor de groep er is."),
    ],
)
def test_a_description_that_does_not_fit_is_explained(scene, client_of, closed, typed, told):
    answer = client_of(scene.facilitator).post(
        f"{closed.get_absolute_url()}beschrijving/", {"purpose": "Samen leren."} | typed
    )

    assert answer.status_code == 422
    assert told in page(answer)


@pytest.mark.parametrize("openness", ["members", "closed"])
def test_the_link_in_a_letter_leads_a_visitor_to_signing_in(client_of, group_of, openness):
    thread = ThreadFactory(group=group_of(openness))
    path = f"/leergroepen/gesprekken/{thread.pk}/?pagina=2"

    response = client_of(None).get(path)
    unknown = client_of(None).get("/leergroepen/gesprekken/999999/")

    assert response.headers["Location"] == (
        f"/inloggen/?next=/leergroepen/gesprekken/{thread.pk}/%3Fpagina%3D2"
    )
    # Whether there is such a thread at all, a visitor does not learn.
    assert unknown.status_code == response.status_code == 302


def test_reading_a_page_changes_nothing_until_the_page_says_so(scene, client_of, thread):
    client = client_of(scene.participant)

    shown = page(client.get(thread.get_absolute_url()))
    assert f'data-hx-post="/leergroepen/gesprekken/{thread.pk}/gelezen/"' in shown
    assert not ReadMark.objects.filter(member=scene.participant).exists()

    path = f"/leergroepen/gesprekken/{thread.pk}/gelezen/"
    by_script = client.post(path, {"position": "1"}, headers={"HX-Request": "true"})
    by_hand = client.post(path, {"position": "1"})

    assert (by_script.status_code, by_hand.status_code) == (204, 303)
    assert by_hand.headers["Location"] == thread.group.get_absolute_url()
    assert ReadMark.objects.get(member=scene.participant).position == 1
    assert "gelezen/" not in page(client.get(thread.get_absolute_url()))


@pytest.mark.parametrize("position", ["", "0", "-1", "x", "٣", "9" * 30])
def test_a_mark_at_no_position_is_refused(scene, client_of, thread, position):
    response = client_of(scene.participant).post(
        f"/leergroepen/gesprekken/{thread.pk}/gelezen/", {"position": position}
    )

    assert response.status_code == 404
    assert not ReadMark.objects.filter(member=scene.participant).exists()


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "", "9" * 30])
def test_a_page_that_is_not_there_is_not_found(scene, client_of, thread, number):
    response = client_of(scene.participant).get(thread.get_absolute_url(), {"pagina": number})

    assert response.status_code == 404


def test_a_reply_leads_to_itself(scene, client_of, thread):
    response = client_of(scene.participant).post(
        f"/leergroepen/gesprekken/{thread.pk}/reageren/", {"body": "Ja, ik ook.", "seen": "1"}
    )

    assert response.status_code == 303
    assert response.headers["Location"] == f"{thread.get_absolute_url()}#bericht-2"
    assert thread.posts.get(position=2).body == "<p>Ja, ik ook.</p>"


def test_a_reply_leads_to_what_others_wrote_meanwhile(scene, client_of, thread, now):
    actions.post_reply(thread=thread, body=TEXT, actor=scene.facilitator, now=now)

    response = client_of(scene.participant).post(
        f"/leergroepen/gesprekken/{thread.pk}/reageren/", {"body": TEXT, "seen": "1"}
    )

    assert response.headers["Location"] == f"{thread.get_absolute_url()}#bericht-2"


def test_an_empty_reply_comes_back_with_a_word(scene, client_of, thread):
    response = client_of(scene.participant).post(
        f"/leergroepen/gesprekken/{thread.pk}/reageren/", {"body": "<p></p>", "seen": "1"}
    )

    assert response.status_code == 422
    assert "Schrijf eerst iets." in page(response)


def test_a_reply_to_a_thread_that_was_closed_meanwhile_is_not_lost(scene, client_of, thread, now):
    threads.close_thread(thread=thread, actor=scene.facilitator, now=now)

    response = client_of(scene.participant).post(
        f"/leergroepen/gesprekken/{thread.pk}/reageren/", {"body": "Mijn lange verhaal", "seen": "1"}
    )

    assert response.status_code == 422
    assert "afgesloten" in page(response)
    assert "Mijn lange verhaal" in page(response)
    assert thread.posts.count() == 1


def test_a_thread_starts_from_a_form(scene, client_of, closed):
    response = client_of(scene.participant).post(
        f"/leergroepen/{closed.slug}/nieuw-gesprek/", {"title": "Mijn vraag", "body": TEXT}
    )

    started = Thread.objects.get(title="Mijn vraag")
    assert (response.status_code, response.headers["Location"]) == (303, started.get_absolute_url())


def test_a_thread_without_a_title_keeps_what_was_typed(scene, client_of, closed):
    response = client_of(scene.participant).post(
        f"/leergroepen/{closed.slug}/nieuw-gesprek/", {"title": "", "body": "Mijn lange verhaal"}
    )

    assert response.status_code == 422
    assert "Geef je gesprek een titel." in page(response)
    assert "Mijn lange verhaal" in page(response)


def test_a_post_is_changed_as_rich_or_as_plain_text(scene, client_of, thread):
    post = thread.posts.get()
    client = client_of(scene.facilitator)
    path = f"/leergroepen/berichten/{post.pk}/wijzigen/"

    assert "&lt;p&gt;Dit herken ik.&lt;/p&gt;" in page(client.get(path))
    assert "&lt;p&gt;" not in page(client.get(f"{path}?plat")).split("<textarea")[1]

    response = client.post(f"{path}?plat", {"body": "Eén.\n\nTwee."})

    post.refresh_from_db()
    assert post.body == "<p>Eén.</p>\n\n<p>Twee.</p>"
    assert response.headers["Location"] == f"{thread.get_absolute_url()}#bericht-1"
    assert "gewijzigd" in page(client.get(thread.get_absolute_url()))


def test_a_deleted_post_leaves_a_marker(scene, client_of, thread):
    post = thread.posts.get()

    client_of(scene.facilitator).post(f"/leergroepen/berichten/{post.pk}/verwijderen/")

    shown = page(client_of(scene.participant).get(thread.get_absolute_url()))
    assert "Dit bericht is door de schrijver verwijderd." in shown
    assert "Dit herken ik" not in shown


def test_a_closed_thread_offers_no_reply(scene, client_of, closed):
    thread = ThreadFactory(group=closed, post_count=1, closed_at=STARTED)
    PostFactory(thread=thread, position=1)

    shown = page(client_of(scene.participant).get(thread.get_absolute_url()))

    assert "Dit gesprek is afgesloten." in shown
    assert "/reageren/" not in shown


def test_asking_twice_says_so_kindly(scene, client_of, closed):
    client = client_of(scene.contact)

    response = client.post(f"/leergroepen/{closed.slug}/meedoen/", {"motivation": "Nog eens."})

    assert response.status_code == 303
    assert "Je had al gevraagd" in str(next(iter(get_messages(response.wsgi_request))))


def test_a_request_answered_by_another_facilitator_says_so(scene, client_of, closed):
    membership = closed.memberships.get(member=scene.contact)
    client = client_of(scene.facilitator)
    client.post(f"/leergroepen/{closed.slug}/aanvragen/{membership.pk}/toelaten/")

    response = client.post(
        f"/leergroepen/{closed.slug}/aanvragen/{membership.pk}/afwijzen/", {"word": "Toch niet."}
    )

    assert response.status_code == 303
    assert "al beantwoord" in [str(message) for message in get_messages(response.wsgi_request)][-1]


def test_a_membership_of_another_group_is_not_found_here(scene, client_of, closed, group_of):
    membership = group_of("closed").memberships.get(member=scene.contact)

    response = client_of(scene.facilitator).post(
        f"/leergroepen/{closed.slug}/aanvragen/{membership.pk}/toelaten/"
    )

    assert response.status_code == 404


def test_a_facilitator_describes_the_group(scene, client_of, closed):
    response = client_of(scene.facilitator).post(
        f"/leergroepen/{closed.slug}/beschrijving/",
        {
            "purpose": "Leren van visites.",
            "welcome": "Welkom.",
            "rhythm": "elke dinsdag",
            "contact_line": "Bel Bea.",
        },
    )

    closed.refresh_from_db()
    assert response.status_code == 303
    assert (closed.purpose, closed.welcome, closed.rhythm, closed.contact_line) == (
        "Leren van visites.",
        "Welkom.",
        "elke dinsdag",
        "Bel Bea.",
    )


def test_the_programme_team_starts_a_group(scene, client_of):
    response = client_of(scene.programme_team).post(
        "/beheer/leergroepen/new/",
        {
            "name": "Toegang tot hulp",
            "purpose": "Samen leren over toegang.",
            "openness": "closed",
            "facilitators": f"{scene.facilitator.email}\n {scene.contact.email.upper()} ",
        },
    )

    group = LearningGroup.objects.get(name="Toegang tot hulp")
    assert response.status_code == 302
    assert group.slug == "toegang-tot-hulp"
    assert set(group.memberships.facilitating().values_list("member", flat=True)) == {
        scene.facilitator.pk,
        scene.contact.pk,
    }


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"facilitators": "niemand@example.nl"}, "Hier hoort geen lid bij: niemand@example.nl."),
        ({"facilitators": ""}, "Een leergroep heeft ten minste één begeleider."),
        ({"name": "Gesprekken"}, "Kies een andere naam"),
        ({"name": "Leergroep: open"}, "Kies een andere naam"),
        ({"name": "!!!"}, "Kies een andere naam"),
    ],
)
def test_a_group_that_cannot_start_says_why(scene, client_of, changes, complaint):
    valid = {
        "name": "Toegang",
        "purpose": "Samen leren.",
        "openness": "members",
        "facilitators": scene.facilitator.email,
    }

    response = client_of(scene.programme_team).post("/beheer/leergroepen/new/", valid | changes)

    assert response.status_code == 200
    assert complaint in page(response)
    assert LearningGroup.objects.count() == 2


def test_naming_other_facilitators_keeps_the_former_one_as_participant(scene, client_of, closed):
    path = f"/beheer/leergroepen/edit/{closed.pk}/"
    client = client_of(scene.programme_team)
    assert scene.facilitator.email in page(client.get(path))

    client.post(
        path, {"name": "Nieuwe naam", "purpose": "Samen leren.", "facilitators": scene.elsewhere.email}
    )

    closed.refresh_from_db()
    places = dict(closed.memberships.taking_part().values_list("member", "role"))
    assert (closed.name, closed.openness) == ("Nieuwe naam", "closed")
    assert places == {
        scene.elsewhere.pk: "facilitator",
        scene.facilitator.pk: "participant",
        scene.participant.pk: "participant",
    }
