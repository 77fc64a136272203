"""What members ask about a development, and what the programme team does with it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from activity import journal
from home.indexing import index_enquiry
from home.models import DevelopmentPage, Enquiry, EnquiryInterest
from home.notifications import enquiries as notifications
from home.permissions import (
    may_answer_enquiries,
    may_ask,
    may_ask_on,
    may_change_enquiry,
    may_open_enquiry,
    may_want_answer,
    may_withdraw_enquiry,
)
from mailing.hours import is_daytime, opening
from members.models import Member, Organization
from members.permissions import Roles, require
from search import index


class AlreadyAnswered(Exception):
    """Somebody of the programme team answered meanwhile."""


@transaction.atomic(durable=True)
def ask(
    *,
    page: DevelopmentPage,
    text: str,
    naming: str,
    organization: Organization | None,
    actor: Member,
    now: datetime,
) -> Enquiry:
    """Ask a question about a development; members read it at once."""
    roles = Roles.of(actor)
    require(may_ask(roles, page))
    require(organization is None or organization.pk in roles.organization_ids)
    enquiry = Enquiry.objects.create(
        page=page, text=text, naming=naming, organization=organization, asker=actor, asked_at=now
    )
    index_enquiry(enquiry.pk)
    return enquiry


@transaction.atomic(durable=True)
def ask_on(*, enquiry: Enquiry, text: str, actor: Member, now: datetime) -> Enquiry:
    """Ask on, once, under the answer one got."""
    # RACE: of two windows the second one finds the follow-up that the first one made.
    enquiry = Enquiry.objects.select_for_update(of=("self",)).select_related("page").get(pk=enquiry.pk)
    require(may_ask_on(Roles.of(actor), enquiry))
    follow_up = Enquiry.objects.create(
        page=enquiry.page,
        previous=enquiry,
        text=text,
        naming=enquiry.naming,
        organization_id=enquiry.organization_id,
        asker=actor,
        asked_at=now,
    )
    index_enquiry(follow_up.pk)
    return follow_up


@transaction.atomic(durable=True)
def change_enquiry(*, enquiry: Enquiry, text: str, actor: Member) -> None:
    """
    Say it otherwise, as long as nobody answered.

    :raises AlreadyAnswered: when somebody did meanwhile.
    """
    require(may_change_enquiry(Roles.of(actor), enquiry))
    if not Enquiry.objects.filter(pk=enquiry.pk, answered_at=None).update(text=text):
        raise AlreadyAnswered
    index_enquiry(enquiry.pk)


@transaction.atomic(durable=True)
def withdraw_enquiry(*, enquiry: Enquiry, actor: Member) -> None:
    """Take back what one asked: every word of it goes, with the answer and what was asked on."""
    require(may_withdraw_enquiry(Roles.of(actor), enquiry))
    for one in Enquiry.objects.filter(previous=enquiry.pk):
        _forget(one)
    _forget(enquiry)


def _forget(enquiry: Enquiry) -> None:
    journal.retract(enquiry)
    index.drop(enquiry)
    enquiry.delete()


@transaction.atomic(durable=True)
def answer_enquiry(*, enquiry: Enquiry, text: str, actor: Member, now: datetime) -> None:
    """
    Answer a question, and tell who asked and who wanted to know too.

    :raises AlreadyAnswered: when a colleague did so meanwhile.
    """
    require(may_answer_enquiries(Roles.of(actor)))
    waiting = Enquiry.objects.filter(pk=enquiry.pk, answered_at=None)
    if not waiting.update(answer=text, answered_by=actor, answered_at=now):
        raise AlreadyAnswered
    answered = Enquiry.objects.select_related("page", "asker", "answered_by", "organization").get(
        pk=enquiry.pk
    )
    index_enquiry(answered.pk)
    if answered.hidden_at is None:
        journal.record("enquiry_answered", answered, audience=journal.MEMBERS, actor=actor, now=now)
        notifications.enquiry_answered(answered, now=now)


@transaction.atomic(durable=True)
def change_answer(*, enquiry: Enquiry, text: str, actor: Member) -> None:
    """Say an answer otherwise; nobody is told again."""
    require(may_answer_enquiries(Roles.of(actor)))
    require(bool(Enquiry.objects.filter(pk=enquiry.pk, answered_at__isnull=False).update(answer=text)))
    index_enquiry(enquiry.pk)


@transaction.atomic(durable=True)
def choose_readers(*, enquiry: Enquiry, is_public: bool, naming: str, actor: Member) -> None:
    """Say whether everybody may read what one asked with its answer, and by what name one goes."""
    require(may_open_enquiry(Roles.of(actor), enquiry))
    Enquiry.objects.filter(pk=enquiry.pk).update(is_public=is_public, naming=naming)
    index_enquiry(enquiry.pk)
    for follow_up in Enquiry.objects.filter(previous=enquiry.pk):
        index_enquiry(follow_up.pk)


@transaction.atomic(durable=True)
def want_answer(*, enquiry: Enquiry, actor: Member, now: datetime) -> None:
    """Get the letter with the answer too."""
    require(may_want_answer(Roles.of(actor), enquiry))
    EnquiryInterest.objects.get_or_create(enquiry=enquiry, member=actor, defaults={"since": now})


@transaction.atomic(durable=True)
def want_no_answer(*, enquiry: Enquiry, actor: Member) -> None:
    """Get no letter with the answer after all."""
    EnquiryInterest.objects.filter(enquiry=enquiry, member=actor).delete()


@transaction.atomic(durable=True)
def hide_enquiry(*, enquiry: Enquiry, reason: str, actor: Member, now: datetime) -> None:
    """Take a question with its answer and what was asked on out of sight, and tell who asked it why."""
    require(may_answer_enquiries(Roles.of(actor)))
    with_follow_up = Enquiry.objects.filter(Q(pk=enquiry.pk) | Q(previous=enquiry.pk), hidden_at=None)
    hidden = list(with_follow_up.select_related("page", "asker").order_by("pk"))
    if not with_follow_up.update(hidden_at=now, hidden_by=actor, hidden_reason=reason):
        return
    for one in hidden:
        index_enquiry(one.pk)
        journal.retract(one)
    notifications.enquiry_hidden(hidden[0], reason=reason, actor=actor, now=now)


@transaction.atomic(durable=True)
def show_enquiry(*, enquiry: Enquiry, actor: Member) -> None:
    """Let a hidden question be read again, with what was hidden along with it."""
    require(may_answer_enquiries(Roles.of(actor)))
    with_follow_up = Enquiry.objects.filter(Q(pk=enquiry.pk) | Q(previous=enquiry.pk))
    with_follow_up.update(hidden_at=None, hidden_by=None, hidden_reason="")
    for one in with_follow_up:
        index_enquiry(one.pk)


@transaction.atomic(durable=True)
def tell_programme_team(*, now: datetime) -> int:
    """
    Tell the programme team which questions wait, in one letter a day, and return how many there are.

    Safe to run twice or at once: the letters of a day have one key for each person.
    """
    if not is_daytime(now) or Enquiry.objects.filter(told_at__gte=opening(now)).exists():
        return 0
    untold = list(
        Enquiry.objects.waiting().filter(told_at=None).select_related("page", "asker", "organization")
    )
    if untold:
        Enquiry.objects.filter(pk__in=[enquiry.pk for enquiry in untold]).update(told_at=now)
        notifications.enquiries_waiting(untold, now=now)
    return len(untold)
