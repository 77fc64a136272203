"""Writing a synthesis: what a passage may say, where it comes from, and two people at one text."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from members.models import PROGRAMME_TEAM
from questions.actions import synthesizing
from questions.actions.steps import WrongState
from questions.actions.synthesizing import SourceWords
from questions.models import Answer, AnswerPart, LeftOut, Passage, Question
from questions.queries.synthesis import synthesis_text
from tests.cast import in_team
from tests.factories.members import MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.questions import (
    DEADLINE,
    AnswerFactory,
    AnswerPartFactory,
    LabelFactory,
    PassageFactory,
    QuestionFactory,
    SubQuestionFactory,
    SynthesisFactory,
)

pytestmark = pytest.mark.django_db

SAID = "Wij zien het elke dag: er is te weinig tijd."


@pytest.fixture
def actor():
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def synthesis():
    return SynthesisFactory()


@pytest.fixture
def sub_question(synthesis):
    return SubQuestionFactory(question=synthesis.question)


@pytest.fixture
def part(synthesis, sub_question):
    """A part of an organisation's answer that may be quoted."""
    return part_of(sub_question, organization=OrganizationFactory(name="Oost"))


def part_of(sub_question, *, text=SAID, may_be_quoted=True, **voice):
    answer = AnswerFactory(question=sub_question.question, submitted_at=DEADLINE - timedelta(days=1), **voice)
    return AnswerPartFactory(answer=answer, sub_question=sub_question, text=text, may_be_quoted=may_be_quoted)


@pytest.fixture
def quote(synthesis, actor, now):
    def quoting(part, words="er is te weinig tijd", section="recognized"):
        return synthesizing.add_quote(
            question=synthesis.question,
            actor=actor,
            source=SourceWords(part, words),
            section=section,
            now=now,
        )

    return quoting


@pytest.fixture
def write(synthesis, actor, now):
    def writing(text, *parts, section="recognized"):
        return synthesizing.add_words(
            question=synthesis.question,
            actor=actor,
            section=section,
            text=text,
            sources=[SourceWords(part, part.text) for part in parts],
            now=now,
        )

    return writing


def test_interpreting_begins_once_and_only_after_closing(actor, now):
    question = QuestionFactory(opened=True)

    def start():
        question.refresh_from_db()
        synthesizing.start_interpreting(question=question, actor=actor, now=now)

    with pytest.raises(WrongState):
        start()
    Question.objects.update(state="closed", closed_at=now)
    start()
    with pytest.raises(WrongState):
        start()

    question.refresh_from_db()
    assert (question.state, question.synthesis.version) == ("interpreting", 1)


def texts(synthesis, section="recognized"):
    text = synthesis_text(synthesis.question)
    return [passage.text for each in text.sections if each.name == section for passage in each.passages]


def test_a_quote_keeps_its_source_and_twice_the_same_gives_one(synthesis, part, quote):
    quote(part, " er is te\nweinig tijd ")
    quote(part)

    (passage,) = synthesis_text(synthesis.question).passages
    (source,) = passage.sources
    assert (passage.number, passage.text, passage.is_quote) == (1, "er is te weinig tijd", True)
    assert (source.part_id, source.voice.label, source.excerpt) == (part.pk, "Oost", "er is te weinig tijd")


@pytest.mark.parametrize(
    ("changes", "words", "refusal"),
    [
        ({}, "er is veel te weinig tijd", synthesizing.NotWordForWord),
        ({"may_be_quoted": False}, "weinig tijd", synthesizing.NoConsent),
    ],
)
def test_a_quote_without_consent_or_with_other_words_is_refused(part, quote, changes, words, refusal):
    for name, value in changes.items():
        setattr(part, name, value)

    with pytest.raises(refusal):
        quote(part, words)

    assert not Passage.objects.exists()


def test_an_answer_that_was_taken_back_is_no_source(part, quote, write):
    part.answer.submitted_at = None

    with pytest.raises(synthesizing.NoConsent):
        quote(part)
    with pytest.raises(synthesizing.NoConsent):
        write("Tijd knelt.", part)


def test_an_answer_to_another_question_is_no_source(part, actor, now):
    with pytest.raises(PermissionDenied):
        synthesizing.add_words(
            question=SynthesisFactory().question,
            actor=actor,
            section="signals",
            text="Tijd knelt.",
            sources=[SourceWords(part)],
            now=now,
        )


def test_words_are_a_paraphrase_with_sources_and_our_own_without(synthesis, sub_question, part, write):
    member = part_of(sub_question, member=MemberFactory(), may_be_quoted=False)
    write("Tijd knelt op veel plekken.", part, member)
    write("Over wonen kwam niets.", section="unknown")

    paraphrase, own = synthesis_text(synthesis.question).passages
    assert (paraphrase.kind, paraphrase.basis, paraphrase.number) == (
        "paraphrase",
        "1 organisatie en 1 lid",
        1,
    )
    assert (own.is_own, own.basis, own.section, own.number) == (True, "", "unknown", 2)


def test_speaking_for_the_members_is_refused_when_writing_and_when_rewriting(write, actor, now):
    passage = write("Een aantal organisaties noemt tijd.")

    with pytest.raises(synthesizing.WordsRefused) as refusal:
        write("De leden vinden dit.")
    with pytest.raises(synthesizing.WordsRefused):
        rewrite(passage, actor, now, text="Alle leden noemen tijd.")

    assert refusal.value.objection.words == "De leden vinden"
    assert Passage.objects.get().text == "Een aantal organisaties noemt tijd."


def test_a_quote_may_say_what_we_may_not(sub_question, quote):
    part = part_of(sub_question, text="De leden vinden dit.", member=MemberFactory())

    assert quote(part, "De leden vinden dit.").text == "De leden vinden dit."


def rewrite(passage, actor, now, *, text, version=1):
    return synthesizing.rewrite_passage(passage=passage, actor=actor, text=text, version=version, now=now)


def test_rewriting_over_somebody_elses_text_is_refused_and_shows_it(write, actor, now):
    passage = write("Tijd knelt.")
    rewrite(passage, actor, now, text="Tijd knelt, schrijft een team.")

    with pytest.raises(synthesizing.PassageChanged) as refusal:
        rewrite(passage, actor, now, text="Mijn tekst.")
    with pytest.raises(synthesizing.PassageChanged):
        synthesizing.remove_passage(passage=passage, actor=actor, version=1, now=now)

    assert refusal.value.current.text == "Tijd knelt, schrijft een team."
    assert (Passage.objects.get().text, Passage.objects.get().version) == (
        "Tijd knelt, schrijft een team.",
        2,
    )


def test_the_same_text_changes_nothing(synthesis, write, actor, now):
    passage = write("Tijd knelt.")
    before = synthesis_text(synthesis.question).version

    rewrite(passage, actor, now, text=" Tijd knelt.\r\n")

    assert (Passage.objects.get().version, synthesis_text(synthesis.question).version) == (1, before)


def test_a_quote_is_shortened_within_its_source_only(part, quote, actor, now):
    passage = quote(part)

    shorter = rewrite(passage, actor, now, text="te weinig tijd")
    with pytest.raises(synthesizing.NotWordForWord):
        rewrite(passage, actor, now, text="geen tijd", version=2)

    assert (shorter.text, shorter.links.get().excerpt) == ("te weinig tijd", "te weinig tijd")


def test_a_passage_that_is_gone_says_so(write, actor, now):
    passage = write("Tijd knelt.")
    synthesizing.remove_passage(passage=passage, actor=actor, version=1, now=now)

    with pytest.raises(synthesizing.PassageGone):
        rewrite(passage, actor, now, text="Toch iets.")


@pytest.mark.parametrize(
    ("start", "places", "order"),
    [(0, 1, "bacd"), (3, -1, "abdc"), (0, -1, "abcd"), (3, 1, "abcd"), (0, 3, "bcda")],
)
def test_moving_changes_the_order(synthesis, actor, now, start, places, order):
    passages = [PassageFactory(synthesis=synthesis, text=letter, position=4) for letter in "abcd"]

    synthesizing.move_passage(passage=passages[start], actor=actor, places=places, now=now)

    assert "".join(texts(synthesis)) == order


def test_a_passage_goes_to_the_end_of_another_section(synthesis, write, actor, now):
    passage = write("Tijd knelt.")
    write("Eerst bellen helpt.", section="signals")

    synthesizing.put_in_section(passage=passage, actor=actor, section="signals", now=now)

    assert texts(synthesis, "signals") == ["Eerst bellen helpt.", "Tijd knelt."]
    assert texts(synthesis) == []


def test_sources_make_a_paraphrase_and_the_last_one_leaving_our_own_words(synthesis, part, write, actor, now):
    passage = write("Tijd knelt.")
    LeftOut.objects.create(answer=part.answer, reason="past hier niet", decided_at=now)
    source = SourceWords(part, "te weinig tijd")

    synthesizing.add_source(passage=passage, actor=actor, source=source, now=now)
    synthesizing.add_source(passage=passage, actor=actor, source=source, now=now)
    (rested,) = synthesis_text(synthesis.question).passages
    synthesizing.remove_source(passage=passage, actor=actor, part=part, now=now)

    assert (rested.kind, rested.basis) == ("paraphrase", "1 organisatie")
    assert synthesis_text(synthesis.question).passages[0].is_own
    assert not LeftOut.objects.exists()


def test_a_quote_keeps_its_one_source(sub_question, part, quote, actor, now):
    passage = quote(part)
    other = part_of(sub_question, member=MemberFactory())

    with pytest.raises(synthesizing.QuoteHasOneSource):
        synthesizing.add_source(passage=passage, actor=actor, source=SourceWords(other), now=now)
    with pytest.raises(synthesizing.QuoteHasOneSource):
        synthesizing.remove_source(passage=passage, actor=actor, part=part, now=now)


def test_nothing_changes_while_respondents_look_at_it(synthesis, part, quote, write, actor, now):
    passage = quote(part)
    Question.objects.update(state=Question.State.RETURNED)

    with pytest.raises(WrongState):
        write("Tijd knelt.")
    with pytest.raises(WrongState):
        synthesizing.remove_passage(passage=passage, actor=actor, version=1, now=now)

    assert texts(synthesis) == ["er is te weinig tijd"]


@pytest.mark.parametrize("section", ["diverging", "signals"])
def test_a_section_that_answers_were_labelled_to_is_never_emptied(
    synthesis, part, write, actor, now, section
):
    passage = write("Eén team doet dit.", section=section)
    label = LabelFactory(question=synthesis.question, section=section)
    part.labellings.create(label=label)

    with pytest.raises(synthesizing.SectionNeeded):
        synthesizing.remove_passage(passage=passage, actor=actor, version=1, now=now)
    with pytest.raises(synthesizing.SectionNeeded):
        synthesizing.put_in_section(passage=passage, actor=actor, section="failing", now=now)
    assert texts(synthesis, section) == ["Eén team doet dit."]

    write("Eén ander team ook.", section=section)
    synthesizing.remove_passage(passage=passage, actor=actor, version=1, now=now)
    assert texts(synthesis, section) == ["Eén ander team ook."]


def test_a_section_without_labels_may_be_emptied(synthesis, part, write, actor, now):
    passage = write("Eén team doet dit.", section="failing")
    part.labellings.create(label=LabelFactory(question=synthesis.question, section="failing"))

    synthesizing.remove_passage(passage=passage, actor=actor, version=1, now=now)

    assert texts(synthesis, "failing") == []


@pytest.mark.parametrize(
    ("naming", "label"),
    [
        ("named", "Cor Contact, namens Oost"),
        ("organization", "Oost"),
        ("kind_region", "een jeugdteam in de regio Twente"),
        ("untraceable", "een organisatie"),
    ],
)
def test_a_source_is_named_as_it_chose(synthesis, part, quote, naming, label):
    Answer.objects.update(last_editor=MemberFactory(name="Cor Contact"))
    part.answer.organization.kind = "jeugdteam"
    part.answer.organization.region = RegionFactory(name="Twente")
    part.answer.organization.save()
    AnswerPart.objects.update(naming=naming)
    quote(part)

    assert synthesis_text(synthesis.question).passages[0].attribution == label


def test_blocks_of_one_answer_with_other_naming_are_voices_of_their_own(synthesis, part, write):
    second = SubQuestionFactory(question=synthesis.question, position=2)
    hidden = AnswerPartFactory(answer=part.answer, sub_question=second, text="Iets.", naming="untraceable")
    write("Tijd knelt.", part, hidden)

    (passage,) = synthesis_text(synthesis.question).passages
    assert len({source.key for source in passage.sources}) == 2
    assert passage.attribution == "Oost; een organisatie"


def test_only_the_programme_team_writes(synthesis, part, write, now):
    passage = write("Tijd knelt.")
    member = MemberFactory()
    source = SourceWords(part, "te weinig tijd")
    question = synthesis.question

    with pytest.raises(PermissionDenied):
        synthesizing.add_quote(question=question, actor=member, source=source, section="signals", now=now)
    with pytest.raises(PermissionDenied):
        synthesizing.add_words(question=question, actor=member, section="signals", text="Tijd.", now=now)
    with pytest.raises(PermissionDenied):
        rewrite(passage, member, now, text="Tijd.")
    with pytest.raises(PermissionDenied):
        synthesizing.move_passage(passage=passage, actor=member, places=1, now=now)
    with pytest.raises(PermissionDenied):
        synthesizing.put_in_section(passage=passage, actor=member, section="signals", now=now)
    with pytest.raises(PermissionDenied):
        synthesizing.add_source(passage=passage, actor=member, source=source, now=now)
    with pytest.raises(PermissionDenied):
        synthesizing.remove_source(passage=passage, actor=member, part=part, now=now)
    with pytest.raises(PermissionDenied):
        synthesizing.remove_passage(passage=passage, actor=member, version=1, now=now)

    assert texts(synthesis) == ["Tijd knelt."]


def test_what_is_no_longer_allowed_is_shown_nowhere_and_keeps_its_number(
    synthesis, sub_question, part, quote, write
):
    kept = part_of(sub_question, member=MemberFactory())
    quote(part)
    write("Tijd knelt.", part, kept)
    write("Tijd ontbreekt.", part)

    AnswerPart.objects.filter(pk=part.pk).update(may_be_quoted=False)
    narrowed = synthesis_text(synthesis.question)
    Answer.objects.filter(pk=part.answer_id).update(submitted_at=None)
    withdrawn = synthesis_text(synthesis.question)

    assert [(each.number, each.text) for each in narrowed.passages] == [
        (2, "Tijd knelt."),
        (3, "Tijd ontbreekt."),
    ]
    assert [(each.number, each.basis) for each in withdrawn.passages] == [(2, "1 lid")]
    assert [each.number for each in withdrawn.withheld] == [1, 3]


@pytest.mark.parametrize("count", [1, 3])
def test_reading_a_synthesis_costs_the_same_with_more_passages(
    synthesis, sub_question, write, count, django_assert_num_queries
):
    for number in range(count):
        write(f"Zin {number}.", part_of(sub_question, member=MemberFactory()))

    with django_assert_num_queries(5):
        text = synthesis_text(synthesis.question)

    assert [len(each.sources) for each in text.passages] == [1] * count
