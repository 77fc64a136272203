"""What people may type about themselves and about colleagues."""

from datetime import date, timedelta

from django import forms

from members.models import Affiliation, Member, Organization, Region
from themes.models import Theme
from ui.forms import DateInput


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


class SearchForm(forms.Form):
    """Words and filters of the directory; everything may stay empty."""

    zoek = forms.CharField(label="Zoek op naam", required=False, max_length=80)
    regio = forms.ModelChoiceField(
        Region.objects.order_by("name"), label="Regio", required=False, empty_label="Alle regio's"
    )
    thema = forms.ModelChoiceField(
        Theme.objects.order_by("name"), label="Thema", required=False, empty_label="Alle thema's"
    )


class OrganizationForm(forms.ModelForm):
    """What the back office knows of an organisation; only its name is required."""

    class Meta:
        model = Organization
        fields = ["name", "kind", "municipalities", "region", "themes", "is_active"]


class MemberForm(forms.ModelForm):
    """What the back office may change of a member; her address she changes herself."""

    class Meta:
        model = Member
        fields = ["name", "is_active", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, editing_self: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if editing_self:
            # Nobody locks herself out.
            del self.fields["is_active"]
