"""Whom a facilitator asks into her group, and who says yes."""

from django import forms

from members.forms.addresses import AddressesForm


class InviteForm(AddressesForm):
    """A list of addresses; what is no address is for the preview to say."""


class AcceptForm(forms.Form):
    """What we need to know of who has no account yet."""

    name = forms.CharField(
        label="Je naam",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Vul je naam in, zodat de groep weet wie je bent."},
    )
