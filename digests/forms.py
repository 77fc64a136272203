"""Choosing how often the digest comes."""

from django import forms

from digests.models import ASKED, MailPreference, OpenSubscription
from members.forms.organizations import RestForm
from members.models import Choice


class PreferenceForm(forms.Form):
    """How often, and for a weekly digest on which day."""

    frequency = forms.ChoiceField(
        label=ASKED[Choice.Kind.DIGEST],
        choices=MailPreference.Frequency,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak je het overzicht wilt krijgen."},
    )
    weekday = forms.TypedChoiceField(
        label="Op welke dag?",
        help_text="Alleen als je elke week kiest. Het overzicht komt om 7 uur ’s ochtends.",
        choices=MailPreference.Weekday,
        coerce=int,
    )


class PauseForm(RestForm):
    """Until when a member gets no letters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        until = self.fields["until"]
        until.label = ASKED[Choice.Kind.PAUSE]
        until.help_text = (
            "Tot die dag wacht je mail. Daarna krijg je in één overzicht wat er was. Hoogstens een jaar."
        )
        until.error_messages["required"] = "Kies een dag."


class ContentForm(forms.Form):
    """Whether letters say what they are about."""

    without_content = forms.BooleanField(
        label=ASKED[Choice.Kind.CONTENT],
        required=False,
        help_text=(
            "Je krijgt dan alleen bericht dat er iets voor je staat, met een link. "
            "Mail met een code of een persoonlijke link blijft zoals die is."
        ),
    )


class OpenForm(forms.Form):
    """Where the open digest goes, and how often."""

    email = forms.EmailField(
        label="Je e-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Vul je e-mailadres in."},
    )
    frequency = forms.ChoiceField(
        label="Hoe vaak?",
        choices=OpenSubscription.Frequency,
        initial=OpenSubscription.Frequency.MONTHLY,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak je het overzicht wilt krijgen."},
    )
    # Nobody sees this field; only a machine fills it in.
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_by_machine(self) -> bool:
        """Something filled in what nobody sees."""
        return bool(self.cleaned_data["website"])
