"""Letters."""

from datetime import UTC, datetime

import factory

from mailing.models import Hold, OutgoingMail, Suppression
from mailing.outbox import message_id


class OutgoingMailFactory(factory.django.DjangoModelFactory):
    """A letter that waits to be sent."""

    class Meta:
        model = OutgoingMail

    key = factory.Sequence(lambda n: f"probe:{n}")
    message_id = factory.LazyAttribute(lambda mail: message_id(mail.key))
    letter = "notice"
    to_address = factory.Sequence(lambda n: f"lezer{n}@example.nl")
    to_name = factory.Sequence(lambda n: f"Lezer {n}")
    subject = "Nieuws uit de leergroep"
    text = "Er is een nieuw bericht.\n"
    html = "<p>Er is een nieuw bericht.</p>\n"
    due_at = datetime(2026, 11, 10, 8, tzinfo=UTC)
    queued_at = datetime(2026, 11, 10, 8, tzinfo=UTC)


class HoldFactory(factory.django.DjangoModelFactory):
    """A stop that nobody released yet."""

    class Meta:
        model = Hold

    reason = "Het adres van de site is veranderd."
    since = datetime(2026, 11, 10, 8, 30, tzinfo=UTC)


class SuppressionFactory(factory.django.DjangoModelFactory):
    """An address that refused a letter."""

    class Meta:
        model = Suppression

    address = factory.Sequence(lambda n: f"weg{n}@example.nl")
    reason = "550 5.1.1 No such user"
    since = datetime(2026, 11, 10, 8, tzinfo=UTC)
