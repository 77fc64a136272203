"""Asking for a file and taking it along, as a browser with and without JavaScript meets it."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members.models import PROGRAMME_TEAM
from questions.models import Answer, Export
from questions.tasks import make_exports
from tests.cast import in_team
from tests.factories.members import MemberFactory, OrganizationFactory
from tests.factories.questions import (
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    ExportFactory,
    QuestionFactory,
    SubQuestionFactory,
    SynthesisFactory,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def team_member(db):
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def office(team_member, client_of):
    return client_of(team_member)


@pytest.fixture
def question(db):
    question = QuestionFactory(opened=True, title="Wat merk je van het convenant?")
    answer = AnswerFactory(question=question, organization=OrganizationFactory(), submitted_at=OPENED)
    AnswerPartFactory(answer=answer, sub_question=SubQuestionFactory(question=question), text="Het loopt.")
    return question


def address(name, *args):
    return reverse(f"questions_office:{name}", args=args)


def test_a_file_is_asked_for_watched_and_taken(office, question, team_member):
    asked = office.post(address("exports", question.pk), {"kind": "answers"})
    export = Export.objects.get()
    progress = address("export", question.pk, export.key)
    waiting, part = office.get(progress), office.get(progress, headers=HTMX)
    make_exports()
    ready = office.get(progress)
    file = office.get(address("take-export", question.pk, export.key))

    assert (asked.status_code, asked["Location"]) == (303, progress)
    assert '<progress max="100" value="0">' in waiting.content.decode()
    assert "<h1" not in part.content.decode()
    assert f'data-hx-get="{progress}"' in part.content.decode()
    assert "data-hx-get" not in ready.content.decode()
    assert address("take-export", question.pk, export.key) in ready.content.decode()
    assert file["Content-Disposition"].startswith('attachment; filename="antwoorden-wat-merk-je-van')
    assert "no-store" in file["Cache-Control"]
    sheet = load_workbook(BytesIO(b"".join(file.streaming_content)))["Antwoorden"]
    assert "Het loopt." in [cell.value for cell in sheet[2]]
    export.refresh_from_db()
    assert export.taken_at is not None


@pytest.mark.parametrize(
    ("kind", "name", "start"),
    [
        ("document", "synthese-wat-", b"PK"),
        ("pdf", "synthese-wat-", b"%PDF"),
        ("pack", "pakket-wat-", b"%PDF"),
    ],
)
def test_the_synthesis_is_taken_in_three_kinds(office, question, kind, name, start):
    SynthesisFactory(question=question)

    office.post(address("exports", question.pk), {"kind": kind})
    make_exports()

    export = Export.objects.get()
    file = office.get(address("take-export", question.pk, export.key))
    assert export.name.startswith(name)
    assert b"".join(file.streaming_content).startswith(start)


def test_what_is_outdated_is_not_given_any_more(office, question, team_member):
    export = ExportFactory(question=question, requested_by=team_member, requested_at=timezone.now())
    make_exports()
    Answer.objects.update(version=2)

    refused = office.get(address("take-export", question.pk, export.key), follow=True)

    assert refused.redirect_chain == [(address("export", question.pk, export.key), 303)]
    assert "Dit bestand is verouderd. Maak het opnieuw." in refused.content.decode()
    assert "Gebruik dit bestand niet meer" in refused.content.decode()


def test_a_colleague_sees_who_took_a_file_and_cannot_take_it(client_of, question, team_member):
    export = ExportFactory(question=question, requested_by=team_member, requested_at=timezone.now())
    make_exports()
    colleague = client_of(in_team(MemberFactory(), PROGRAMME_TEAM))

    page = colleague.get(address("exports", question.pk))

    assert "Pia Programma" in page.content.decode()
    assert address("take-export", question.pk, export.key) not in page.content.decode()
    assert colleague.get(address("take-export", question.pk, export.key)).status_code == 403


def test_a_file_that_failed_says_so(office, question, team_member):
    export = ExportFactory(question=question, requested_by=team_member, started_at=OPENED, failed_at=OPENED)

    page = office.get(address("export", question.pk, export.key))

    assert "Het maken is mislukt." in page.content.decode()


@pytest.mark.parametrize("kind", ["document", "poster", ""])
def test_what_cannot_be_made_is_refused_in_words(office, question, kind):
    refused = office.post(address("exports", question.pk), {"kind": kind})

    assert refused.status_code == 422
    assert refused.context["form"].errors["kind"]
    assert not Export.objects.exists()
