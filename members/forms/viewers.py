"""Who sees what of a member: a part of any form in which she says so."""

from django import forms

from members.models import CHOOSABLE, Member, Viewers

# The order from closed to open, in words that say who that is.
WHO = [
    (Viewers.SELF, "Alleen ik"),
    (Viewers.TEAM, "Het programmateam"),
    (Viewers.GROUPS, "Wie meedoet in mijn leergroepen"),
    (Viewers.MEMBERS, "Alle leden"),
]


def _asked(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=WHO, initial=Viewers.SELF)


class ViewersForm(forms.Form):
    """
    Per field who sees it; closed until she chooses otherwise.

    Each choice lets in who stands above it too: what her groups see, the programme team sees.
    """

    phone_viewers = _asked("Wie ziet je telefoonnummer?")
    email_viewers = _asked("Wie ziet je e-mailadres?")
    about_viewers = _asked("Wie leest wat je over jezelf schrijft?")
    call_hours_viewers = _asked("Wie ziet wanneer je gebeld wilt worden?")

    @property
    def viewers(self) -> dict[str, str]:
        """What was chosen, by field, for the action; the form must be valid."""
        return {field: self.cleaned_data[f"{field}_viewers"] for field in CHOOSABLE}

    @staticmethod
    def initial_of(member: Member) -> dict[str, str]:
        """Return who sees what now."""
        return {f"{field}_viewers": getattr(member, f"{field}_viewers") for field in CHOOSABLE}
