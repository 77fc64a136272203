"""Groups, memberships, threads and posts."""

from datetime import UTC, date, datetime

import factory

from learninggroups.models import (
    Draft,
    ExposureRequest,
    GroupInvitation,
    GroupLetter,
    LearningGroup,
    Membership,
    OpennessChange,
    Post,
    Recognition,
    Report,
    Thread,
    ThreadGuest,
)
from tests.factories.members import MemberFactory

STARTED = datetime(2026, 9, 1, 9, tzinfo=UTC)


class LearningGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LearningGroup

    name = factory.Sequence(lambda n: f"Leergroep {n}")
    slug = factory.Sequence(lambda n: f"leergroep-{n}")
    purpose = "Samen leren van lastige situaties."
    created_at = STARTED


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    group = factory.SubFactory(LearningGroupFactory)
    member = factory.SubFactory(MemberFactory)
    joined_at = STARTED


class ThreadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Thread

    group = factory.SubFactory(LearningGroupFactory)
    author = factory.SubFactory(MemberFactory)
    openness = factory.SelfAttribute("group.openness")
    title = factory.Sequence(lambda n: f"Gesprek {n}")
    started_at = STARTED
    last_post_at = STARTED


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    thread = factory.SubFactory(ThreadFactory)
    author = factory.SubFactory(MemberFactory)
    openness = factory.SelfAttribute("thread.group.openness")
    position = factory.Sequence(lambda n: n + 1)
    body = "<p>Een bericht.</p>"
    posted_at = STARTED


class GroupInvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GroupInvitation

    group = factory.SubFactory(LearningGroupFactory)
    email = factory.Sequence(lambda n: f"gevraagd{n}@example.nl")
    token_hash = factory.Sequence(lambda n: f"{n:064}")
    invited_by = factory.SubFactory(MemberFactory)
    invited_at = STARTED
    sent_at = STARTED


class RecognitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recognition

    post = factory.SubFactory(PostFactory)
    member = factory.SubFactory(MemberFactory)
    context = "Bij ons ook."
    openness = factory.SelfAttribute("post.openness")
    recognised_at = STARTED


class OpennessChangeFactory(factory.django.DjangoModelFactory):
    """A group that was closed and became one for members."""

    class Meta:
        model = OpennessChange

    group = factory.SubFactory(LearningGroupFactory)
    before = LearningGroup.Openness.CLOSED
    after = LearningGroup.Openness.MEMBERS
    reason = "We willen dat anderen meelezen."
    actor = factory.SubFactory(MemberFactory)
    changed_at = STARTED


class ExposureRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExposureRequest

    change = factory.SubFactory(OpennessChangeFactory)
    member = factory.SubFactory(MemberFactory)
    token_hash = factory.Sequence(lambda n: f"{n:064}")
    asked_at = STARTED


class GroupLetterFactory(factory.django.DjangoModelFactory):
    """A letter of which the proof was sent."""

    class Meta:
        model = GroupLetter

    group = factory.SubFactory(LearningGroupFactory)
    author = factory.SubFactory(MemberFactory)
    subject = "De volgende bijeenkomst"
    body = "We beginnen om tien uur."
    written_at = STARTED
    tested_at = STARTED


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report

    post = factory.SubFactory(PostFactory)
    reporter = factory.SubFactory(MemberFactory)
    reason = "Hierin herken je iemand."
    reported_at = STARTED


class ThreadGuestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ThreadGuest

    thread = factory.SubFactory(ThreadFactory)
    member = factory.SubFactory(MemberFactory, is_guest=True)
    until = date(2027, 1, 1)
    since = STARTED


class DraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Draft

    member = factory.SubFactory(MemberFactory)
    fields = {"body": "<p>Ik denk dat</p>"}
    kept_at = STARTED
