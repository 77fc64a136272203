"""Sealed days, runs and deliveries."""

from datetime import UTC, date, datetime, timedelta

import factory

from activity.models import Batch
from digests.models import (
    DigestDelivery,
    DigestRun,
    MailPreference,
    OpenDelivery,
    OpenRun,
    OpenSubscription,
)
from mailing.unsubscribing import reader_of
from tests.factories.members import MemberFactory

SEALED = datetime(2026, 11, 1, 6, tzinfo=UTC)


class BatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Batch

    number = factory.Sequence(lambda n: n + 1)
    day = factory.LazyAttribute(lambda batch: date(2020, 1, 1) + timedelta(days=batch.number))
    sealed_at = SEALED


class DigestRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DigestRun

    kind = MailPreference.Frequency.WEEKLY
    period = factory.Sequence(lambda n: f"2020-W{n}")
    batch = factory.SubFactory(BatchFactory)
    planned_at = SEALED
    composed_at = SEALED


class DigestDeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DigestDelivery

    run = factory.SubFactory(DigestRunFactory)
    member = factory.SubFactory(MemberFactory)
    after = 0
    up_to = factory.LazyAttribute(lambda delivery: delivery.run.batch_id)
    composed_at = SEALED
    settled_at = SEALED


class OpenRunFactory(DigestRunFactory):
    class Meta:
        model = OpenRun

    kind = OpenSubscription.Frequency.MONTHLY


class OpenSubscriptionFactory(factory.django.DjangoModelFactory):
    """An address that said yes."""

    class Meta:
        model = OpenSubscription

    address = factory.Sequence(lambda n: f"bezoeker{n}@example.nl")
    reader_key = factory.LazyAttribute(lambda subscription: reader_of(None, subscription.address))
    asked_at = SEALED
    confirmed_at = SEALED


class OpenDeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpenDelivery

    run = factory.SubFactory(OpenRunFactory)
    subscription = factory.SubFactory(OpenSubscriptionFactory)
    after = 0
    up_to = factory.LazyAttribute(lambda delivery: delivery.run.batch_id)
    composed_at = SEALED
    settled_at = SEALED
