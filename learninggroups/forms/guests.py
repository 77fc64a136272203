"""Whom a facilitator asks into one thread, and until when."""

from datetime import date

from django import forms

LONGEST_DAYS = 366


class GuestForm(forms.Form):
    """An address and a last day."""

    email = forms.EmailField(
        label="E-mailadres",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Vul het e-mailadres van je gast in.",
            "invalid": "Dit is geen e-mailadres.",
        },
    )
    until = forms.DateField(
        label="Gast tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Na deze dag kan je gast niet meer lezen en schrijven. Wat er staat, blijft staan.",
        error_messages={"required": "Kies een laatste dag.", "invalid": "Kies een dag, zoals 31-12-2026."},
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_until(self) -> date:
        """A guest's last day lies ahead, and within a year."""
        until = self.cleaned_data["until"]
        if until < self._today:
            raise forms.ValidationError("Deze dag is al voorbij.")
        if (until - self._today).days > LONGEST_DAYS:
            raise forms.ValidationError("Kies een dag binnen een jaar. Je kunt het later verlengen.")
        return until
