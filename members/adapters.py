"""How allauth behaves here: nobody signs up without an invitation, and it speaks plain Dutch."""

from allauth.account.adapter import DefaultAccountAdapter


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

    def is_open_for_signup(self, request) -> bool:
        """Accounts come from an invitation, never from a form."""
        return False
