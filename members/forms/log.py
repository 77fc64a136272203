"""What an administrator looks for in the log."""

from django import forms

from audit.acts import Act


class LogForm(forms.Form):
    """Everything may stay empty."""

    wat = forms.ChoiceField(label="Wat", required=False, choices=[("", "Alles"), *Act.choices])
    wie = forms.CharField(label="Naam van wie het deed", required=False, max_length=80)
