"""How allauth behaves here: nobody signs up without an invitation, and it speaks plain Dutch."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from members import encryption
from members.actions import leaving
from members.models import Departure, Member
from members.notifications.leaving import return_token

UNKNOWN = "account/email/unknown_account"

WAYS = {
    "reauthenticate": "Gebruik je wachtwoord",
    "mfa_reauthenticate": "Gebruik een code uit je app, of een herstelcode",
    "mfa_reauthenticate:webauthn": "Gebruik je passkey of sleutel",
    "again": "Log opnieuw in",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is niet actief. Neem contact met ons op.",
        "cannot_remove_primary_email": "Dit adres gebruik je nu. Kies eerst een ander adres.",
        "duplicate_email": "Dit adres hoort al bij je account.",
        "email_password_mismatch": "Dit e-mailadres of wachtwoord klopt niet.",
        "email_taken": "Dit adres is al in gebruik bij een ander account.",
        "enter_current_password": "Vul het wachtwoord in dat je nu hebt.",
        "incorrect_code": "Deze code klopt niet, of is niet meer geldig.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "too_many_login_attempts": "Het is te vaak mislukt. Probeer het over een paar minuten weer.",
        "rate_limited": "Dit ging te snel na elkaar. Wacht even en probeer het dan weer.",
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a letter; who left and tries to sign in gets the way back, and not that she is unknown."""
        if template_prefix == UNKNOWN and leaving.send_way_back(address=email, now=timezone.now()):
            return
        super().send_mail(template_prefix, email, context)

    def respond_user_inactive(self, request: HttpRequest, user: Member) -> HttpResponse:
        """Lead who left, and has just shown who she is, to the page with which she comes back."""
        departure = Departure.objects.filter(member=user, returned_at=None, erased_at=None).first()
        if departure is None:
            return super().respond_user_inactive(request, user)
        return HttpResponseRedirect(reverse("members:come-back", args=[return_token(departure)]))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials) -> str:
        """
        Count tries at a password per address, and nothing more.

        SECURITY: allauth adds the host that was asked for, to which anybody may write another port.
        """
        return credentials.get("email", "").lower()

    def is_open_for_signup(self, request) -> bool:
        """Accounts come from an invitation, never from a form."""
        return False

    def get_reauthentication_methods(self, user) -> list[dict]:
        """
        Return the ways to prove anew who she is, in plain words.

        Who has a factor shows that, a passkey before a recovery code; who has neither password nor
        factor signs in again.
        """
        methods = super().get_reauthentication_methods(user)
        again = {"id": "again", "url": reverse("sign_in_again")}
        by_factor = [method for method in methods if method["id"].startswith("mfa")]
        # The first is asked for, and a code comes first; without an app that would cost a recovery code.
        if not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            by_factor.reverse()
        ways = by_factor or methods or ([again] if user.is_authenticated else [])
        return [way | {"description": WAYS[way["id"]]} for way in ways]

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """
        Ask for a fresh proof before an address, a password or a factor is changed.

        :raises ReauthenticationRequired: for who has nothing that allauth can ask for, and would let through.
        """
        user = self.request.user
        if user.is_authenticated and not get_reauthentication_flows(user) and not self._is_fresh(user):
            raise ReauthenticationRequired
        return True

    def _is_fresh(self, user: Member) -> bool:
        proofs = get_authentication_records(self.request, user)
        return any(time.time() - proof["at"] < app_settings.REAUTHENTICATION_TIMEOUT for proof in proofs)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "Zet eerst je tweede stap uit, en voeg dan een adres toe.",
        "cannot_delete_authenticator": "Deze tweede stap kun je niet uitzetten.",
        "cannot_generate_recovery_codes": "Zet eerst een tweede stap aan. Daarna krijg je herstelcodes.",
        "incorrect_code": "Deze code of passkey klopt niet, of is al gebruikt.",
        "unverified_email": "Bevestig eerst je e-mailadres. Daarna kun je een tweede stap aanzetten.",
    }

    def encrypt(self, text: str) -> str:
        """Keep secrets of apps and recovery codes so that the database alone says nothing."""
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was kept."""
        return encryption.decrypt(encrypted_text)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin) -> bool:
        """Whoever an organisation vouches for comes in with an invitation first, like everybody."""
        return False

    def pre_social_login(self, request, sociallogin) -> None:
        """
        Let in who was found, and nobody else.

        No account is tied to one elsewhere, whatever the link asked for; and what the provider says of
        somebody counts when its signed token is about the same person.
        """
        said = sociallogin.account.extra_data
        is_same = (
            "id_token" in said and said["id_token"]["sub"] == said.get("userinfo", said["id_token"])["sub"]
        )
        is_signing_in = sociallogin.state.get("process") == AuthProcess.LOGIN
        if not (is_signing_in and is_same and sociallogin.user.pk):
            raise ImmediateHttpResponse(render(request, "socialaccount/not_a_member.html", status=403))

    def authenticate_by_email(self, sociallogin) -> tuple[Member, str] | None:
        """
        Find the member by an address that was proven on both sides: to the provider and to us.

        SECURITY: an organisation with domains of its own has nothing to say of addresses elsewhere.
        """
        provider = sociallogin.provider
        has_domains = bool(provider.app.settings["verified_email"])
        proven = [
            address.email.lower()
            for address in sociallogin.email_addresses
            if address.verified is True
            and (not has_domains or self.is_email_verified(provider, address.email))
        ]
        ours = EmailAddress.objects.filter(email__in=proven, verified=True, user__is_active=True)
        found = ours.select_related("user").first()
        return (found.user, found.email) if found else None
