"""National questions, whom they ask, and answers."""

from datetime import UTC, datetime

import factory

from questions.actions.planning import EVERYONE
from questions.models import Answer, AnswerPart, Passage, Question, Recipient, SubQuestion, Synthesis
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
