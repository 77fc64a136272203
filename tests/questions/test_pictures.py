"""Pictures of a question: right numbers, never mixed voices, and nothing that leads to one organisation."""

from datetime import timedelta

import pytest
from django.urls import reverse

from members.queries.outline import MAP, place_on_map
from questions.models import Question, Recipient, SubQuestion
from questions.queries.pictures import pictures_of
from tests.factories.members import MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
)


@pytest.fixture
def twente(db):
    return RegionFactory(name="Twente", latitude=52.3, longitude=6.75)


@pytest.fixture
def question(db):
    return QuestionFactory(opened=True, state=Question.State.SHARED, closed_at=DEADLINE)


def ask(question, region, *, answered: int, silent: int, kind: str = "buurtteam"):
    for number in range(answered + silent):
        RecipientFactory(
            question=question,
            organization=OrganizationFactory(region=region, kind=kind),
            reaction=Recipient.Reaction.ANSWERED if number < answered else Recipient.Reaction.NONE,
        )


def choose(question, sub_question, choice, *, organizations: int = 0, members: int = 0, **fields):
    voices = [{"organization": OrganizationFactory()} for _ in range(organizations)]
    voices += [{"member": MemberFactory()} for _ in range(members)]
    for voice in voices:
        answer = AnswerFactory(question=question, submitted_at=OPENED + timedelta(days=1), **voice, **fields)
        AnswerPartFactory(answer=answer, sub_question=sub_question, choice=choice)


def test_the_map_shows_a_dot_per_region_with_its_share(question, twente):
    ask(question, twente, answered=4, silent=12)
    [dot] = pictures_of(question, for_team=False).dots
    assert (dot.share.asked, dot.share.answered) == (16, 4)
    assert (dot.x, dot.y) == place_on_map(52.3, 6.75)
    # A quarter of the surface is half of the radius.
    assert dot.inner_radius == pytest.approx(dot.radius / 2, abs=1)


def test_a_region_of_four_keeps_its_number_from_others_than_the_team(question, twente):
    ask(question, twente, answered=1, silent=3)
    [shown] = pictures_of(question, for_team=False).regions
    [for_team] = pictures_of(question, for_team=True).regions
    assert (shown.asked, shown.answered) == (4, None)
    assert for_team.answered == 1


def test_a_region_of_five_shows_its_number(question, twente):
    ask(question, twente, answered=1, silent=4)
    assert pictures_of(question, for_team=False).regions[0].answered == 1


def test_a_region_without_a_place_is_in_the_table_and_not_on_the_map(question):
    ask(question, RegionFactory(name="Ergens"), answered=5, silent=0)
    ask(question, None, answered=5, silent=1)
    pictures = pictures_of(question, for_team=False)
    assert pictures.dots == ()
    assert [share.name for share in pictures.regions] == ["Ergens", "regio niet bekend"]


def test_kinds_are_counted_over_all_regions(question, twente):
    ask(question, twente, answered=2, silent=1, kind="buurtteam")
    ask(question, RegionFactory(), answered=3, silent=0, kind="buurtteam")
    ask(question, twente, answered=0, silent=5, kind="")
    kinds = pictures_of(question, for_team=False).kinds
    assert [(kind.name, kind.asked, kind.answered) for kind in kinds] == [
        ("buurtteam", 6, 5),
        ("soort niet bekend", 5, 0),
    ]


def test_choices_are_counted_per_voice(question):
    sub_question = SubQuestionFactory(
        question=question, kind=SubQuestion.Kind.CHOICE, choices=["vaker", "even vaak"]
    )
    choose(question, sub_question, "vaker", organizations=4, members=3)
    choose(question, sub_question, "even vaak", organizations=2, members=3)
    [choice] = pictures_of(question, for_team=False).choices
    assert [(row.text, row.organizations, row.members) for row in choice.rows] == [
        ("vaker", 4, 3),
        ("even vaak", 2, 3),
    ]
    assert [row.organization_bar for row in choice.rows] == [100, 50]


def test_choices_of_few_are_kept_back_per_voice(question):
    sub_question = SubQuestionFactory(question=question, kind=SubQuestion.Kind.CHOICE, choices=["a", "b"])
    choose(question, sub_question, "a", organizations=5, members=4)
    [choice] = pictures_of(question, for_team=False).choices
    assert choice.rows[0].organizations == 5
    assert [row.members for row in choice.rows] == [None, None]


def test_what_is_not_handed_in_is_not_counted(question):
    sub_question = SubQuestionFactory(question=question, kind=SubQuestion.Kind.CHOICE, choices=["a", "b"])
    draft = AnswerFactory(question=question, organization=OrganizationFactory())
    AnswerPartFactory(answer=draft, sub_question=sub_question, choice="a")
    pictures = pictures_of(question, for_team=True)
    assert [row.organizations for row in pictures.choices[0].rows] == [0, 0]
    assert pictures.times.periods == ()


def test_a_verdict_gets_numbers_and_no_bars(client, question):
    sub_question = SubQuestionFactory(question=question, kind=SubQuestion.Kind.CHOICE, choices=["Ja", "Nee"])
    choose(question, sub_question, "Ja", organizations=6)
    page = client.get(reverse("questions:pictures", args=[question.pk])).content.decode()
    table = page[page.index('id="keuze-1"') : page.index("</table>", page.index('id="keuze-1"'))]
    assert '<td class="number" data-label="Organisaties">6</td>' in table
    assert "<svg" not in table


def test_minutes_are_the_middle_of_at_least_five(question):
    for seconds in (60, 300, 420, 480):
        AnswerFactory(question=question, member=MemberFactory(), submitted_at=OPENED, writing_seconds=seconds)
    assert pictures_of(question, for_team=True).times.minutes is None
    AnswerFactory(question=question, member=MemberFactory(), submitted_at=OPENED, writing_seconds=9000)
    assert pictures_of(question, for_team=True).times.minutes == 7


def test_days_are_dutch_days_and_empty_ones_stand_between(question):
    # 23.30 in Amsterdam on the day of the opening is still that day.
    late = OPENED.replace(hour=22, minute=30)
    AnswerFactory(question=question, organization=OrganizationFactory(), submitted_at=late)
    AnswerFactory(question=question, member=MemberFactory(), submitted_at=late + timedelta(days=2))
    periods = pictures_of(question, for_team=True).times.periods
    assert [(period.organizations, period.members) for period in periods] == [(1, 0), (0, 0), (0, 1)]


def test_a_long_time_is_shown_by_week(question):
    for days in (0, 41):
        AnswerFactory(question=question, member=MemberFactory(), submitted_at=OPENED + timedelta(days=days))
    times = pictures_of(question, for_team=True).times
    assert times.is_by_week
    assert len(times.periods) == 6


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_cost_the_same_queries_for_any_number(question, twente, count, django_assert_num_queries):
    sub_question = SubQuestionFactory(question=question, kind=SubQuestion.Kind.CHOICE, choices=["a", "b"])
    ask(question, twente, answered=count, silent=count)
    choose(question, sub_question, "a", organizations=count, members=count)
    with django_assert_num_queries(4):
        pictures_of(question, for_team=True)


@pytest.mark.parametrize(
    ("state", "status"), [("open", 404), ("closed", 404), ("interpreting", 404), ("shared", 200)]
)
def test_others_see_pictures_once_the_synthesis_is_shared(client, question, state, status):
    Question.objects.filter(pk=question.pk).update(state=state)
    assert client.get(reverse("questions:pictures", args=[question.pk])).status_code == status


def test_all_of_the_country_is_on_the_map():
    for latitude, longitude in [(53.51, 6.3), (50.76, 5.7), (51.37, 3.37), (53.1, 7.21)]:
        x, y = place_on_map(latitude, longitude)
        assert 0 <= x <= MAP.width
        assert 0 <= y <= MAP.height
