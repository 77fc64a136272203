"""What a national party types to offer a question."""

from django import forms

from questions.actions.offering import Offering
from ui.forms import DateInput


class OfferForm(forms.Form):
    """Three fields must be filled, and one way to reach who offers."""

    organization = forms.CharField(
        label="Namens wie vraag je dit?",
        max_length=160,
        help_text="Bijvoorbeeld een ministerie of een tafel.",
    )
    wording = forms.CharField(
        label="Wat wil je van lokale teams weten?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In je eigen woorden. We maken de tekst samen met jou af.",
    )
    use = forms.CharField(
        label="Wat doe je met de antwoorden?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wanted_by = forms.DateField(label="Wanneer heb je de antwoorden nodig?", required=False, widget=DateInput)
    name = forms.CharField(label="Je naam", max_length=120)
    email = forms.EmailField(
        label="Je e-mailadres", required=False, help_text="Vul een e-mailadres of een telefoonnummer in."
    )
    phone = forms.CharField(label="Je telefoonnummer", max_length=30, required=False)
    # Nobody sees this field; only a machine fills it in.
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, purpose in (
            ("name", "name"),
            ("email", "email"),
            ("phone", "tel"),
            ("organization", "organization"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = purpose

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if not data.get("email") and not data.get("phone") and "email" not in self.errors:
            self.add_error(
                "email", "Vul een e-mailadres of een telefoonnummer in. Anders kunnen we je niet bereiken."
            )
        return data

    @property
    def is_by_machine(self) -> bool:
        """Something filled in what nobody sees."""
        return bool(self.cleaned_data["website"])

    def offering(self) -> Offering:
        """Return what was typed, ready for the action."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "website"}
        return Offering(**data)
