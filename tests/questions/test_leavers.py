"""Who answered leaves: what was heard can be read and counted as before, and nothing says who she was."""

import pytest
from django.db import transaction
from django.urls import reverse

from members.actions import leaving
from questions.actions.publishing import keep_version
from questions.models import ConsentFlag, SynthesisVersion, Verdict
from tests.factories.questions import (
    AnswerFactory,
    AnswerPartFactory,
    PassageFactory,
    PassageSourceFactory,
    SubQuestionFactory,
    SynthesisFactory,
    question_in,
    quote_of,
)
from tests.members.leaver import fortnight

NAME = "Vera Vogelzang"
SAID, THEIRS, HEARD = "Wij bellen eerst.", "Bij ons belt niemand.", "Bellen gaat vaak voor."
QUOTED_BY_NAME = {"naming": "named", "may_be_quoted": True}


@pytest.fixture
def vera(scene):
    vera = scene.participant
    type(vera).objects.filter(pk=vera.pk).update(name=NAME)
    vera.refresh_from_db()
    return vera


@pytest.fixture
def question(scene, vera, now):
    """A question whose synthesis was shared: she answered herself, and on behalf of her organisation."""
    question = question_in("shared", owner=scene.programme_team, visibility="members")
    asked = SubQuestionFactory(question=question)
    hers, other, theirs = (
        AnswerFactory(question=question, submitted_at=now, last_editor=vera, **voice)
        for voice in (
            {"member": vera, "place": scene.organization},
            {"member": scene.facilitator},
            {"organization": scene.organization},
        )
    )
    said = [
        AnswerPartFactory(answer=answer, sub_question=asked, text=text, **QUOTED_BY_NAME)
        for answer, text in ((hers, SAID), (other, "Ik bel wel."), (theirs, THEIRS))
    ]
    synthesis = SynthesisFactory(question=question, shared_at=now)
    quote = quote_of(said[0], synthesis=synthesis, section="signals", text=SAID)
    heard = PassageFactory(synthesis=synthesis, kind="paraphrase", text=HEARD)
    for part in said[:2]:
        PassageSourceFactory(passage=heard, part=part, excerpt=part.text)
    nuance = {"word": "nuance", "text": "Niet altijd, hoor.", "given_at": now, "given_by": vera}
    Verdict.objects.create(passage=quote, answer=theirs, **nuance)
    with transaction.atomic():
        keep_version(question, SynthesisVersion.Purpose.SHARED, actor=scene.programme_team, now=now)
    return question


@pytest.fixture
def read(scene, question, client_of):
    """Return a function that reads every page about the answers, as the team and as members."""
    of_all = ("question", "personal_answers", "organization_answers")
    pages = [reverse(f"questions:{name}", args=[question.pk]) for name in of_all]
    pages.append(reverse("questions:version", args=[question.pk, 1]))
    office = [
        reverse(f"questions_office:{name}", args=[question.pk])
        for name in ("question", "answers", "synthesis", "versions", "figures")
    ]

    def read() -> str:
        readers = (
            (scene.programme_team, [*pages, *office]),
            (scene.facilitator, pages),
            (scene.contact, pages),
        )
        said = ""
        for reader, addresses in readers:
            browser = client_of(reader)
            for address in addresses:
                answer = browser.get(address)
                assert answer.status_code == 200, address
                said += answer.content.decode()
        return said

    return read


@pytest.mark.parametrize("way", ["former", "silent"])
def test_answers_and_synthesis_stay_readable_without_her(question, vera, read, now, way):
    counted = "1 organisatie, en 2 leden persoonlijk."
    before = read()
    assert all(words in before for words in (NAME, SAID, THEIRS, HEARD, counted, "Niet altijd, hoor."))

    leaving.leave(member=vera, way=way, actor=vera, now=now)
    for _batch in leaving.erase_due(now=fortnight(now)):
        continue

    after = read()
    assert NAME not in after
    assert "Oud-lid, namens Wijkteam Oost" in after
    # What others and the programme team said, and how many spoke.
    assert all(words in after for words in (THEIRS, HEARD, counted))
    assert after.count(HEARD) == before.count(HEARD)
    assert {words in after for words in (SAID, "Niet altijd, hoor.")} == {way == "former"}
    assert ConsentFlag.objects.filter(part__text="").exists() == (way == "silent")
