"""
What it costs to reply where forty people want every letter, and what the worker does of it later.

``reply`` is the POST of a rich text of 200 words, as a browser sends it, with its CSRF token; what the
worker does is no part of it. ``reply-search`` is what it takes, per reply, to let all these replies be
found; ``reply-letters`` is what it does ten minutes later, per reply: finding out who hears of it and
writing forty letters to the outbox; sending them is not in it.
"""

import os
from dataclasses import dataclass
from urllib.parse import urlencode

from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from bench.meter import cpu_seconds
from bench.vocabulary import bodies
from learninggroups.actions import finding, notices, posts
from learninggroups.models import LearningGroup, Membership, PostNotice
from mailing.models import OutgoingMail
from members.models import Level, Member

LISTENERS = 40
REPLIES = 20


@dataclass(frozen=True)
class Desk:
    """Where the reply is written, by whom, and what the form sends."""

    group: LearningGroup
    writer: Member
    path: str
    form: str
    token: str


def prepare(members: int) -> Desk:
    """Make a group of forty people who want to hear everything, and one who writes."""
    now = timezone.now()
    group = LearningGroup.objects.create(
        name="Leergroep die alles wil horen",
        slug="alles-horen",
        purpose="Samen leren.",
        openness=LearningGroup.Openness.MEMBERS,
        created_at=now,
    )
    people = list(Member.objects.order_by("-pk")[: min(members, LISTENERS + 1)])
    Membership.objects.bulk_create(
        Membership(group=group, member=person, level=Level.EVERYTHING, joined_at=now) for person in people
    )
    writer = people[0]
    thread = posts.start_thread(group=group, title="Een vraag", body=_text(), actor=writer, now=now)
    token = get_random_string(CSRF_SECRET_LENGTH)
    return Desk(
        group=group,
        writer=writer,
        path=reverse("learninggroups:reply", args=[thread.pk]),
        form=urlencode({"body": _text(), "seen": 1, "csrfmiddlewaretoken": token}),
        token=token,
    )


def search(postgres: int, reference_ms: float) -> str:
    """Return the line about the index, for the replies that were posted and that nobody can find yet."""
    roots = (os.getpid(), postgres)
    before = cpu_seconds(roots)
    count = finding.index_new()
    ms = (cpu_seconds(roots) - before) / count * 1000
    return f"reply-search ms={ms:.1f} x={ms / reference_ms:.2f} posts={count}"


def letters(desk: Desk, postgres: int, reference_ms: float) -> str:
    """Return the line about the letters, for replies in threads of their own: each has its forty letters."""
    now = timezone.now()
    PostNotice.objects.all().delete()
    for number in range(REPLIES):
        posts.start_thread(
            group=desk.group, title=f"Vraag {number}", body=_text(), actor=desk.writer, now=now
        )
    roots = (os.getpid(), postgres)
    before, queued = cpu_seconds(roots), OutgoingMail.objects.count()
    notices.tell_due(now=now + notices.NOTICE_AFTER)
    ms = (cpu_seconds(roots) - before) / REPLIES * 1000
    written = (OutgoingMail.objects.count() - queued) // REPLIES
    return f"reply-letters ms={ms:.1f} x={ms / reference_ms:.2f} letters={written}"


def _text() -> str:
    return bodies()[0]
