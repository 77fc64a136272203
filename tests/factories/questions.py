"""National questions, whom they ask, and answers."""

from datetime import UTC, datetime, timedelta

import factory

from questions.actions.planning import EVERYONE
from questions.models import (
    Answer,
    AnswerPart,
    Export,
    Label,
    Offer,
    Passage,
    PassageSource,
    Question,
    QuestionFile,
    Recipient,
    SubQuestion,
    Synthesis,
)
from questions.models.steps import BEFORE_OPENING
from tests.factories.members import MemberFactory, OrganizationFactory

OPENED = datetime(2026, 11, 2, 9, tzinfo=UTC)
DEADLINE = datetime(2026, 11, 20, 16, tzinfo=UTC)


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    title = factory.Sequence(lambda n: f"Vraag {n}")
    asker = "VNG"
    wording = "Wat merken jullie hiervan?"
    created_at = OPENED

    class Params:
        opened = factory.Trait(
            state=Question.State.OPEN,
            opened_at=OPENED,
            deadline_at=DEADLINE,
            planned_at=OPENED,
            planned_up_to=EVERYONE,
        )
        just_opened = factory.Trait(state=Question.State.OPEN, opened_at=OPENED, deadline_at=DEADLINE)


def question_in(state: str, **columns) -> Question:
    """Create a question that stands in this state, with the dates and the relations that go with it."""
    filled = {"state": state}
    if state not in {*BEFORE_OPENING, Question.State.MERGED}:
        filled |= {"opened_at": OPENED, "deadline_at": DEADLINE, "planned_at": OPENED}
    if state == Question.State.SCHEDULED:
        filled |= {"opens_at": OPENED, "deadline_at": DEADLINE}
    if state not in {*BEFORE_OPENING, Question.State.OPEN, Question.State.MERGED, Question.State.WITHDRAWN}:
        filled |= {"closed_at": DEADLINE}
    if state == Question.State.WITHDRAWN:
        filled |= {"withdrawn_reason": "De vrager heeft al besloten."}
    if state == Question.State.MERGED and "merged_into" not in columns:
        filled |= {"merged_into": QuestionFactory()}
    return QuestionFactory(**filled | columns)


def complete_draft(**columns) -> Question:
    """Create a draft that lacks nothing but a second pair of eyes and an audience."""
    draft = QuestionFactory(
        **{
            "importance": "Het raakt je werk.",
            "use": "De VNG bespreekt het.",
            "use_date": (DEADLINE + timedelta(days=14)).date(),
            "deadline_at": DEADLINE,
            "asks_everyone": True,
        }
        | columns
    )
    SubQuestionFactory(question=draft)
    return draft


class SubQuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SubQuestion

    question = factory.SubFactory(QuestionFactory)
    position = 1
    text = "Wat verandert er bij jullie?"


class RecipientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recipient

    question = factory.SubFactory(QuestionFactory, opened=True)

    class Params:
        of_organization = factory.Trait(organization=factory.SubFactory(OrganizationFactory))
        of_member = factory.Trait(member=factory.SubFactory(MemberFactory))


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory, opened=True)
    # She agreed to what was promised, unless a test says that she wanted fewer readers.
    readers = factory.SelfAttribute("question.visibility")
    started_at = OPENED
    changed_at = OPENED


class AnswerPartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnswerPart

    answer = factory.SubFactory(AnswerFactory)
    sub_question = factory.SubFactory(SubQuestionFactory)


class SynthesisFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Synthesis

    question = factory.SubFactory(
        QuestionFactory, opened=True, state=Question.State.INTERPRETING, closed_at=DEADLINE
    )
    changed_at = DEADLINE


class PassageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Passage

    synthesis = factory.SubFactory(SynthesisFactory)
    section = Synthesis.Section.RECOGNIZED
    position = factory.Sequence(lambda n: n + 1)
    kind = Passage.Kind.OWN
    text = "Tijd ontbreekt vaak."
    changed_at = DEADLINE


class ExportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Export

    question = factory.SubFactory(QuestionFactory, opened=True)
    kind = Export.Kind.ANSWERS
    requested_by = factory.SubFactory(MemberFactory)
    requested_at = OPENED


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer

    question = factory.SubFactory(QuestionFactory, state=Question.State.SUBMITTED)
    name = "Vera Vrager"
    organization = "VNG"
    email = "vera@vng.example"
    key_hash = factory.Sequence(lambda n: f"{n:064}")
    offered_at = OPENED


class QuestionFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuestionFile

    question = factory.SubFactory(QuestionFactory)
    name = "bijlage.pdf"
    content_type = "application/pdf"
    size = 8
    added_at = OPENED


class PassageSourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PassageSource

    passage = factory.SubFactory(PassageFactory, kind=Passage.Kind.PARAPHRASE)
    part = factory.SubFactory(AnswerPartFactory)


class LabelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Label

    question = factory.SubFactory(QuestionFactory, opened=True)
    name = factory.Sequence(lambda n: f"label {n}")


def quote_of(part, *, synthesis, section, text):
    """Return a quote from a part of an answer."""
    passage = PassageFactory(synthesis=synthesis, section=section, kind=Passage.Kind.QUOTE, text=text)
    return PassageSourceFactory(passage=passage, part=part, excerpt=text).passage
