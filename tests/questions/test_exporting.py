"""Files that the worker makes: one maker each, a record of who took what, and nothing older than a week."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from files.storage import private_storage
from members.models import PROGRAMME_TEAM
from members.permissions import Roles
from questions.actions import exporting
from questions.models import Answer, AnswerPart, Export
from questions.models.outcomes import export_path
from questions.permissions import may_see_export, may_take_export
from questions.queries.exports import answer_marks, exports_of
from questions.tasks import make_exports
from tests.cast import ROLES, in_team
from tests.factories.members import MemberFactory, OrganizationFactory
from tests.factories.questions import (
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    ExportFactory,
    QuestionFactory,
    SubQuestionFactory,
)

ANSWERS, DOCUMENT = Export.Kind.ANSWERS, Export.Kind.DOCUMENT


@pytest.fixture
def team_member(db):
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def question(db):
    return QuestionFactory(opened=True, title="Wat merk je van het convenant?")


@pytest.fixture
def answer(question):
    answer = AnswerFactory(question=question, organization=OrganizationFactory(), submitted_at=OPENED)
    AnswerPartFactory(answer=answer, sub_question=SubQuestionFactory(question=question), text="Het loopt.")
    return answer


@pytest.fixture
def export(question, answer, team_member):
    return ExportFactory(question=question, requested_by=team_member)


@pytest.fixture
def made(export, team_member):
    """A file that the worker made, as its asker sees it."""
    Export.objects.update(requested_at=timezone.now())
    make_exports()
    export.refresh_from_db()
    return export


def row_of(export, member):
    (row,) = exports_of(export.question, Roles.of(member))
    return row


def test_a_file_is_asked_for_once_however_often_somebody_clicks(question, team_member, now):
    asked = {"question": question, "actor": team_member, "now": now}

    first = exporting.request_export(kind=ANSWERS, **asked)
    second = exporting.request_export(kind=ANSWERS, **asked)

    assert first == second
    assert (first.requested_by, first.requested_at, first.progress) == (team_member, now, 0)


def test_only_the_programme_team_asks_for_files(question, now):
    with pytest.raises(PermissionDenied):
        exporting.request_export(question=question, kind=ANSWERS, actor=MemberFactory(), now=now)

    assert not Export.objects.exists()


def test_there_is_nothing_to_take_of_a_concept_and_no_document_without_a_synthesis(
    question, team_member, now
):
    for asked, kind in [(QuestionFactory(), ANSWERS), (question, DOCUMENT)]:
        with pytest.raises(exporting.NothingToExport):
            exporting.request_export(question=asked, kind=kind, actor=team_member, now=now)


def test_of_two_workers_one_makes_a_file(export, now):
    first, second = exporting.claim_export(now=now), exporting.claim_export(now=now)

    assert (first, second) == (export, None)


def test_a_file_whose_maker_was_killed_is_made_by_another(export, now):
    killed = exporting.claim_export(now=OPENED)
    later = OPENED + exporting.LEASE

    heir = exporting.claim_export(now=later)

    assert heir == export
    made = {"content": b"x", "name": "antwoorden.xlsx", "holds": {}, "now": later}
    assert exporting.finish_export(export=killed, **made) is False
    assert exporting.finish_export(export=heir, **made) is True
    assert private_storage().exists(export_path(export, ""))


def test_what_stops_every_worker_is_given_up_after_an_hour(export, now):
    exporting.claim_export(now=OPENED)
    too_late = OPENED + exporting.GIVEN_UP_AFTER

    assert exporting.claim_export(now=too_late) is None
    exporting.throw_away_exports(now=too_late)

    export.refresh_from_db()
    assert export.failed_at == too_late


def test_a_file_that_waited_long_for_a_worker_is_still_made(export):
    assert exporting.claim_export(now=OPENED + timedelta(days=1)) == export


def test_the_worker_makes_what_was_asked_and_says_how_far_it_is(made, question, answer):
    assert (made.progress, made.failed_at) == (100, None)
    assert made.name == f"antwoorden-wat-merk-je-van-het-convenant-{timezone.localdate():%Y-%m-%d}.xlsx"
    assert made.holds == answer_marks(question)
    assert list(made.holds) == [str(answer.pk)]
    with made.file.open() as file:
        assert file.read(2) == b"PK"


def test_a_file_that_cannot_be_made_fails_and_the_next_one_is_made(export, team_member):
    broken = ExportFactory(
        question__opened=True, kind=DOCUMENT, requested_by=team_member, requested_at=timezone.now()
    )

    make_exports()

    broken.refresh_from_db()
    export.refresh_from_db()
    assert broken.failed_at is not None
    assert export.finished_at is not None


def test_who_asked_takes_the_file_and_nobody_else_does(made, team_member, now):
    colleague = in_team(MemberFactory(), PROGRAMME_TEAM)

    with pytest.raises(PermissionDenied):
        exporting.take_export(export=made, actor=colleague, now=now)
    exporting.take_export(export=made, actor=team_member, now=now)
    exporting.take_export(export=made, actor=team_member, now=now + timedelta(hours=1))

    made.refresh_from_db()
    assert made.taken_at == now
    assert row_of(made, team_member).can_be_taken
    assert not row_of(made, colleague).can_be_taken


def test_a_file_is_thrown_away_after_a_week_and_its_row_stays(made, team_member):
    path, week = made.file.name, made.finished_at + exporting.EXPORT_KEPT

    assert exporting.throw_away_exports(now=week - timedelta(seconds=1)) == 0
    assert exporting.throw_away_exports(now=week) == 1

    made.refresh_from_db()
    assert not made.file
    assert not private_storage().exists(path)
    assert not row_of(made, team_member).can_be_taken
    with pytest.raises(exporting.FileGone):
        exporting.take_export(export=made, actor=team_member, now=week)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"readers": "public"},
        {"submitted_at": None},
        {"submitted_at": None, "withdrawn_at": OPENED},
    ],
    ids=["changed", "other readers", "taken back", "withdrawn"],
)
def test_a_file_is_outdated_once_an_answer_in_it_is(made, answer, team_member, change):
    assert not row_of(made, team_member).is_outdated

    Answer.objects.filter(pk=answer.pk).update(**change)

    row = row_of(made, team_member)
    assert row.is_outdated
    assert not row.can_be_taken


@pytest.mark.parametrize("change", [{"naming": "untraceable"}, {"may_be_quoted": True}])
def test_scenario_5_a_file_is_listed_as_outdated_once_a_consent_changed(made, team_member, change):
    AnswerPart.objects.update(**change)

    row = row_of(made, team_member)
    assert row.is_outdated
    assert not row.can_be_taken


def test_an_answer_that_came_in_later_does_not_make_a_file_outdated(made, team_member):
    AnswerFactory(question=made.question, organization=OrganizationFactory(), submitted_at=OPENED)

    assert not row_of(made, team_member).is_outdated


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_files_takes_three_queries(question, team_member, count, django_assert_num_queries):
    for number in range(count):
        ExportFactory(question=question, holds={str(number): "x"})
    roles = Roles.of(team_member)
    assert roles.is_programme_team

    with django_assert_num_queries(3):
        assert len(exports_of(question, roles)) == count


def test_visible_to_agrees_with_may_see_export(scene):
    own = ExportFactory(question=scene.open_question, requested_by=scene.programme_team)
    of_a_colleague = ExportFactory(question=scene.open_question)

    for role in ROLES:
        person = scene.person(role)
        roles = Roles.of(person) if person else Roles()
        seen = set(Export.objects.visible_to(roles))
        assert seen == {export for export in (own, of_a_colleague) if may_see_export(roles, export)}
        assert may_take_export(roles, own) == (role == "programme_team")
        assert not may_take_export(roles, of_a_colleague)
