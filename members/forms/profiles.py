"""What a member says of herself."""

from django import forms


class ProfileForm(forms.Form):
    """A member's own name and phone number."""

    name = forms.CharField(
        label="Naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label="Telefoon",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    shows_phone = forms.BooleanField(
        label="Leden mogen mijn telefoonnummer zien",
        required=False,
        help_text="Zo kunnen andere leden je bellen. Wie geen lid is, ziet je nummer nooit.",
    )
