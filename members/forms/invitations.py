"""Who is invited, and what a new member tells."""

from django import forms

from members.models import Affiliation


class InvitationForm(forms.Form):
    """Who is invited, and as what."""

    email = forms.EmailField(label="E-mailadres", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label="Naam", max_length=120, required=False)
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


class AcceptanceForm(forms.Form):
    """The one thing we need to know of a new member."""

    name = forms.CharField(
        label="Je naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
