"""How allauth behaves here: nobody signs up without an invitation, and it speaks plain Dutch."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from members.actions import leaving
from members.models import Departure, Member
from members.notifications.leaving import return_token

UNKNOWN = "account/email/unknown_account"


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

    def is_open_for_signup(self, request) -> bool:
        """Accounts come from an invitation, never from a form."""
        return False
