"""Asking writers whether their words may stand in a lesson, and what they answer."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from home import notifications
from home.indexing import index_page
from home.models import ConsentRequest, LessonPage, Passage, PassageQuerySet
from home.permissions import may_edit_pages, may_write_lesson
from learninggroups.permissions import Roles
from mailing.hours import is_daytime
from members.actions.invitations import token_hash
from members.models import Member
from members.permissions import require

Consent = Passage.Consent
# Who has not answered by then is asked once more, and then left in peace.
REMIND_AFTER = timedelta(days=7)


class NothingToAsk(Exception):
    """Every writer was asked already."""


class LinkGone(Exception):
    """This link is none of ours, or the lesson has no words of its owner any more."""


@transaction.atomic(durable=True)
def ask_for_consent(*, lesson: LessonPage, actor: Member, now: datetime) -> int:
    """
    Write to everybody whose words were chosen since the last time, and return how many that are.

    One letter to each writer, with all her passages.

    :raises NothingToAsk: when nobody is left to ask.
    """
    require(may_write_lesson(Roles.of(actor), lesson.thread))
    draft = _locked(lesson).get_latest_revision_as_object()
    chosen = draft.passages.filter(pk__in=draft.passage_ids, consent=Consent.CHOSEN)
    by_author = _by_author(chosen)
    if not by_author:
        raise NothingToAsk
    asked = [passage.pk for passages in by_author.values() for passage in passages]
    chosen.filter(pk__in=asked).update(consent=Consent.ASKED, asked_at=now)
    for author, passages in by_author.items():
        _write(draft, author, passages, actor, now)
    return len(by_author)


def remind_writers(*, now: datetime) -> int:
    """
    Write once more to who was asked a week ago and has not answered, and return how many letters.

    Safe to run twice or at once: a writer is reminded once of a lesson.
    """
    if not is_daytime(now):
        return 0
    lessons = _unreminded(now).order_by("lesson").values_list("lesson", flat=True).distinct()
    return sum(_remind_of(pk, now) for pk in list(lessons))


@transaction.atomic(durable=True)
def _remind_of(lesson_id: int, now: datetime) -> int:
    # RACE: who reminds of the same lesson at this moment holds this row, and has written to
    # everyone before we look; so has who answers now.
    lesson = _locked(LessonPage(pk=lesson_id)).get_latest_revision_as_object()
    by_author = _by_author(_unreminded(now).filter(lesson=lesson_id, pk__in=lesson.passage_ids))
    for author, passages in by_author.items():
        _write(lesson, author, passages, lesson.owner, now, is_reminder=True)
    return len(by_author)


def _unreminded(now: datetime) -> PassageQuerySet:
    """Return what writers did not say a word about for a week, and were not reminded of."""
    reminders = ConsentRequest.objects.filter(
        lesson=OuterRef("lesson"), author=OuterRef("author"), is_reminder=True
    )
    return Passage.objects.filter(
        ~Exists(reminders),
        consent=Consent.ASKED,
        asked_at__lte=now - REMIND_AFTER,
        author__is_active=True,
        lesson__owner__is_active=True,
    )


def _by_author(passages: PassageQuerySet) -> dict[Member, list[Passage]]:
    """Return whose words these are, as far as their posts still say them."""
    found: dict[Member, list[Passage]] = {}
    for passage in passages.filter(author__isnull=False).with_sources().order_by("pk"):
        if passage.still_stands:
            found.setdefault(passage.author, []).append(passage)
    return found


def _write(
    lesson: LessonPage,
    author: Member,
    passages: list[Passage],
    asker: Member,
    now: datetime,
    *,
    is_reminder: bool = False,
) -> None:
    token = secrets.token_urlsafe(32)
    request = ConsentRequest.objects.create(
        lesson=lesson, author=author, token_hash=token_hash(token), asked_at=now, is_reminder=is_reminder
    )
    notifications.consent_asked(request, passages, token, asker, now=now)


@transaction.atomic(durable=True)
def answer_by_letter(*, token: str, choices: Mapping[int, str], now: datetime) -> None:
    """
    Keep what a writer says about her passages, by the link of her letter; she may say so again.

    :raises LinkGone: when the link leads nowhere any more.
    """
    request = ConsentRequest.objects.filter(token_hash=token_hash(token)).first()
    if request is None:
        raise LinkGone
    keep_choices(request.lesson, request.author_id, choices, now)


@transaction.atomic(durable=True)
def answer_signed_in(*, lesson: LessonPage, choices: Mapping[int, str], actor: Member, now: datetime) -> None:
    """
    Keep what a writer says about her own passages.

    :raises LinkGone: when the lesson has no words of hers.
    """
    keep_choices(lesson, actor.pk, choices, now)


@transaction.atomic(durable=True)
def settle_lesson(*, lesson: LessonPage, actor: Member, now: datetime) -> None:
    """Write down that an editor looked whether a lesson holds without what fell out of it."""
    require(may_edit_pages(Roles.of(actor)))
    lesson.passages.fallen().update(settled_at=now)
    index_page(lesson)


def keep_choices(lesson: LessonPage, author_id: int, choices: Mapping[int, str], now: datetime) -> None:
    """
    Keep what a writer says about her passages, inside the caller's transaction.

    :raises LinkGone: when the lesson has no words of hers.
    """
    # RACE: who publishes waits for this row, and so does the other writer who answers now: the
    # last of them sees that nobody is left, and only she tells the facilitator.
    page = _locked(lesson)
    own = page.passages.filter(author=author_id, asked_at__isnull=False)
    if not own.exists():
        raise LinkGone
    was_waiting = page.passages.filter(consent=Consent.ASKED).exists()
    withdrawn = [_change(own.filter(pk=pk), choice, page, now) for pk, choice in choices.items()]
    index_page(page)
    if any(withdrawn):
        notifications.consent_withdrawn(page, now=now)
    if was_waiting and not page.passages.filter(consent=Consent.ASKED).exists():
        notifications.all_answered(page, now=now)


def _change(passage, choice: str, page: LessonPage, now: datetime) -> bool:
    """Keep one answer; say whether it takes back what was given before."""
    if choice not in {*Passage.GIVEN, Consent.REFUSED}:
        return False
    answered = {"answered_at": now, "settled_at": None}
    if choice == Consent.REFUSED:
        passage.filter(consent=Consent.ASKED).update(consent=choice, **answered)
        return bool(passage.filter(consent__in=Passage.GIVEN).update(consent=Consent.WITHDRAWN, **answered))
    if choice == Consent.BY_ORGANIZATION:
        passage = passage.filter(organization__isnull=False)
    # What was refused when the lesson went online was read by no editor there.
    open_still = ~Q(consent=Consent.REFUSED) if page.live else Q()
    passage.filter(open_still).exclude(consent=choice).update(consent=choice, **answered)
    return False


def _locked(lesson: LessonPage) -> LessonPage:
    Page.objects.select_for_update().get(pk=lesson.pk)
    return LessonPage.objects.get(pk=lesson.pk)
