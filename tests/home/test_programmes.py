"""A national programme: its page, its line in time and its feed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home.models import DevelopmentPage
from home.queries.programmes import line_of, programme_page
from learninggroups.permissions import Roles
from questions.models import Outcome, Question
from tests.factories.home import PUBLISHED, DevelopmentPageFactory, LessonPageFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import QuestionFactory
from tests.factories.themes import ProgrammeFactory

TODAY = date(2026, 11, 16)


@pytest.fixture
def programme(db):
    """A programme of which nothing was made yet."""
    return ProgrammeFactory(name="Hervormingsagenda Jeugd", slug="jeugd", ask="Breed kijken.")


def fill(programme, count: int) -> None:
    """Make some of each kind."""
    for _ in range(count):
        DevelopmentPageFactory(programme=programme)
        LessonPageFactory(programme=programme)
        MeetingFactory(programme=programme)
        question = QuestionFactory(
            programme=programme,
            state=Question.State.COMPLETED,
            opened_at=PUBLISHED,
            deadline_at=PUBLISHED + timedelta(days=7),
        )
        Outcome.objects.create(
            question=question, text="De VNG nam dit mee.", happened_on=TODAY, recorded_at=PUBLISHED
        )


@pytest.mark.parametrize("count", [1, 3])
def test_the_line_gathers_every_kind_in_a_fixed_number_of_queries(
    scene, programme, django_assert_num_queries, count
):
    fill(programme, count)
    fill(ProgrammeFactory(), 1)
    roles = Roles.of(scene.participant)

    with django_assert_num_queries(7):
        page = programme_page(roles, programme, TODAY)

    moments = [moment for year in page.years for moment in year.moments]
    assert len(moments) == 4 * count
    assert moments == sorted(moments, key=lambda moment: moment.at, reverse=True)
    assert [year.number for year in page.years] == sorted({m.at.year for m in moments}, reverse=True)
    told = {moment.kind: moment.text for moment in moments}
    assert told["landelijke vraag"] == "De VNG nam dit mee."


def test_a_summary_with_something_newer_stands_there_muted(programme, client_of):
    newer = DevelopmentPageFactory(programme=programme, title="Nieuwe afspraken")
    DevelopmentPageFactory(programme=programme, title="Oude afspraken", superseded_by=newer)
    DevelopmentPageFactory(programme=programme, title="Niet online", live=False)

    shown = client_of(None).get(programme.get_absolute_url()).content.decode()

    assert f'Achterhaald door <a href="{newer.address}">Nieuwe afspraken</a>' in shown
    assert "Oude afspraken" in shown
    assert "Niet online" not in shown
    assert "Breed kijken." in shown


def test_a_stranger_sees_only_what_is_public(scene, programme, client_of):
    QuestionFactory(
        programme=programme, title="Voor leden", is_public=False, state=Question.State.OPEN,
        opened_at=PUBLISHED, deadline_at=PUBLISHED + timedelta(days=7),
    )  # fmt: skip
    MeetingFactory(programme=programme, title="Onder ons", openness="members")
    LessonPageFactory(programme=programme, title="Gesloten les", lead="Over een gezin.", closed=True)

    by_visitor = line_of(Roles(), programme, TODAY)
    by_member = line_of(Roles.of(scene.participant), programme, TODAY)
    feed = client_of(None).get(reverse("home:programme-feed", args=["jeugd"])).content.decode()

    assert {moment.title for moment in by_visitor} == {"Gesloten les"}
    assert {moment.title for moment in by_member} == {"Voor leden", "Onder ons", "Gesloten les"}
    assert "Over een gezin." not in [moment.text for moment in by_visitor]
    assert "Voor leden" not in feed
    assert "Gesloten les" in feed


def test_the_section_leads_with_the_programmes_in_their_order(programme, client_of):
    ProgrammeFactory(name="Aan het eind", slug="einde", position=9)
    DevelopmentPageFactory(programme=programme, title="Het geld voor volgend jaar")

    shown = client_of(None).get("/ontwikkelingen/").content.decode()
    narrowed = client_of(None).get("/ontwikkelingen/?programma=jeugd").content.decode()

    assert shown.index("Hervormingsagenda Jeugd") < shown.index("Aan het eind")
    assert "Het laatst:" in shown
    assert "Het laatst:" not in narrowed
    assert "Het geld voor volgend jaar" in narrowed


def test_a_programme_that_ended_says_what_came_after_it(programme, client_of):
    programme.ends_on = timezone.localdate() - timedelta(days=1)
    programme.save()
    assert "Dit programma liep tot" in client_of(None).get(programme.get_absolute_url()).content.decode()

    programme.successor = ProgrammeFactory(name="Wat erna kwam")
    programme.save()

    shown = client_of(None).get(programme.get_absolute_url()).content.decode()
    assert "Opgevolgd door" in shown
    assert "Wat erna kwam" in shown


def test_a_page_of_a_deleted_programme_stays(programme):
    page = DevelopmentPageFactory(programme=programme)

    programme.delete()

    assert DevelopmentPage.objects.get(pk=page.pk).programme is None
