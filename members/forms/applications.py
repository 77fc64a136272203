"""What somebody types to become a member, and what the programme team types back."""

from collections.abc import Sequence

from django import forms

from members.actions.applications import Applying
from members.models import Affiliation, Organization
from members.models.applications import LONGEST_WORDS

# Where the person is invited to, besides the organisations that look like hers.
NEW, ANOTHER, NOWHERE = "new", "another", "nowhere"


class ApplicationForm(forms.Form):
    """A name and an address is all that is needed."""

    name = forms.CharField(
        label="Je naam",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Vul je naam in."},
    )
    email = forms.EmailField(
        label="Je e-mailadres",
        max_length=254,
        help_text="We sturen er een brief heen met een knop.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Vul je e-mailadres in."},
    )
    organization = forms.CharField(
        label="Je organisatie of team",
        max_length=160,
        required=False,
        help_text="Elke vorm is welkom. Doe je mee als persoon, laat dit dan leeg.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    municipalities = forms.CharField(label="In welke gemeente?", max_length=400, required=False)
    words = forms.CharField(
        label="Wil je er iets bij zeggen?",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld waar je mee bezig bent, of wat je zoekt.",
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

    def applying(self) -> Applying:
        """Return what was typed, ready for the action."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "website"}
        return Applying(**typed)


class AnswerForm(forms.Form):
    """What an applicant answers to what she was asked."""

    answer = forms.CharField(
        label="Je antwoord",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf je antwoord."},
    )


class AcceptForm(forms.Form):
    """Which organisation it becomes: a new one, one of those that look like it, another, or none."""

    place = forms.ChoiceField(
        label="Bij welke organisatie?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies bij welke organisatie."},
    )
    new_name = forms.CharField(
        label="Naam van de nieuwe organisatie",
        max_length=160,
        required=False,
        help_text="Zoals leden haar zien.",
    )
    another = forms.ModelChoiceField(
        Organization.objects.active().order_by("name"),
        label="Een andere organisatie",
        required=False,
        empty_label="Kies een organisatie",
    )
    role = forms.ChoiceField(
        label="In welke rol?",
        choices=Affiliation.Role,
        initial=Affiliation.Role.CONTACT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, likely: Sequence[Organization], **options):
        super().__init__(*args, **options)
        self._likely = {str(one.pk): one for one in likely}
        self.fields["place"].choices = [
            *((number, f"{one.name}: deze is er al") for number, one in self._likely.items()),
            (NEW, "Een nieuwe organisatie"),
            (ANOTHER, "Een andere die er al is"),
            (NOWHERE, "Geen: als persoon"),
        ]

    def clean(self):
        super().clean()
        data = self.cleaned_data
        place = data.get("place")
        if place == NEW and not data.get("new_name"):
            self.add_error("new_name", "Vul de naam van de nieuwe organisatie in.")
        if place == ANOTHER and not data.get("another"):
            self.add_error("another", "Kies een organisatie.")
        return data

    def chosen(self) -> dict:
        """Return what was chosen, ready for the action."""
        data = self.cleaned_data
        place = data["place"]
        return {
            "organization": data["another"] if place == ANOTHER else self._likely.get(place),
            "new_name": data["new_name"] if place == NEW else "",
            "role": data["role"],
        }


class AskForm(forms.Form):
    """What the programme team still wants to know."""

    question = forms.CharField(
        label="Wat wil je nog weten?",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De aanvrager krijgt dit in een brief, met een link om te antwoorden.",
        error_messages={"required": "Schrijf wat je wilt weten."},
    )


class DeclineForm(forms.Form):
    """Why it does not become a membership."""

    reason = forms.CharField(
        label="Waarom wordt het geen lidmaatschap?",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De aanvrager krijgt dit in een brief, in jouw woorden.",
        error_messages={"required": "Schrijf waarom het geen lidmaatschap wordt."},
    )
