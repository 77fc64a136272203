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
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_by_machine(self) -> bool:
        """Something filled in what nobody sees."""
        return bool(self.cleaned_data["website"])
