"""Becoming a member: one screen, an address that says yes, and what the programme team does with it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from audit.models import Entry
from home.queries.worklist import worklist
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from members.actions import applications
from members.models import Affiliation, Application, Invitation, Organization
from members.permissions import may_see_application
from members.queries.applications import application_page, likely_doubles
from tests.cast import ROLES
from tests.factories.members import AffiliationFactory, ApplicationFactory, MemberFactory, OrganizationFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db

ADDRESS = "nora@elders.example"
TYPED = {
    "name": "Nora Nieuw",
    "email": ADDRESS,
    "organization": "Buurtteam Zuid",
    "words": "Wij leren graag.",
}


def letter(kind: str) -> OutgoingMail:
    """Return the one letter of a kind."""
    return OutgoingMail.objects.get(letter=kind)


def link_in(mail: OutgoingMail) -> str:
    """Return the path of the applicant's own page."""
    return "/lid-worden/" + mail.text.split("/lid-worden/")[1].split("/")[0] + "/"


def apply(client: Client, **changes) -> str:
    """Send the form, and return the page that follows."""
    return client.post("/lid-worden/", TYPED | changes, follow=True).content.decode()


def test_from_the_form_to_a_contact_person_of_a_new_organisation(scene, client_of):
    visitor, team = client_of(None), client_of(scene.programme_team)
    roles = Roles.of(scene.programme_team)
    apply(visitor)
    own = link_in(letter("application_confirm"))
    assert_letter(letter("application_confirm"), "application_confirm")

    visitor.get(own)
    assert not Application.objects.visible_to(roles).exists(), "opening a link changes nothing"
    visitor.post(own, {"do": "confirm"})

    application = Application.objects.visible_to(roles).get()
    work = next(
        row for row, _ in worklist(roles, application.waiting_since).rows if row.kind == "Wil lid worden"
    )
    assert (work.title, work.is_mine) == ("Buurtteam Zuid", True)
    team.post(work.address, {"do": "ask", "question": "Voor welke wijken werken jullie?"})
    assert_letter(letter("application_asked"), "application_asked")
    assert visitor.post(own, {"do": "answer", "answer": ""}).status_code == 422
    visitor.post(own, {"do": "answer", "answer": "Voor drie wijken in Zuid."})
    page = team.get(work.address).content.decode()
    assert "Voor drie wijken in Zuid." in page
    accepted = team.post(
        work.address, {"do": "accept", "place": "new", "new_name": "Buurtteam Zuid", "role": "contact"}
    )

    assert accepted.status_code == 303
    invitation = Invitation.objects.get(email=ADDRESS)
    assert (invitation.organization.name, invitation.role) == ("Buurtteam Zuid", Affiliation.Role.CONTACT)
    assert "Welkom." in visitor.get(own).content.decode()
    assert set(Entry.objects.values_list("act", flat=True)) == {
        "applicant-asked",
        "invited",
        "application-accepted",
    }


def test_a_known_address_gets_the_same_page_and_its_owner_a_kind_letter(scene, client_of):
    visitor = client_of(None)

    pages = [apply(visitor, email=email, organization="") for email in (ADDRESS, scene.participant.email)]

    assert pages[0] == pages[1]
    assert_letter(letter("application_known"), "application_known")
    assert [one.email for one in Application.objects.all()] == [ADDRESS]


def test_a_member_who_is_signed_in_asks_for_another_organisation_without_a_letter(scene, client_of):
    apply(client_of(scene.participant), email=scene.participant.email)

    application = Application.objects.get()
    assert application.state == Application.State.WAITING
    assert not OutgoingMail.objects.exists()
    assert application_page(application).member == scene.participant


def test_the_form_asks_no_more_than_a_name_and_an_address(client_of):
    visitor = client_of(None)
    refused = visitor.post("/lid-worden/", {"organization": "Buurtteam Zuid"})

    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"name", "email"}
    assert visitor.post("/lid-worden/", {"name": "Nora", "email": ADDRESS}).status_code == 303
    visitor.post("/lid-worden/", {"name": "Robot", "email": "r@elders.example", "website": "x"})
    assert Application.objects.count() == 1


def test_from_one_place_come_five_applications_an_hour(client_of):
    statuses = [
        client_of(None).post("/lid-worden/", TYPED | {"email": f"n{number}@elders.example"}).status_code
        for number in range(6)
    ]

    assert statuses == [303] * 5 + [429]


def test_a_declined_one_hears_why_and_is_forgotten_after_four_weeks(scene, now):
    application = ApplicationFactory(organization="Buurtteam Zuid", email=ADDRESS)
    applications.decline_application(
        application=application, reason="Jullie zijn een koepel.", actor=scene.programme_team, now=now
    )
    assert_letter(letter("application_declined"), "application_declined")
    with pytest.raises(applications.AlreadyDecided):
        applications.accept_application(
            application=application,
            organization=None,
            new_name="",
            role="contact",
            actor=scene.programme_team,
            now=now,
        )
    ApplicationFactory(unconfirmed=True, unconfirmed_since=now - timedelta(days=8))
    waiting = ApplicationFactory()

    assert applications.forget(now=now + timedelta(weeks=4)) == 1
    assert applications.forget(now=now + timedelta(weeks=4, seconds=1)) == 1
    assert list(Application.objects.all()) == [waiting]
    assert not OutgoingMail.objects.filter(to_address=ADDRESS).exists()


def test_who_withdraws_is_forgotten_at_once(client_of):
    visitor = client_of(None)
    apply(visitor)
    own = link_in(letter("application_confirm"))

    visitor.post(own, {"do": "withdraw"})

    assert not Application.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert visitor.get(own).status_code == 410


def test_likely_doubles_share_a_telling_word_or_a_host():
    same = OrganizationFactory(name="Sociaal wijkteam Zuiderpark")
    OrganizationFactory(name="Sociaal wijkteam Noord")
    at_host = AffiliationFactory(member=MemberFactory(email="cor@zuid.example")).organization

    assert likely_doubles("Stichting Zuiderpark", ADDRESS) == [same]
    assert likely_doubles("Wijkteam Elders", "nora@zuid.example") == [at_host]


def test_a_name_that_is_taken_makes_no_second_organisation(scene, client_of):
    application = ApplicationFactory(organization="wijkteam oost")
    refused = client_of(scene.programme_team).post(
        application.get_absolute_url(),
        {"do": "accept", "place": "new", "new_name": "wijkteam oost", "role": "contact"},
    )

    assert refused.status_code == 422
    assert "Er is al een organisatie met deze naam." in refused.content.decode()
    assert Organization.objects.filter(name__iexact="wijkteam oost").count() == 1


@pytest.mark.parametrize("role", ROLES)
def test_only_the_programme_team_sees_and_judges_who_is_proven(scene, role, now):
    person = scene.person(role)
    roles = Roles.of(person) if person else Roles()
    for application in (ApplicationFactory(), ApplicationFactory(unconfirmed=True)):
        seen = application in Application.objects.visible_to(roles)
        assert seen is may_see_application(roles, application)
    if person and role != "programme_team":
        with pytest.raises(PermissionDenied):
            applications.decline_application(application=application, reason="Nee.", actor=person, now=now)
