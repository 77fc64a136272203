"""Becoming a member: asking for it, proving the address, and what the programme team does with it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q

from audit import trail
from audit.acts import Act
from mailing import outbox
from members.actions.invitations import send_invitation
from members.models import Affiliation, Application, Member, Organization
from members.models.applications import DECIDED_KEPT, UNCONFIRMED_KEPT
from members.notifications import applications as letters
from members.permissions import Roles, may_judge_applications, require

State = Application.State


class AlreadyDecided(Exception):
    """A colleague decided on it meanwhile, or it was withdrawn."""


class NameTaken(Exception):
    """There is an organisation of this name already."""


@dataclass(frozen=True, kw_only=True)
class Applying:
    """What somebody types who wants to become a member; without an organisation she asks for herself."""

    name: str
    email: str
    organization: str = ""
    municipalities: str = ""
    words: str = ""


@transaction.atomic(durable=True)
def apply(*, applying: Applying, actor: Member | AnonymousUser, now: datetime) -> Application | None:
    """
    Keep that somebody asks to become a member, and ask her address whether it was she.

    Typed twice, the last words count. PRIVACY: of a member who asks nothing for an organisation no
    application is made, only her letter says so: who types an address never learns whose it is. A
    member who asks while she is signed in has proven her address.
    """
    email = applying.email.lower()
    member = Member.objects.members().filter(email=email).first()
    if member and not applying.organization:
        letters.known(member, now=now)
        return None
    is_proven = member is not None and member.pk == actor.pk
    application, _ = Application.objects.update_or_create(
        email=email,
        organization=applying.organization,
        state=State.UNCONFIRMED,
        defaults={
            "name": applying.name,
            "municipalities": applying.municipalities,
            "words": applying.words,
            "applied_at": now,
            "unconfirmed_since": now,
        },
    )
    if is_proven:
        _confirm(application, now)
    else:
        letters.confirm(application, has_account=member is not None, now=now)
    return application


@transaction.atomic(durable=True)
def confirm_application(*, application: Application, now: datetime) -> None:
    """
    Take the yes of an address; said twice, the first one counts.

    Who may do this, the link in her letter says: the view has checked it.
    """
    _confirm(application, now)


def _confirm(application: Application, now: datetime) -> None:
    Application.objects.filter(pk=application.pk, state=State.UNCONFIRMED).update(
        state=State.WAITING, unconfirmed_since=None, waiting_since=now
    )


@transaction.atomic(durable=True)
def answer_question(*, application: Application, answer: str, now: datetime) -> bool:
    """
    Take what an applicant answers to what she was asked, and say whether it was still asked.

    Who may do this, the link in her letter says: the view has checked it.
    """
    asked = Application.objects.filter(pk=application.pk, state=State.ASKED)
    return bool(asked.update(state=State.WAITING, answer=answer, waiting_since=now))


@transaction.atomic(durable=True)
def withdraw_application(*, application: Application) -> None:
    """
    Delete an application with all that it says, and the letters about it.

    Who may do this, the link in her letter says: the view has checked it.
    """
    Application.objects.filter(pk=application.pk).delete()
    if not Application.objects.filter(email=application.email).exists():
        outbox.forget(letters.TO_APPLICANTS, [application.email])


@transaction.atomic(durable=True)
def accept_application(
    *,
    application: Application,
    organization: Organization | None,
    new_name: str,
    role: str,
    actor: Member,
    now: datetime,
) -> Organization | None:
    """
    Make somebody a member: invite her to an organisation that is there, or to a new one of this name.

    With neither she is invited as a person. Returns the organisation.

    :raises AlreadyDecided: when somebody decided on it meanwhile.
    :raises NameTaken: when the new organisation has the name of another one.
    """
    require(may_judge_applications(Roles.of(actor)))
    if organization is None and new_name:
        if Organization.objects.filter(name__iexact=new_name).exists():
            raise NameTaken(new_name)
        organization = Organization.objects.create(name=new_name, municipalities=application.municipalities)
    _decide(application, State.ACCEPTED, actor, now, placed_at=organization)
    is_there = Affiliation.objects.current().filter(
        member__email=application.email, organization=organization
    )
    if not is_there.exists():
        send_invitation(
            email=application.email,
            name=application.name,
            organization=organization,
            role=role,
            actor=actor,
            now=now,
        )
    trail.record(
        Act.APPLICATION_ACCEPTED,
        actor=actor,
        subject=application,
        facts={"organization": organization.pk if organization else None, "new": bool(new_name)},
        now=now,
    )
    return organization


@transaction.atomic(durable=True)
def ask_applicant(*, application: Application, question: str, actor: Member, now: datetime) -> None:
    """
    Ask an applicant something by letter; she answers at the link in it.

    :raises AlreadyDecided: when somebody decided on it meanwhile.
    """
    require(may_judge_applications(Roles.of(actor)))
    undecided = Application.objects.undecided().filter(pk=application.pk)
    if not undecided.update(state=State.ASKED, question=question, answer="", waiting_since=now):
        raise AlreadyDecided
    application.refresh_from_db()
    letters.asked(application, now=now)
    trail.record(Act.APPLICANT_ASKED, actor=actor, subject=application, now=now)


@transaction.atomic(durable=True)
def decline_application(*, application: Application, reason: str, actor: Member, now: datetime) -> None:
    """
    Say that an application does not become a membership; the applicant hears why in these words.

    :raises AlreadyDecided: when somebody decided on it meanwhile.
    """
    require(may_judge_applications(Roles.of(actor)))
    _decide(application, State.DECLINED, actor, now, reason=reason)
    letters.declined(application, now=now)
    trail.record(Act.APPLICATION_DECLINED, actor=actor, subject=application, now=now)


def _decide(application: Application, state: State, actor: Member, now: datetime, **changes) -> None:
    # RACE: of two colleagues who decide at once, the second one hears so.
    undecided = Application.objects.undecided().filter(pk=application.pk)
    decided = {"state": state, "decided_at": now, "decided_by": actor, "waiting_since": None, **changes}
    if not undecided.update(**decided):
        raise AlreadyDecided
    application.refresh_from_db()


@transaction.atomic(durable=True)
def forget(*, now: datetime) -> int:
    """Delete what no address confirmed, and what was decided long enough ago, and return how many."""
    forgotten = Application.objects.filter(
        Q(unconfirmed_since__lt=now - UNCONFIRMED_KEPT) | Q(decided_at__lt=now - DECIDED_KEPT)
    )
    count, _ = forgotten.delete()
    outbox.forget_others(letters.TO_APPLICANTS, Application.objects.values("email"))
    return count
