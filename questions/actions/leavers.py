"""Taking who left out of what was made of the answers, as far as she asked."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q

from privacy.emptying import drop_files, in_batches
from privacy.erasure import Leaver
from questions.actions.consent import note_silence
from questions.models import Answer, AnswerPart, Export, Question, SynthesisVersion, Verdict


def take_out(leaver: Leaver) -> Iterator[None]:
    """
    Throw away the files that say her name, and take her own words out of every synthesis.

    Yields after each batch; what is left to do is found in the rows.
    """
    yield from _throw_away_files(leaver)
    if leaver.goes_silent:
        spoke = Q(parts__text__gt="") | Q(parts__held_by__gt="")
        for answer in Answer.objects.filter(spoke, member=leaver.pk).distinct():
            _silence(answer, leaver)
            yield
        for verdict in Verdict.objects.filter(given_by=leaver.pk, word=Verdict.Word.NUANCE):
            _take_back(verdict)
            yield


def _throw_away_files(leaver: Leaver) -> Iterator[None]:
    """Throw away what was made of questions that she answered, before it has had its week."""
    answered = Q(member=leaver.pk) | Q(last_editor=leaver.pk) | Q(typed_by=leaver.pk)
    questions = Answer.objects.filter(answered).values("question")
    yield from in_batches(Export.objects.filter(question__in=questions).exclude(file=""), _throw_away)


def _throw_away(pks: list[int]) -> None:
    drop_files(Export, pks)
    Export.objects.filter(pk__in=pks).update(file="")


@transaction.atomic(durable=True)
def _silence(answer: Answer, leaver: Leaver) -> None:
    # RACE: whoever shares waits for this row, so that no version is made of her words meanwhile.
    Question.objects.select_for_update(no_key=True).get(pk=answer.question_id)
    AnswerPart.objects.filter(answer=answer).update(text="", held_by="", may_be_quoted=False)
    # A new number makes files that hold the answer outdated.
    Answer.objects.filter(pk=answer.pk).update(version=F("version") + 1)
    note_silence(answer, now=leaver.now)


@transaction.atomic(durable=True)
def _take_back(verdict: Verdict) -> None:
    """Take away what she missed in a passage, on behalf of her organisation, wherever it is repeated."""
    versions = list(SynthesisVersion.objects.filter(synthesis__passages=verdict.passage_id))
    for version in versions:
        for section in version.sections:
            for passage in section["passages"]:
                passage["verdicts"] = [said for said in passage["verdicts"] if not _is(said, verdict)]
    SynthesisVersion.objects.bulk_update(versions, ["sections"])
    verdict.delete()


def _is(said: dict, verdict: Verdict) -> bool:
    return (said["answer"], said["text"]) == (verdict.answer_id, verdict.text)
