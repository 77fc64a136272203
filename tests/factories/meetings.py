"""Meetings and who comes to them."""

from datetime import UTC, datetime, timedelta

import factory

from meetings.models import DatePoll, Material, Meeting, PollAnswer, ProposedMoment, Registration

PLANNED = datetime(2026, 11, 2, 9, tzinfo=UTC)
BEGINS = datetime(2026, 11, 24, 13, tzinfo=UTC)


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    title = factory.Sequence(lambda n: f"Middag over veiligheid {n}")
    about = "We bespreken drie situaties uit de praktijk."
    starts_at = BEGINS
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(hours=2))
    place = "Buurthuis De Eik, Zwolle"
    planned_at = PLANNED
    changed_at = PLANNED


class RegistrationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Registration

    meeting = factory.SubFactory(MeetingFactory)
    name = factory.Sequence(lambda n: f"Bezoeker {n}")
    email = factory.Sequence(lambda n: f"bezoeker{n}@elders.example")
    state = Registration.State.COMING
    registered_at = PLANNED
    seated_at = factory.LazyAttribute(
        lambda one: one.registered_at if one.state == Registration.State.COMING else None
    )


class DatePollFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DatePoll
        skip_postgeneration_save = True

    title = "Dag over veiligheid"
    openness = "open"
    minutes = 120
    asked_at = PLANNED

    @factory.post_generation
    def moments(self, create, given, **kwargs):
        """Propose a moment that lies ahead of every test, and one more when asked."""
        for day in given or [1]:
            ProposedMoment.objects.create(poll=self, starts_at=datetime(2036, 12, day, 13, tzinfo=UTC))


class PollAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PollAnswer

    poll = factory.SubFactory(DatePollFactory)
    name = factory.Sequence(lambda n: f"Bezoeker {n}")
    email = factory.Sequence(lambda n: f"bezoeker{n}@elders.example")


class MaterialFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Material

    meeting = factory.SubFactory(MeetingFactory)
    file = factory.django.FileField(data=b"%PDF-1.4 %%EOF", filename="programma.pdf")
    name = "programma.pdf"
    content_type = "application/pdf"
    size = 14
    uploaded_at = PLANNED
