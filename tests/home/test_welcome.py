"""The three promises to a new member, and her first choices."""

import pytest

from home.queries.welcome import welcome
from learninggroups.permissions import Roles
from members.models import CHOOSABLE, Choice, Viewers
from tests.factories.home import LessonPageFactory
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db

OPEN = {"phone_viewers": Viewers.MEMBERS, "call_hours_viewers": Viewers.MEMBERS}


def caller(organization, name: str, **changes):
    """Return somebody who may be called by every member."""
    told = {"phone": "06 12345678", "call_hours": "dinsdag na tienen"} | OPEN | changes
    return AffiliationFactory(member=MemberFactory(name=name, **told), organization=organization).member


def test_the_two_to_call_fit_by_theme_then_by_region_and_said_so(scene, now):
    theme, region = ThemeFactory(), RegionFactory()
    scene.organization.themes.add(theme)
    scene.organization.region = region
    scene.organization.save()
    on_theme, nearby, far = OrganizationFactory(), OrganizationFactory(region=region), OrganizationFactory()
    on_theme.themes.add(theme)
    caller(far, "Verre Ver")
    caller(nearby, "Bea Buur")
    caller(on_theme, "Thea Thema")
    caller(on_theme, "Siska Stil", call_hours_viewers=Viewers.TEAM)
    caller(scene.organization, "Eigen Collega")

    people = welcome(Roles.of(scene.participant), now).people

    assert [(person.name, person.phone) for person in people] == [
        ("Thea Thema", "06 12345678"),
        ("Bea Buur", "06 12345678"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_it_says_what_runs_and_one_thing_to_do_in_each_form(
    scene, client_of, django_assert_num_queries, count
):
    for _ in range(count):
        theme = ThemeFactory()
        scene.open_group.theme = theme
        scene.open_group.save()
        caller(OrganizationFactory(), "Bel Mij")
        LessonPageFactory()
    client = client_of(scene.contact)
    client.get("/welkom/")

    with django_assert_num_queries(13):
        page = client.get("/welkom/").content.decode()

    assert theme.name in page
    for said in ("Schrijf: ", "Reageer: ", "Lees: ", "Bel: ", scene.open_question.title):
        assert said in page


def test_what_is_chosen_is_written_down_and_the_rest_stays_open(scene, client_of):
    client = client_of(scene.participant)
    fields = client.get("/welkom/").context["form"].fields
    assert not any(fields[name].initial for name in ("frequency", "level"))

    closed = {f"{field}_viewers": Viewers.SELF for field in CHOOSABLE}
    answer = client.post(
        "/welkom/", closed | {"phone_viewers": Viewers.MEMBERS, "frequency": "monthly", "level": ""}
    )

    assert answer["Location"] == "/mijn/"
    scene.participant.refresh_from_db()
    assert scene.participant.phone_viewers == Viewers.MEMBERS
    assert scene.participant.mail_preference.frequency == "monthly"
    chosen = Choice.objects.values_list("kind", "choice")
    assert set(chosen) == {
        ("visibility", "Alle leden"),
        ("visibility", "Alleen ik"),
        ("digest", "elke maand"),
    }
    assert len(chosen) == len(CHOOSABLE) + 1
