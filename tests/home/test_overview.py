"""A member's own overview: what waits for her, what became of it, what is new."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learninggroups.models import Membership
from questions.models import Outcome, Question
from tests.factories.home import DevelopmentPageFactory
from tests.factories.learninggroups import MembershipFactory
from tests.factories.members import MemberFactory
from tests.factories.questions import AnswerFactory, QuestionFactory, RecipientFactory


@pytest.fixture
def page_of(client_of):
    """Return a function that gives the text of the overview of one member."""

    def open_page(member):
        response = client_of(member).get("/mijn/")
        assert response.status_code == 200
        return response.content.decode()

    return open_page


def test_overview_shows_what_waits_for_whom(scene, page_of):
    title = scene.open_question.title

    assert title in page_of(scene.contact)
    assert "Er wacht nu niets op jou." in page_of(scene.participant)


def test_overview_tells_a_facilitator_who_asks_to_join(scene, page_of):
    MembershipFactory(group=scene.closed_group, member=scene.elsewhere, role=Membership.Role.REQUESTED)

    assert f"Iemand wil meedoen met {scene.closed_group.name}" in page_of(scene.facilitator)
    assert "meedoen met" not in page_of(scene.participant)


def test_overview_tells_what_was_done_with_an_answer(scene, page_of):
    now = timezone.now()
    question = QuestionFactory(
        title="Wachttijd",
        state=Question.State.COMPLETED,
        opened_at=now - timedelta(days=40),
        deadline_at=now - timedelta(days=20),
    )
    AnswerFactory(question=question, member=scene.participant, submitted_at=now - timedelta(days=30))
    Outcome.objects.create(
        question=question, happened_on=now.date(), text="Er komt een proef.", recorded_at=now
    )

    assert "Er komt een proef." in page_of(scene.participant)
    assert "Er komt een proef." not in page_of(scene.elsewhere)


def test_overview_of_somebody_new_says_what_to_do_next(db, page_of):
    page = page_of(MemberFactory())

    assert "Er wacht nu niets op jou." in page
    assert "Kies een leergroep" in page
    assert "werklijst" not in page


def test_overview_leads_the_programme_team_to_its_worklist(scene, page_of):
    assert "Naar de werklijst" in page_of(scene.programme_team)


def test_overview_is_kept_nowhere(scene, client_of):
    assert "no-store" in client_of(scene.contact).get("/mijn/")["Cache-Control"]


def fill(member, count):
    """Give this member so many of everything that the overview lists."""
    now = timezone.now()
    for _ in range(count):
        DevelopmentPageFactory()
        MembershipFactory(member=member, role=Membership.Role.FACILITATOR)
        asked = QuestionFactory(
            state=Question.State.OPEN, opened_at=now - timedelta(days=1), deadline_at=now + timedelta(days=9)
        )
        RecipientFactory(question=asked, member=member)
        told = QuestionFactory(
            state=Question.State.COMPLETED,
            opened_at=now - timedelta(days=9),
            deadline_at=now - timedelta(days=1),
        )
        AnswerFactory(question=told, member=member, submitted_at=now - timedelta(days=2))
        Outcome.objects.create(question=told, happened_on=now.date(), text="Gedaan.", recorded_at=now)


def test_overview_asks_as_many_queries_for_three_as_for_one(db, client_of):
    counts = []
    for count in (1, 3):
        member = MemberFactory()
        fill(member, count)
        client = client_of(member)
        with CaptureQueriesContext(connection) as asked:
            client.get("/mijn/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_guest_finds_the_threads_in_which_she_is_a_guest(scene, client_of):
    page = client_of(scene.guest).get("/mijn/").text

    assert scene.closed_thread.title in page
    assert "Terugkoppeling" not in page
    assert "Wacht op jou" not in page


def test_a_guest_whose_time_is_over_is_told_so(scene, client_of):
    scene.guest.guest_places.update(ended_at=scene.closed_post.posted_at)

    page = client_of(scene.guest).get("/mijn/").text

    assert "Je bent nu nergens gast." in page
    assert scene.closed_thread.title not in page
