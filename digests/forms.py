"""Choosing how often the digest comes."""

from django import forms

from digests.models import MailPreference


class PreferenceForm(forms.Form):
    """How often, and for a weekly digest on which day."""

    frequency = forms.ChoiceField(
        label="Hoe vaak wil je het overzicht krijgen?",
        choices=MailPreference.Frequency,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak je het overzicht wilt krijgen."},
    )
    weekday = forms.TypedChoiceField(
        label="Op welke dag?",
        help_text="Alleen als je elke week kiest. Het overzicht komt om 7 uur ’s ochtends.",
        choices=MailPreference.Weekday,
        coerce=int,
    )
