"""What administrators read of what was done."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from audit import trail
from audit.actions import seal_log
from audit.acts import Act
from audit.models import Entry
from members.models import ADMINISTRATORS, PROGRAMME_TEAM
from members.queries.log import log_page
from tests.factories.members import AffiliationFactory, MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 10, tzinfo=UTC)


def read(**asked):
    return log_page(**{"act": "", "name": "", "page": None, "now": NOW} | asked)


@pytest.fixture
def places():
    """Three places of which the role changed, by three people."""
    places = AffiliationFactory.create_batch(3)
    for place in places:
        trail.record(Act.ROLE_CHANGED, actor=place.member, subject=place, facts={"role": "contact"}, now=NOW)
    return places


def test_a_line_says_who_did_what_to_what(places):
    trail.record(Act.MEMBER_LEAVES, actor=None, subject=places[0].member, reason="vroeg het zelf", now=NOW)

    newest = read().lines[0]

    assert (newest.who, newest.what, newest.reason) == ("het portaal zelf", "lid gaat weg", "vroeg het zelf")
    assert newest.about == f"{places[0].member.name} (lid {places[0].member.pk})"
    assert newest.about_address == places[0].member.get_absolute_url()


def test_the_facts_of_an_act_are_said_in_dutch():
    facts = {"role": "contact", "active": True, "teams": [], "count": 1}
    trail.record(Act.ROLE_CHANGED, actor=None, facts=facts, now=NOW)

    assert read().lines[0].facts == "kan inloggen: ja, aantal: 1, rol: contactpersoon, teams: geen"


def test_one_looks_for_an_act_or_a_person(places):
    trail.record(Act.INVITED, actor=places[0].member, now=NOW)

    assert [line.what for line in read(act="invited").lines] == ["uitgenodigd"]
    assert {line.who for line in read(name=places[1].member.name.upper()).lines} == {places[1].member.name}


def test_what_is_gone_is_named_by_its_number(places):
    number = places[0].pk
    Entry.objects.exclude(subject_id=number).delete()
    places[0].delete()

    assert read().lines[0].about == f"aanstelling {number}"


def test_the_seals_of_a_month_cost_as_much_as_one(places, django_assert_num_queries):
    seal_log(now=NOW)
    with django_assert_num_queries(7):
        read()
    for days in (1, 2):
        trail.record(Act.INVITED, actor=None, now=NOW + timedelta(days=days))
        seal_log(now=NOW + timedelta(days=days))

    with django_assert_num_queries(7):
        assert read(now=NOW + timedelta(days=3)).broken == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_the_same_for_one_and_three(count, places, django_assert_num_queries):
    Entry.objects.filter(pk__in=Entry.objects.order_by("pk").values("pk")[count:]).delete()

    with django_assert_num_queries(6):
        assert len(read().lines) == count


def test_the_page_says_when_a_day_no_longer_fits(client_of, places):
    administrator = MemberFactory()
    administrator.groups.add(Group.objects.get(name=ADMINISTRATORS))
    seal_log(now=NOW)
    fits = client_of(administrator).get("/beheer/lidmaatschap/logboek/").content.decode()

    Entry.objects.filter(subject_id=places[0].pk).update(reason="later geschreven")

    changed = client_of(administrator).get("/beheer/lidmaatschap/logboek/").content.decode()
    assert "klopt met de zegels" in fits
    assert "Het logboek klopt niet meer" in changed


def test_who_gets_a_role_in_the_back_office_is_written_down(scene, client_of):
    team = Group.objects.get(name=PROGRAMME_TEAM)
    office = client_of(scene.administrator)
    sent = {"name": scene.participant.name, "is_active": "on", "groups": [team.pk]}

    office.post(f"/beheer/users/edit/{scene.participant.pk}/", sent)
    office.post(f"/beheer/bulk/members/member/assign_role/?id={scene.elsewhere.pk}", {"role": team.pk})

    written = Entry.objects.filter(act=Act.ACCOUNT_CHANGED).order_by("pk")
    assert [(entry.actor, entry.subject_id, entry.facts) for entry in written] == [
        (scene.administrator, who.pk, {"teams": [PROGRAMME_TEAM], "active": True})
        for who in (scene.participant, scene.elsewhere)
    ]
