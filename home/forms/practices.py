"""What is typed beside a lesson: how an organisation does it, and what a reader has of it."""

from collections.abc import Sequence

from django import forms

from home.actions.practices import PracticeWords
from home.models import LocalPractice
from learninggroups.models import LearningGroup
from members.models import Organization


class PracticeForm(forms.Form):
    """Three things, and where it is; who reads it, everybody unless she says otherwise."""

    what = forms.CharField(
        label="Wat doen jullie?",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Vertel het zoals je het een collega van een ander team zou vertellen.",
        error_messages={"required": "Schrijf wat jullie doen."},
    )
    context = forms.CharField(
        label="Voor wie, en waar?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: voor gezinnen met schulden, in drie dorpen ver van het gemeentehuis.",
        error_messages={"required": "Schrijf voor wie het is, en waar."},
    )
    contact_line = forms.CharField(
        label="Wie kun je bellen of mailen?",
        max_length=200,
        help_text="Wie dit leest, ziet dit ook.",
        error_messages={"required": "Schrijf wie lezers kunnen bellen of mailen."},
    )
    team_kind = forms.CharField(label="Soort team", max_length=80, required=False)
    size = forms.ChoiceField(
        label="Hoe groot is de gemeente?",
        choices=[("", "Zeg ik niet"), *LocalPractice.Size.choices],
        required=False,
    )
    surroundings = forms.ChoiceField(
        label="Stad of platteland?",
        choices=[("", "Zeg ik niet"), *LocalPractice.Surroundings.choices],
        required=False,
    )
    openness = forms.ChoiceField(
        label="Wie mag dit lezen?",
        choices=LocalPractice.Openness,
        initial=LocalPractice.Openness.OPEN,
        widget=forms.RadioSelect,
    )

    def words(self) -> PracticeWords:
        """Return what was typed."""
        typed = self.cleaned_data
        names = ("what", "context", "contact_line", "team_kind", "size", "surroundings", "openness")
        return PracticeWords(**{name: typed[name] for name in names})


class NewPracticeForm(PracticeForm):
    """Asks for which of her organisations she writes, when there are several."""

    organization = forms.ModelChoiceField(
        label="Voor welke organisatie schrijf je?", queryset=Organization.objects.none()
    )
    field_order = ("organization",)

    def __init__(self, *args, organizations: Sequence[Organization], **options):
        super().__init__(*args, **options)
        field = self.fields["organization"]
        field.queryset = Organization.objects.filter(pk__in=[one.pk for one in organizations])
        field.empty_label = None
        if len(organizations) == 1:
            field.initial = organizations[0].pk
            field.widget = forms.HiddenInput()


class HideForm(forms.Form):
    """Why something is taken out of sight."""

    reason = forms.CharField(
        label="Waarom verberg je dit?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie het schreef, krijgt dit in een brief.",
        error_messages={"required": "Schrijf waarom je dit verbergt."},
    )


class OwnTakeawayForm(forms.Form):
    """What a member has of a lesson; who she is, we know."""

    words = forms.CharField(
        label="Hier heb ik iets aan, want …",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén of twee zinnen: wat neem jij mee, of wat ga je anders doen?",
        error_messages={
            "required": "Schrijf wat jij eraan hebt.",
            "max_length": "Houd het bij één of twee zinnen.",
        },
    )


class TakeawayForm(OwnTakeawayForm):
    """What a reader has of a lesson, and where we can ask whether it was she."""

    name = forms.CharField(
        label="Je naam",
        max_length=120,
        required=False,
        help_text="Mag je leeg laten. Dan staat er ‘een lezer’.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Je e-mailadres",
        max_length=254,
        help_text="Niemand ziet dit. We sturen er een brief heen met een knop, en wissen het later.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Vul je e-mailadres in."},
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


class DeclineForm(forms.Form):
    """Why a reader's words do not come online."""

    reason = forms.CharField(
        label="Waarom zet je dit niet bij de les?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="De lezer krijgt dit in een brief.",
        error_messages={"required": "Schrijf waarom je dit niet plaatst."},
    )


class ConnectForm(forms.Form):
    """Which group has use of it, and why."""

    group = forms.ModelChoiceField(
        label="Voor welke leergroep?",
        queryset=LearningGroup.objects.none(),
        empty_label=None,
        error_messages={"required": "Kies een leergroep."},
    )
    why = forms.CharField(
        label="Waarom hebben jullie hier iets aan?",
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Eén zin. Wie in de groep leest, ziet dit.",
        error_messages={"required": "Schrijf in één zin waarom."},
    )

    def __init__(self, *args, groups, **options):
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups
