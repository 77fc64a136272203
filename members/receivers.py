"""What Django and allauth tell us: who signed in, and whose password, address or factors changed."""

import ipaddress

from allauth.account import signals as account
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals, update_session_auth_hash
from django.utils import timezone

from audit import trail
from audit.acts import Act
from audit.origin import network_of
from members.models import Member

SIGNED_IN_AT = "signed_in_at"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def connect() -> None:
    """Listen; called once, when the app is ready."""
    signals.user_logged_in.connect(_session_began, dispatch_uid="members.session_began")
    account.user_logged_in.connect(_signed_in, dispatch_uid="members.signed_in")
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_password_changed, dispatch_uid="members.password_changed")
    account.email_changed.connect(_address_changed, dispatch_uid="members.address_changed")
    mfa.authenticator_added.connect(_factor_added, dispatch_uid="members.factor_added")
    mfa.authenticator_removed.connect(_factor_removed, dispatch_uid="members.factor_removed")
    mfa.authenticator_reset.connect(_codes_renewed, dispatch_uid="members.codes_renewed")


def _session_began(request, user: Member, **kwargs) -> None:
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()


def _signed_in(request, user: Member, **kwargs) -> None:
    proofs = [proof["method"] for proof in get_authentication_records(request, user)]
    trail.record(Act.SIGNED_IN, actor=user, subject=user, facts={"with": proofs}, now=timezone.now())
    note_device(request)


def note_device(request) -> None:
    """Write down what this session is on, with no more of the address than its network."""
    UserSession.objects.create_from_request(request)
    row = UserSession.objects.get(session_key=request.session.session_key)
    row.ip = str(ipaddress.ip_network(network_of(row.ip)).network_address)
    row.save(update_fields=["ip"])


def _password_changed(request, user: Member, **kwargs) -> None:
    """Her other sessions end with her old password."""
    if request.user == user:
        note_device(request)
    _forget_devices(request, user)
    trail.record(Act.PASSWORD_CHANGED, actor=user, subject=user, now=timezone.now())


def _address_changed(request, user: Member, **kwargs) -> None:
    """Her other sessions end with her old address; the one in which she changed it goes on."""
    if request.user == user:
        update_session_auth_hash(request, user)
        note_device(request)
    _forget_devices(request, user)
    trail.record(Act.ADDRESS_CHANGED, actor=user, subject=user, now=timezone.now())


def _forget_devices(request, user: Member) -> None:
    UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key).delete()


def _factor_added(user: Member, authenticator: Authenticator, **kwargs) -> None:
    _record_factor(Act.FACTOR_ADDED, user, authenticator)


def _codes_renewed(user: Member, authenticator: Authenticator, **kwargs) -> None:
    _record_factor(Act.CODES_RENEWED, user, authenticator)


def _factor_removed(request, user: Member, authenticator: Authenticator, **kwargs) -> None:
    """Without any factor left, the one that she showed proves nothing any more."""
    _record_factor(Act.FACTOR_REMOVED, user, authenticator)
    if Authenticator.objects.filter(user=user, type__in=FACTORS).exists():
        return
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record["method"] != "mfa"
    ]


def _record_factor(act: Act, user: Member, authenticator: Authenticator) -> None:
    facts = {"kind": str(authenticator.type)}
    trail.record(act, actor=user, subject=user, facts=facts, now=timezone.now())
