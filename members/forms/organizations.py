"""What contact persons say of their organisation."""

from datetime import date, timedelta

from django import forms

from members.models import Organization
from ui.forms import DateInput


class FactsForm(forms.ModelForm):
    """What colleagues elsewhere find an organisation by; nothing of it is required."""

    class Meta:
        model = Organization
        fields = ["about", "kind", "municipalities", "region", "themes"]
        widgets = {"about": forms.Textarea(attrs={"rows": 3}), "themes": forms.CheckboxSelectMultiple}
        help_texts = {
            "about": "Wie zijn jullie, en waar werken jullie aan?",
            "kind": "In jullie eigen woorden, bijvoorbeeld: gebiedsteam of coöperatie.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].empty_label = "Geen regio"


class RestForm(forms.Form):
    """Until when an organisation is asked nothing new."""

    until = forms.DateField(
        label="Nu even niet tot",
        widget=DateInput,
        help_text="Tot die dag vragen we jullie niets nieuws en herinneren we je niet. Hoogstens een jaar.",
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_until(self) -> date:
        """A day to come, and not for ever: the association asks again after a year."""
        until = self.cleaned_data["until"]
        if until <= self._today:
            raise forms.ValidationError("Kies een dag na vandaag.")
        if until > self._today + timedelta(days=366):
            raise forms.ValidationError("Kies een dag binnen een jaar.")
        return until
