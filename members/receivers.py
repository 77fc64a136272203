"""What allauth tells us: somebody's factors or address changed."""

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import email_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash

from members.models import Member

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def connect() -> None:
    """Listen; called once, when the app is ready."""
    authenticator_removed.connect(_factor_removed, dispatch_uid="members.factor_removed")
    email_changed.connect(_address_changed, dispatch_uid="members.address_changed")


def _factor_removed(request, user: Member, **kwargs) -> None:
    """Without any factor left, the one that she showed proves nothing any more."""
    if Authenticator.objects.filter(user=user, type__in=FACTORS).exists():
        return
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record["method"] != "mfa"
    ]


def _address_changed(request, user: Member, **kwargs) -> None:
    """Her other sessions end with her old address; the one in which she changed it goes on."""
    if request.user == user:
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)
