"""What the programme team sees of a question: how far each voice is, and the figures."""

from datetime import timedelta

import pytest
from django.urls import reverse

from members.models import PROGRAMME_TEAM, Affiliation
from questions.models import Outcome, Question, Recipient, Reminder
from questions.queries.figures import figures_of
from questions.queries.overview import overview_of
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.questions import DEADLINE, OPENED, AnswerFactory, QuestionFactory, RecipientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return QuestionFactory(opened=True)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "verstuurd"),
        ({"seen_at": OPENED}, "gezien"),
        ({"seen_at": OPENED, "passed_on_at": OPENED}, "doorgezet"),
        ({"reaction": "not_for_us", "seen_at": OPENED}, "niet voor ons"),
        ({"reaction": "answered"}, "beantwoord"),
    ],
)
def test_row_says_how_far_a_voice_is(question, facts, state):
    RecipientFactory(question=question, member=MemberFactory(), **facts)

    assert [row.state for row in overview_of(question).members.page] == [state]


def test_row_says_that_somebody_began_and_after_closing_that_nobody_reacted(question):
    RecipientFactory(question=question, organization=OrganizationFactory(name="A begon"))
    AnswerFactory(question=question, organization=Recipient.objects.get().organization)
    RecipientFactory(question=question, organization=OrganizationFactory(name="B zweeg"))
    question.state = Question.State.CLOSED

    rows = overview_of(question).organizations.page

    assert [(row.name, row.state) for row in rows] == [
        ("A begon", "in behandeling"),
        ("B zweeg", "geen reactie"),
    ]


def test_overview_shows_many_in_pages(question):
    Recipient.objects.bulk_create(
        Recipient(question=question, organization=OrganizationFactory()) for _ in range(51)
    )

    overview = overview_of(question, organizations_page="2")

    assert (overview.organizations.count, len(overview.organizations.page)) == (51, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_overview_costs_the_same_however_many_are_asked(question, count, django_assert_num_queries):
    for _ in range(count):
        place = AffiliationFactory(role=Affiliation.Role.CONTACT)
        RecipientFactory(question=question, organization=place.organization, reaction="call_me")
        RecipientFactory(question=question, member=place.member)

    with django_assert_num_queries(10):
        overview_of(question)


def test_figures_count_kinds_and_regions_and_never_a_single_voice(question, now):
    region = RegionFactory(name="Twente")
    for reaction, seen_at in [("answered", None), ("no_room", None), ("none", OPENED), ("none", None)]:
        organization = OrganizationFactory(kind="jeugdteam", region=region)
        RecipientFactory(question=question, organization=organization, reaction=reaction, seen_at=seen_at)
    RecipientFactory(question=question, organization=OrganizationFactory(name="Elders"))
    OrganizationFactory(name="Nooit gevraagd")

    figures = figures_of(question, now)

    youth, unknown = figures.by_kind
    assert (youth.name, youth.asked, youth.seen, youth.exits, youth.answers) == ("jeugdteam", 4, 3, 1, 1)
    assert (unknown.name, unknown.asked) == ("soort onbekend", 1)
    assert [reach.name for reach in figures.by_region] == ["Twente", "regio onbekend"]
    assert figures.organizations.asked == 5
    assert figures.never_asked == ["Nooit gevraagd"]


def test_figures_say_what_answering_took(question, now):
    for minutes, reminders in [(4, 0), (10, 1), (30, 1)]:
        member = MemberFactory()
        RecipientFactory(
            question=question, member=member, reaction="answered", reacted_by=member, reacted_at=DEADLINE
        )
        AnswerFactory(question=question, member=member, submitted_at=DEADLINE, writing_seconds=minutes * 60)
        for _ in range(reminders):
            Reminder.objects.create(
                question=question, member=member, moment="last", letter="x", written_at=OPENED
            )
    question.closed_at = DEADLINE
    Outcome.objects.create(
        question=question, happened_on=now.date(), text="Besproken.", recorded_at=DEADLINE + timedelta(days=9)
    )

    figures = figures_of(question, now)

    assert figures.median_minutes == 10
    assert figures.answers_after_reminders == [(0, 1), (1, 2)]
    assert figures.days_to_outcome == 9


@pytest.mark.parametrize("count", [1, 3])
def test_figures_page_costs_the_same_however_many_are_asked(
    question, count, client_of, django_assert_num_queries
):
    team_member = in_team(MemberFactory(), PROGRAMME_TEAM)
    for _ in range(count):
        RecipientFactory(question=question, organization=OrganizationFactory(kind="jeugdteam"))
        OrganizationFactory()
    office = client_of(team_member)
    address = reverse("questions_office:figures", args=[question.pk])
    office.get(address)

    with django_assert_num_queries(16):
        assert office.get(address).status_code == 200
