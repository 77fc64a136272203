"""Texts that were typed for somebody and wait for her yes."""

from datetime import timedelta

import factory

from questions.models import Approval
from tests.factories.members import MemberFactory
from tests.factories.questions import OPENED, AnswerFactory


class ApprovalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Approval

    answer = factory.SubFactory(AnswerFactory)
    speaker = factory.SubFactory(MemberFactory)
    answer_version = 1
    code_hash = factory.Sequence(lambda n: f"{n:064}")
    asked_at = OPENED
    expires_at = OPENED + timedelta(days=14)
