"""Who is invited, and what a new member tells."""

from django import forms

from members.forms.addresses import AddressesForm
from members.models import Affiliation


class InvitationForm(AddressesForm):
    """Who are invited, and as what."""

    role = forms.ChoiceField(
        label="Rol",
        choices=[
            (Affiliation.Role.COLLEAGUE, "Lid: leest, leert en denkt mee"),
            (
                Affiliation.Role.CONTACT,
                "Contactpersoon: krijgt landelijke vragen en antwoordt namens de organisatie",
            ),
        ],
        initial=Affiliation.Role.COLLEAGUE,
        widget=forms.RadioSelect,
    )

    def clean_addresses(self) -> str:
        """Nothing is sent while part of the list cannot be read."""
        text = super().clean_addresses()
        if self.others:
            raise forms.ValidationError(f"Dit is geen e-mailadres: {', '.join(self.others[:5])}.")
        return text


class AcceptanceForm(forms.Form):
    """The one thing we need to know of a new member."""

    name = forms.CharField(
        label="Je naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
