"""Questions of members about a development: asked, answered, made public, and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from activity.models import Event
from home.actions import enquiries as actions
from home.models import Enquiry
from home.permissions import may_see_enquiry
from home.queries.enquiries import enquiry_desks
from home.queries.finding import Wanted, find, places_to_search
from home.queries.worklist import worklist
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from tests.cast import ROLES
from tests.factories.home import DevelopmentPageFactory, EnquiryFactory
from tests.factories.members import AffiliationFactory
from tests.golden import assert_letter


@pytest.fixture
def summary(scene):
    """A summary online."""
    return DevelopmentPageFactory(title="Geld voor lokale teams")


@pytest.fixture
def asked(scene, summary, now):
    """A question of the participant."""
    return actions.ask(
        page=summary,
        text="Geldt dit ook voor kleine gemeenten?",
        naming="named",
        organization=scene.organization,
        actor=scene.participant,
        now=now,
    )


@pytest.fixture
def answered(scene, asked, now):
    """That question with the answer of the programme team; somebody else wanted to know it too."""
    actions.want_answer(enquiry=asked, actor=scene.elsewhere, now=now)
    actions.answer_enquiry(
        enquiry=asked, text="Ja, voor alle gemeenten.", actor=scene.programme_team, now=now
    )
    return again(asked)


def again(enquiry: Enquiry) -> Enquiry:
    return Enquiry.objects.select_related("page", "previous", "follow_up").get(pk=enquiry.pk)


def test_a_member_asks_on_one_screen_and_members_read_it_at_once(scene, summary, client_of):
    address = reverse("home:ask", args=[summary.pk])

    empty = client_of(scene.participant).post(address, {"text": "", "naming": "organization"})
    sent = client_of(scene.participant).post(address, {"text": "Vanaf wanneer?", "naming": "organization"})

    assert empty.status_code == 422
    assert "Schrijf hier je vraag." in empty.content.decode()
    enquiry = Enquiry.objects.get()
    assert sent.headers["Location"] == f"{summary.address}#vraag-{enquiry.pk}"
    by_member = client_of(scene.elsewhere).get(summary.address).content.decode()
    by_visitor = client_of(None).get(summary.address).content.decode()
    assert "Vraag van iemand van Wijkteam Oost" in by_member
    assert "Dina Deelnemer" not in by_member
    assert "Vanaf wanneer?" not in by_visitor


def test_who_works_at_two_places_says_which(scene, summary, client_of):
    AffiliationFactory(member=scene.participant, organization=scene.other_organization)
    client, address = client_of(scene.participant), reverse("home:ask", args=[summary.pk])
    typed = {"text": "Vanaf wanneer?", "naming": "named"}

    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"organization": scene.other_organization.pk}).status_code == 303
    assert Enquiry.objects.get().voice == "Dina Deelnemer, Wijkteam West"


def test_the_programme_team_hears_of_questions_once_a_day(scene, asked, summary, now):
    night = now.replace(hour=2)
    assert actions.tell_programme_team(now=night) == 0
    assert actions.tell_programme_team(now=now) == 1
    actions.ask(
        page=summary, text="En wij?", naming="unnamed", organization=None, actor=scene.elsewhere, now=now
    )

    assert actions.tell_programme_team(now=now + timedelta(minutes=1)) == 0
    assert actions.tell_programme_team(now=now + timedelta(days=1)) == 1

    first, second = OutgoingMail.objects.filter(letter="enquiries_waiting").order_by("pk")
    assert first.to_address == second.to_address == scene.programme_team.email
    assert_letter(first, "enquiries_waiting")
    assert "Gevraagd door een lid" in second.text


def test_an_answer_is_told_to_who_asked_and_who_wanted_to_know(scene, answered):
    letters = OutgoingMail.objects.filter(letter="enquiry_answered")

    assert {mail.to_address for mail in letters} == {scene.participant.email, scene.elsewhere.email}
    assert_letter(letters.get(to_address=scene.participant.email), "enquiry_answered")
    assert_letter(letters.get(to_address=scene.elsewhere.email), "enquiry_answered_too")
    event = Event.objects.get(kind="enquiry_answered")
    assert (event.audience, event.subject_id) == ("members", answered.pk)


def test_two_of_the_team_do_not_answer_over_each_other(scene, answered, now, client_of):
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_enquiry(enquiry=answered, text="Nee.", actor=scene.programme_team, now=now)

    client_of(scene.programme_team).post(
        answered.get_absolute_url(),
        {"what": "answer", f"answer-{answered.pk}-text": "Ja, en ook voor regio's."},
    )

    assert again(answered).answer == "Ja, en ook voor regio's."
    assert OutgoingMail.objects.filter(letter="enquiry_answered").count() == 2


def test_it_is_public_only_once_who_asked_says_so(scene, answered, summary, client_of):
    visitor = client_of(None)
    assert "kleine gemeenten" not in visitor.get(summary.address).content.decode()
    own = client_of(scene.participant).get(answered.get_absolute_url()).content.decode()
    assert "checked" not in own.split('name="readers-')[1].split(">")[0]

    client_of(scene.participant).post(
        answered.get_absolute_url(),
        {
            "what": "readers",
            f"readers-{answered.pk}-is_public": "on",
            f"readers-{answered.pk}-naming": "unnamed",
        },
    )

    shown = visitor.get(summary.address).content.decode()
    assert "Vraag van een lid" in shown
    assert "Ja, voor alle gemeenten." in shown
    assert visitor.get(answered.get_absolute_url()).status_code == 200


def test_who_asked_asks_on_once(scene, answered, now):
    follow_up = actions.ask_on(enquiry=answered, text="En voor regio's?", actor=scene.participant, now=now)

    with pytest.raises(PermissionDenied):
        actions.ask_on(enquiry=answered, text="En nog iets?", actor=scene.participant, now=now)
    with pytest.raises(PermissionDenied):
        actions.ask_on(enquiry=again(follow_up), text="En nog iets?", actor=scene.participant, now=now)
    assert [one.previous_id for one in Enquiry.objects.in_turn()] == [None, answered.pk]


def test_what_is_answered_is_not_changed_but_can_be_taken_back(scene, answered, now, client_of):
    actions.ask_on(enquiry=answered, text="En voor regio's?", actor=scene.participant, now=now)
    with pytest.raises(PermissionDenied):
        actions.change_enquiry(enquiry=answered, text="Anders.", actor=scene.participant)

    sent = client_of(scene.participant).post(answered.get_absolute_url(), {"what": "withdraw"})

    assert sent.headers["Location"] == answered.page.address
    assert not Enquiry.objects.exists()
    assert not Event.objects.filter(kind="enquiry_answered").exists()


def test_a_question_is_hidden_with_a_reason_and_shown_again(scene, answered, now, client_of):
    follow_up = actions.ask_on(enquiry=answered, text="En voor regio's?", actor=scene.participant, now=now)
    actions.hide_enquiry(
        enquiry=answered, reason="Er staat een naam van een inwoner in.", actor=scene.programme_team, now=now
    )

    assert client_of(scene.elsewhere).get(answered.get_absolute_url()).status_code == 404
    assert client_of(scene.elsewhere).get(follow_up.get_absolute_url()).status_code == 404
    assert client_of(scene.participant).get(answered.get_absolute_url()).status_code == 200
    assert_letter(OutgoingMail.objects.get(letter="enquiry_hidden"), "enquiry_hidden")

    actions.show_enquiry(enquiry=answered, actor=scene.programme_team)

    assert client_of(scene.elsewhere).get(follow_up.get_absolute_url()).status_code == 200


def test_it_waits_on_the_worklist_until_it_is_answered(scene, asked, now):
    def waiting() -> list[str]:
        rows = worklist(Roles.of(scene.programme_team), now).rows
        return [work.address for work, _waited in rows if work.kind == "Vraag van een lid"]

    assert waiting() == [asked.get_absolute_url()]

    actions.answer_enquiry(enquiry=asked, text="Ja.", actor=scene.programme_team, now=now)

    assert waiting() == []


@pytest.mark.parametrize("role", ["participant", "editor"])
def test_others_neither_answer_nor_hide(scene, asked, now, role):
    actor = scene.person(role)

    for act in (
        lambda: actions.answer_enquiry(enquiry=asked, text="Ja.", actor=actor, now=now),
        lambda: actions.hide_enquiry(enquiry=asked, reason="Weg.", actor=actor, now=now),
        lambda: actions.show_enquiry(enquiry=asked, actor=actor),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_what_is_seen_agrees_with_the_rule(scene, summary, now):
    own = {"page": summary, "asker": scene.participant}
    hidden = {"hidden_at": now, "hidden_reason": "Een naam."}
    EnquiryFactory(**own)
    first = EnquiryFactory(**own, public=True)
    EnquiryFactory(**own, public=True, previous=first)
    EnquiryFactory(**own, public=True, previous=EnquiryFactory(**own, answered=True))
    EnquiryFactory(**own, public=True, **hidden)
    EnquiryFactory(asker=scene.participant, public=True, page__live=False)

    for role in ROLES:
        person = scene.person(role)
        roles = Roles.of(person) if person else Roles()
        visible = set(Enquiry.objects.visible_to(roles))
        allowed = {one for one in Enquiry.objects.all() if may_see_enquiry(roles, one)}
        assert visible == allowed, role


def test_only_the_team_sees_who_wants_to_know(scene, asked, now):
    actions.want_answer(enquiry=asked, actor=scene.elsewhere, now=now)

    seen = {
        role: enquiry_desks(Roles.of(scene.person(role)), asked)[0].interested
        for role in ("participant", "elsewhere", "programme_team")
    }

    assert seen == {"participant": (), "elsewhere": (), "programme_team": ("Els Elders",)}


@pytest.mark.parametrize("count", [1, 3])
def test_a_summary_with_questions_costs_the_same_for_one_and_three(
    scene, summary, client_of, django_assert_num_queries, count
):
    EnquiryFactory.create_batch(count, page=summary, answered=True, answered_by=scene.programme_team)
    client = client_of(scene.elsewhere)
    client.get(summary.address)

    with django_assert_num_queries(9):
        client.get(summary.address)


def test_a_question_is_found_by_who_may_read_it(scene, answered, now):
    def found(roles):
        page = find(roles, Wanted(words="gemeenten"), places_to_search(), now)
        return [result.address for result in page.results]

    assert found(Roles.of(scene.elsewhere)) == [answered.get_absolute_url()]
    assert found(Roles()) == []
