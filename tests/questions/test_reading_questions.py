"""What people read of a question: on its page, in the list, and when it was told back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from questions.actions.publishing import keep_version
from questions.models import Answer, Outcome, Question, Synthesis
from tests.factories.members import AffiliationFactory, MemberFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    PassageFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
    question_in,
    quote_of,
)

pytestmark = pytest.mark.django_db


def words(response):
    return response.content.decode()


@pytest.fixture
def told(scene, now):
    """A question that went all the way round: answers, synthesis with a quote, and an outcome."""
    question = QuestionFactory(
        opened=True, state=Question.State.COMPLETED, closed_at=DEADLINE, visibility="members"
    )
    sub_question = SubQuestionFactory(question=question)
    answer = AnswerFactory(
        question=question,
        organization=scene.organization,
        submitted_at=OPENED,
        last_editor=scene.contact,
    )
    part = AnswerPartFactory(
        answer=answer,
        sub_question=sub_question,
        text="Wij bellen eerst. En dan pas schrijven.",
        may_be_quoted=True,
    )
    synthesis = Synthesis.objects.create(question=question, changed_at=now, shared_at=now)
    PassageFactory(synthesis=synthesis, text="Bellen helpt.")
    quote_of(part, synthesis=synthesis, section="recognized", text="Wij bellen eerst.")
    keep_version(question, "shared", actor=None, now=now)
    Outcome.objects.create(
        question=question,
        happened_on=now.date(),
        text="Er komt een proef.",
        follow_up="In maart.",
        recorded_at=now,
    )
    return question


@pytest.mark.parametrize("role", ["visitor", "participant", "elsewhere"])
def test_told_question_reads_from_asked_to_told_back(told, scene, client_of, role):
    page = words(client_of(scene.person(role)).get(told.get_absolute_url()))

    assert "Bellen helpt." in page
    assert "Wij bellen eerst." in page
    assert "Wijkteam Oost" in page
    assert "geen standpunt namens de leden" in page
    assert "Er komt een proef." in page
    assert "In maart." in page
    assert "En dan pas schrijven" not in page


def test_answers_of_organizations_and_members_stand_apart(told, scene, client_of):
    member = client_of(scene.elsewhere)

    organizations = member.get(reverse("questions:organization_answers", args=[told.pk]))
    members = member.get(reverse("questions:personal_answers", args=[told.pk]))

    assert "En dan pas schrijven" in words(organizations)
    assert "En dan pas schrijven" not in words(members)


def test_parts_with_different_namings_are_not_tied_together(told, scene, client_of):
    second = SubQuestionFactory(question=told, position=2)
    AnswerPartFactory(
        answer=Answer.objects.get(question=told),
        sub_question=second,
        text="Onder ons gezegd.",
        naming=Answer.Naming.UNTRACEABLE,
    )

    page = client_of(scene.elsewhere).get(reverse("questions:organization_answers", args=[told.pk]))

    shown = {answer.voice.label: answer.lines for answer in page.context["page"].object_list}
    assert set(shown) == {"Wijkteam Oost", "een organisatie"}
    assert [part.text for _, part in shown["een organisatie"]] == ["Onder ons gezegd."]


@pytest.mark.parametrize(("state", "reads"), [("open", False), ("closed", True)])
def test_visitor_reads_public_answers_when_the_question_said_so(told, client_of, state, reads):
    Question.objects.filter(pk=told.pk).update(visibility="public", state=state, shows_after_closing=True)
    address = reverse("questions:organization_answers", args=[told.pk])
    assert "En dan pas schrijven" not in words(client_of(None).get(address)), "she agreed to members only"

    Answer.objects.update(readers="public")

    assert ("En dan pas schrijven" in words(client_of(None).get(address))) is reads


def test_answers_for_respondents_open_with_ones_own(told, scene, client_of):
    Question.objects.filter(pk=told.pk).update(visibility=Question.Visibility.RESPONDENTS)
    address = reverse("questions:organization_answers", args=[told.pk])
    elsewhere = client_of(scene.elsewhere)
    assert "En dan pas schrijven" not in words(elsewhere.get(address))

    AnswerFactory(question=told, member=scene.elsewhere, submitted_at=OPENED)

    assert "En dan pas schrijven" in words(elsewhere.get(address))


def test_question_without_answers_says_so(client_of, scene):
    question = QuestionFactory(opened=True, state=Question.State.CLOSED, closed_at=DEADLINE)

    page = words(client_of(None).get(question.get_absolute_url()))

    assert "Er kwamen geen antwoorden" in page


def test_question_says_that_the_outcome_follows_after_21_days(client_of, scene):
    question = QuestionFactory(
        opened=True,
        state=Question.State.CLOSED,
        deadline_at=scene.open_question.opened_at - timedelta(days=21),
        closed_at=scene.open_question.opened_at - timedelta(days=21),
        opened_at=scene.open_question.opened_at - timedelta(days=40),
    )

    assert "Terugkoppeling volgt" in words(client_of(None).get(question.get_absolute_url()))
    assert "terugkoppeling volgt" in words(client_of(None).get(reverse("questions:list")))


def test_scenario_9_visitor_with_a_link_to_a_question_for_members(scene, client_of):
    hidden = QuestionFactory(
        opened=True,
        is_public=False,
        title="Alleen voor leden",
        asker="de VNG",
        wording="Wat knelt er?",
        context="Toelichting voor leden",
        importance="Belang voor leden",
        use="Gebruik voor leden",
        owner=MemberFactory(name="Pia Programma"),
    )
    SubQuestionFactory(question=hidden, text="Deelvraag voor leden")
    visitor = client_of(None)

    shown = visitor.get(hidden.get_absolute_url())

    assert shown.status_code == 200
    for told in ("Alleen voor leden", "De VNG vraagt", "Stand: open", "Pia Programma", "/contact/"):
        assert told in shown.content.decode()
    for kept in ("Wat knelt er?", "Toelichting", "Belang", "Gebruik", "Deelvraag voor leden"):
        assert kept not in shown.content.decode()
    assert visitor.get(f"{hidden.get_absolute_url()}antwoorden/organisaties/").status_code in (302, 404)
    assert hidden.title not in words(visitor.get(reverse("questions:list")))
    assert hidden.title in words(client_of(scene.elsewhere).get(reverse("questions:list")))


def test_scenario_10_no_answers_at_all_is_said(scene, client_of):
    question = question_in("closed")
    RecipientFactory(question=question, organization=scene.organization)

    shown = words(client_of(None).get(question.get_absolute_url()))

    assert "Op deze vraag kwam geen antwoord." in shown


@pytest.mark.parametrize(
    "state", ["withdrawn", "merged", "second_round", "returned", "awaiting", "scheduled"]
)
def test_page_says_where_a_question_left_its_way(state, scene, client_of):
    question = question_in(state)

    page = client_of(scene.programme_team).get(question.get_absolute_url())

    now_at = next(step.name for step in page.context["page"].steps if step.state == "now")
    assert (
        now_at
        == {
            "withdrawn": "Ingetrokken",
            "merged": "Samengevoegd",
            "second_round": "Tweede ronde",
            "returned": "Teruggelegd",
            "awaiting": "Terugkoppeling",
            "scheduled": "Gevraagd",
        }[state]
    )


def test_second_round_leads_to_what_came_out_of_the_first(client_of):
    first = question_in("second_round", title="Ronde een")
    second = question_in("open", title="Ronde twee", previous_round=first)
    visitor = client_of(None)

    assert (
        f'href="{first.get_absolute_url()}#synthese"'
        in visitor.get(second.get_absolute_url()).content.decode()
    )
    assert f'href="{second.get_absolute_url()}"' in visitor.get(first.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_answers_cost_the_same_at_any_length(count, told, scene, client_of, django_assert_num_queries):
    for _ in range(count):
        answer = AnswerFactory(question=told, member=AffiliationFactory().member, submitted_at=OPENED)
        AnswerPartFactory(answer=answer, sub_question=told.sub_questions.get(), text="Bij ons ook.")
    member = client_of(scene.elsewhere)

    # Session, member, her roles (3); question, voices, their answers, their parts.
    with django_assert_num_queries(7):
        member.get(reverse("questions:personal_answers", args=[told.pk]))
