"""The three questions that every member is asked once a year, and the years side by side."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mailing.models import OutgoingMail
from members.models import Member
from questions.actions import planning
from questions.actions.yearly import PARTS, compose_yearly_question
from questions.forms.answers import AnswerForm
from questions.models import Answer, Question
from questions.queries.audience import audience_of
from questions.queries.yearly import asked_again_from, yearly
from tests.factories.imports import programme_team_member
from tests.factories.members import MemberFactory, OrganizationFactory
from tests.factories.questions import DEADLINE, OPENED, AnswerFactory, AnswerPartFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db
FIRST = PARTS[0]


def compose(now=OPENED) -> Question:
    return compose_yearly_question(actor=programme_team_member(), deadline_at=DEADLINE, now=now)


def held(year: int, *choices: str) -> Question:
    """Return the question of a year that was opened, with what members chose at the first of the three."""
    question = compose(OPENED.replace(year=year))
    Question.objects.filter(pk=question.pk).update(
        state=Question.State.OPEN, opened_at=OPENED.replace(year=year), deadline_at=DEADLINE
    )
    first = question.sub_questions.get(position=1)
    for choice in choices:
        answer = AnswerFactory(question=question, member=MemberFactory(), submitted_at=OPENED)
        AnswerPartFactory(answer=answer, sub_question=first, choice=choice)
    return question


def form_for(question: Question, **data) -> AnswerForm:
    parts = list(question.sub_questions.order_by("position"))
    return AnswerForm(
        data or None, question=question, sub_questions=parts, answer=None, on_behalf=False, submitting=True
    )


def test_everybody_is_asked_but_guests_and_organizations():
    member, guest = MemberFactory(), MemberFactory(is_guest=True)
    OrganizationFactory()

    question = compose()

    asked = audience_of(question, OPENED)
    assert asked.organization_count == 0
    assert {one.person.pk for one in asked.members} == {member.pk, question.owner_id}
    assert guest.pk not in {one.person.pk for one in asked.members}


def test_draft_lacks_only_a_second_pair_of_eyes(client_of):
    team = programme_team_member()
    office = client_of(team)

    answer = office.post("/beheer/landelijke-vragen/")

    question = Question.objects.get()
    assert answer.status_code == 303
    assert (question.year, question.state) == (2026, Question.State.DRAFT)
    page = office.get(f"/beheer/landelijke-vragen/{question.pk}/ontvangers/").content.decode()
    assert "Dit moet nog" not in page
    assert office.get(f"/beheer/landelijke-vragen/{question.pk}/doelgroep/").status_code == 303


def test_letter_holds_the_three_questions():
    question = held(2026)
    Question.objects.filter(pk=question.pk).update(planned_up_to=0)

    planning.plan_due(clock=lambda: OPENED, seconds=60)

    mail = OutgoingMail.objects.get()
    assert mail.to_address == question.owner.email
    mail.text = mail.text.replace(question.owner.name, "Anna de Vries")
    assert_letter(mail, "question_opened_yearly")


def test_year_is_asked_once():
    assert compose() == compose()
    assert Question.objects.count() == 1


def test_answer_page_asks_the_three_and_ticks_nothing():
    question = held(2026)

    form = form_for(question)

    firsts = [field for parts in form.parts() for field in parts.readings[0].words[:1]]
    assert [field.label for field in firsts] == [part.text for part in PARTS]
    assert not any("checked" in str(field) for field in firsts)
    assert [name for name in form.fields if "-" not in name] == ["version", "since"]
    assert form_for(question, version=0).errors == {"__all__": ["Geef op ten minste één vraag antwoord."]}


def test_who_answers_is_named_nowhere_and_not_quoted():
    question = held(2026)
    first = question.sub_questions.get(position=1)

    form = form_for(question, **{"version": 0, f"part-{first.pk}-choice": FIRST.choices[0]})

    assert form.is_valid()
    said = form.words().parts[0]
    assert (said.choice, said.naming, said.may_be_quoted) == (FIRST.choices[0], "untraceable", False)


def test_years_stand_side_by_side():
    yes, partly, no = FIRST.choices
    held(2025, yes, no)
    held(2026, yes, yes, partly)
    late = Answer.objects.filter(question__year=2026, parts__choice=partly)
    late.update(is_late=True)

    found = yearly(OPENED)

    assert found.years == [2025, 2026]
    assert found.trends[0].rows == [(yes, [1, 2]), (partly, [0, 0]), (no, [1, 0])]
    assert len(found.trends) == 3


def test_years_take_as_many_queries_for_one_as_for_three():
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            yearly(OPENED)
        return len(queries)

    held(2024, FIRST.choices[0])
    one = count()
    held(2025, FIRST.choices[0])
    held(2026, FIRST.choices[0])

    assert count() == one


def test_it_is_time_again_a_year_after_the_last_time():
    Member.objects.all().delete()
    assert asked_again_from(OPENED) is None
    MemberFactory(joined_at=OPENED - timedelta(days=366))
    assert asked_again_from(OPENED) == OPENED - timedelta(days=1)
    compose()
    assert asked_again_from(OPENED + timedelta(days=364)) is None
    assert asked_again_from(OPENED + timedelta(days=365)) == OPENED + timedelta(days=365)
