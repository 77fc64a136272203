"""Codes for colleagues, and what they contributed."""

import factory

from questions.models import Contribution, ContributionCode
from questions.queries.codes import code_hash
from tests.factories.questions import DEADLINE, OPENED, RecipientFactory


class ContributionCodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContributionCode

    recipient = factory.SubFactory(RecipientFactory, of_organization=True)
    code_hash = factory.LazyAttribute(lambda code: code_hash("contribution", code.digits))
    made_at = OPENED
    expires_at = DEADLINE

    class Params:
        digits = factory.Sequence(lambda n: f"{n:012}")


class ContributionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contribution

    code = factory.SubFactory(ContributionCodeFactory)
    name = factory.Sequence(lambda n: f"Collega {n}")
    contributed_at = OPENED
