"""
A second factor for everybody with work in the back office, proven in the session that she works in.

Signed in without one, she is a member like any other: no page of the back office opens, and no
role that she has in a team counts. Which browser she trusts, and what she proved in another
session, makes no difference.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, middleware
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from members.models import Member
from members.receivers import SIGNED_IN_AT

ENROL = "Voor het beheer heb je een tweede stap nodig bij het inloggen. Zet er hier een aan."
# A session ends after this, and that of somebody in the back office also when she did nothing for a while.
LASTS = timedelta(days=14)
OFFICE_LASTS = timedelta(hours=8)
NOTED_EVERY = timedelta(minutes=10)
SEEN_AT = "seen_at"
WAYS_IN_AND_OUT = {"office_login", "office_logout", "office_password_reset", "office_password_reset_step"}


class AuthenticationMiddleware(middleware.AuthenticationMiddleware):
    """Django's own, which also tells the member whether she showed a second factor in this session."""

    def process_request(self, request: HttpRequest) -> None:
        """Look up who asks, when somebody wants to know."""
        super().process_request(request)
        request.user = SimpleLazyObject(partial(member_of, request))


def member_of(request: HttpRequest) -> Member | AnonymousUser:
    """Return who asks; nobody, when her session has lasted long enough."""
    member = get_user(request)
    if not member.is_authenticated:
        return member
    member.lacks_second_factor = not has_shown_second_factor(request, member)
    if _is_over(request, member):
        request.session.flush()
        request._cached_user = member = AnonymousUser()
    return member


def _is_over(request: HttpRequest, member: Member) -> bool:
    """Say whether she signed in too long ago, or left the back office alone for too long."""
    session, now = request.session, timezone.now().timestamp()
    if now - session.get(SIGNED_IN_AT, 0) > LASTS.total_seconds():
        return True
    if member.lacks_second_factor:
        return False
    idle = now - session.get(SEEN_AT, now)
    if idle > OFFICE_LASTS.total_seconds() and member.has_perm("wagtailadmin.access_admin"):
        return True
    if SEEN_AT not in session or idle > NOTED_EVERY.total_seconds():
        session[SEEN_AT] = now
    return False


def has_shown_second_factor(request: HttpRequest, member: Member) -> bool:
    """Whether a passkey, an app with codes or a recovery code was used in this very session."""
    records = get_authentication_records(request, member)
    return any(record["method"] == "mfa" for record in records)


class SecondFactorMiddleware:
    """Lead who has work in the back office to her second factor before anything there opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.office = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in (403, 404) and request.method == "GET" and _is_half_in(request):
            # Her role may well open this page.
            return to_second_factor(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict
    ) -> HttpResponse | None:
        """Close every address of the back office; who has no work there was refused before this."""
        # SECURITY: by name, since Wagtail says of its own API that it needs no signing in.
        is_open = request.resolver_match.view_name in WAYS_IN_AND_OUT
        if is_open or not request.path.startswith(self.office) or not request.user.is_authenticated:
            return None
        return to_second_factor(request) if request.user.lacks_second_factor else None


def _is_half_in(request: HttpRequest) -> bool:
    # Who asks for a public page is nobody's business, unless the page itself wanted to know.
    return hasattr(request, "_cached_user") and request.roles.awaits_second_factor


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Send her to prove that she has the factor that she enrolled, or to enrol one, and then back."""
    kinds = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    if Authenticator.Type.TOTP in kinds:
        way = "mfa_reauthenticate"
    elif Authenticator.Type.WEBAUTHN in kinds:
        way = "mfa_reauthenticate_webauthn"
    else:
        messages.info(request, ENROL)
        return HttpResponseRedirect(reverse("mfa_index"))
    # What she was sending is gone: it was sent before anybody knew that it was she.
    path = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return HttpResponseRedirect(f"{reverse(way)}?{urlencode({REDIRECT_FIELD_NAME: path})}")
