"""Everything around one theme on one page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from home.queries.networks import network, network_list
from learninggroups.actions.hands import raise_hand
from learninggroups.permissions import Roles
from questions.models import Question
from tests.factories.home import DevelopmentPageFactory, LessonPageFactory, NewsPageFactory
from tests.factories.learninggroups import STARTED, LearningGroupFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import QuestionFactory
from tests.factories.themes import ThemeFactory

A_WEEK = timedelta(days=7)


def fill(theme, count: int, now) -> None:
    """Make some of each kind around one theme."""
    for number in range(count):
        group = LearningGroupFactory(theme=theme)
        MeetingFactory(**({"group": group} if number else {"theme": theme}))
        question = QuestionFactory(
            state=Question.State.OPEN, is_public=True, opened_at=now, deadline_at=now + A_WEEK
        )
        question.themes.add(theme)
        for factory in (LessonPageFactory, DevelopmentPageFactory, NewsPageFactory):
            factory(themes=[theme])


@pytest.mark.parametrize("count", [1, 3])
def test_a_network_gathers_what_there_is_in_a_fixed_number_of_queries(
    scene, now, django_assert_num_queries, count
):
    theme = ThemeFactory()
    fill(theme, count, now)
    fill(ThemeFactory(), 1, now)
    raise_hand(theme=theme, word="", actor=scene.elsewhere, now=now)
    roles = Roles.of(scene.participant)

    with django_assert_num_queries(12):
        found = network(roles, theme, now, now.date())

    kinds = (found.groups, found.meetings, found.questions)
    articles = (found.lessons, found.developments, found.news)
    assert [len(kind) for kind in (*kinds, *articles)] == [count] * 6
    assert [hand.name for hand in found.hands.raised] == ["Els Elders"]


def test_a_visitor_sees_no_hands_and_only_public_questions(scene, now):
    theme = ThemeFactory()
    raise_hand(theme=theme, word="", actor=scene.elsewhere, now=now)
    for is_public in (True, False):
        QuestionFactory(
            state=Question.State.OPEN, is_public=is_public, opened_at=now, deadline_at=now + A_WEEK
        ).themes.add(theme)

    seen = network(Roles.of(AnonymousUser()), theme, now, now.date())
    by_member = network(Roles.of(scene.participant), theme, now, now.date())

    assert (len(seen.questions), seen.hands.raised, seen.hands.may_raise) == (1, (), False)
    assert len(by_member.questions) == 2


def test_what_is_over_or_a_draft_is_not_shown(scene, now):
    theme = ThemeFactory()
    LearningGroupFactory(theme=theme, archived_at=STARTED)
    MeetingFactory(theme=theme, starts_at=now - timedelta(days=1))
    MeetingFactory(theme=theme, cancelled_at=now)
    QuestionFactory(state=Question.State.DRAFT).themes.add(theme)

    found = network(Roles.of(scene.programme_team), theme, now, now.date())

    assert (found.groups, found.meetings, found.questions) == ([], [], [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_networks_costs_two_queries(scene, django_assert_num_queries, count):
    for theme in ThemeFactory.create_batch(count):
        LearningGroupFactory.create_batch(2, theme=theme)
    roles = Roles.of(scene.participant)

    with django_assert_num_queries(2):
        lines = network_list(roles)

    assert [len(line.groups) for line in lines if line.groups] == [2] * count


def test_pages_of_networks_show_where_one_can_go(scene, client_of):
    theme = ThemeFactory(name="Wonen en zorg", slug="wonen", description="Langer thuis.")
    group = LearningGroupFactory(theme=theme, name="Thuis")
    MeetingFactory(group=group, starts_at=timezone.now() + timedelta(days=2))
    visitor = client_of(None)

    listed = visitor.get(reverse("home:networks")).content.decode()
    shown = visitor.get(reverse("home:network", args=["wonen"])).content.decode()

    assert "Wonen en zorg" in listed
    for text in ("Langer thuis.", "Thuis", "De Eik"):
        assert text in shown
    assert "Hier wil ik aan trekken" not in shown
    assert (
        "Hier wil ik aan trekken"
        in client_of(scene.elsewhere).get(reverse("home:network", args=["wonen"])).content.decode()
    )
