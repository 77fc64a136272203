"""What is typed to come to a meeting: a name and an address."""

from django import forms


class RegistrationForm(forms.Form):
    """Two fields; a third that only a machine fills in."""

    name = forms.CharField(
        label="Je naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Je e-mailadres",
        help_text="Daar komt de bevestiging, met een link om je af te melden.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    all_of_series = forms.BooleanField(required=False)
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, following: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        if not following:
            del self.fields["all_of_series"]
            return
        days = "de volgende dag" if following == 1 else f"de {following} volgende dagen"
        self.fields["all_of_series"].label = f"Ik kom ook op {days} van deze reeks"

    @property
    def is_for_series(self) -> bool:
        """She comes to those that follow as well."""
        return self.cleaned_data.get("all_of_series", False)

    @property
    def is_by_machine(self) -> bool:
        """Something filled in what nobody sees."""
        return bool(self.cleaned_data["website"])
