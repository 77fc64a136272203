"""What a member says of herself."""

from django import forms

from members.forms.viewers import ViewersForm

SAID = ("name", "phone", "about", "call_hours")


class ProfileForm(ViewersForm):
    """A member's own name, how and when to reach her, a sentence about herself, and who sees that."""

    name = forms.CharField(
        label="Naam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label="Telefoon",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    call_hours = forms.CharField(
        label="Bel me gerust",
        max_length=120,
        required=False,
        help_text="Op welke dagen en uren? Bijvoorbeeld: dinsdag en donderdag, tussen 9.00 en 12.00 uur.",
    )
    about = forms.CharField(
        label="Over jou, in één of twee zinnen",
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waar werk je aan, en waarover mag een ander je bellen?",
    )
    takes_messages = forms.BooleanField(
        label="Leden mogen mij via het portaal een bericht sturen",
        required=False,
        help_text="Je krijgt het per mail. Wie schrijft, ziet je adres niet.",
    )

    @property
    def said(self) -> dict[str, str | bool]:
        """What she tells of herself, for the action; the form must be valid."""
        return {field: self.cleaned_data[field] for field in (*SAID, "takes_messages")}
