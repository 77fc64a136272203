"""What is typed to plan a meeting, to call it off, and to tell what came of it."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from meetings.actions.planning import Details
from meetings.models import Meeting
from themes.models import Programme, Theme
from ui.forms import MomentField

USUAL_LENGTH = timedelta(hours=2)
LONGEST = timedelta(days=7)


class MeetingForm(forms.ModelForm):
    """One screen; what it is called, when it begins and where it is must be filled in."""

    starts_at = MomentField(label="Wanneer begint het?")
    ends_at = MomentField(
        label="Wanneer is het afgelopen?", required=False, help_text="Laat leeg als het twee uur duurt."
    )
    online_url = forms.URLField(
        label="Link om online mee te doen",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Alleen wie zich heeft aangemeld ziet deze link.",
    )
    group = forms.ModelChoiceField(
        label="Van welke leergroep?",
        queryset=LearningGroup.objects.none(),
        required=False,
        empty_label="Van de hele associatie",
    )
    theme = forms.ModelChoiceField(
        label="Over welk thema?", queryset=Theme.objects.none(), required=False, empty_label="Geen thema"
    )
    programme = forms.ModelChoiceField(
        label="Bij welk landelijk programma hoort het?",
        queryset=Programme.objects.none(),
        required=False,
        empty_label="Geen programma",
    )

    class Meta:
        model = Meeting
        fields = [
            "title",
            "starts_at",
            "ends_at",
            "place",
            "online_url",
            "openness",
            "group",
            "theme",
            "programme",
            "about",
            "agenda",
            "capacity",
        ]
        labels = {
            "title": "Hoe heet de bijeenkomst?",
            "place": "Waar is het?",
            "openness": "Voor wie is het?",
            "about": "Waar gaat het over?",
            "agenda": "Programma",
            "capacity": "Hoeveel plaatsen zijn er?",
        }
        help_texts = {
            "place": "Bijvoorbeeld: buurthuis De Eik, Zwolle. Vul een plek in, een link, of allebei.",
            "capacity": "Laat leeg als iedereen erbij kan. Is het vol, dan is er een wachtlijst.",
        }
        widgets = {
            "about": forms.Textarea(attrs={"rows": 5}),
            "agenda": forms.Textarea(attrs={"rows": 5}),
            "openness": forms.RadioSelect,
        }

    def __init__(self, *args, roles: Roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.order_by("name")
        groups = LearningGroup.objects.visible_to(roles).current().order_by("name")
        if not roles.is_programme_team:
            groups = groups.filter(pk__in=roles.facilitates)
            self.fields["group"].required = True
            self.fields["group"].empty_label = None
            del self.fields["programme"]
        self.fields["group"].queryset = groups
        self.fields["theme"].queryset = Theme.objects.order_by("name")
        self.fields["openness"].choices = Meeting.Openness.choices

    def clean_starts_at(self):
        """A meeting lies ahead; one that began keeps its time."""
        moment = self.cleaned_data["starts_at"]
        if "starts_at" in self.changed_data and moment <= timezone.now():
            raise forms.ValidationError("Dit moment is al voorbij. Kies een dag en een tijd die nog komen.")
        return moment

    def clean(self):
        data = super().clean()
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and not ends_at and "ends_at" not in self.errors:
            data["ends_at"] = starts_at + USUAL_LENGTH
        elif starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "Het einde ligt voor het begin. Kijk de dag en de tijd na.")
        elif starts_at and ends_at and ends_at - starts_at > LONGEST:
            self.add_error("ends_at", "Dit duurt langer dan een week. Kijk de dag na.")
        if not data.get("place") and not data.get("online_url") and "online_url" not in self.errors:
            self.add_error("place", "Vul in waar het is, of een link om online mee te doen.")
        if data.get("openness") == Meeting.Openness.GROUP and not data.get("group"):
            self.add_error("group", "Kies de leergroep voor wie dit is.")
        return data

    def details(self) -> Details:
        """Return the meeting as it will be, ready for the action; what was not asked stays as it was."""
        return Details(**{name: getattr(self.instance, name) for name in self.Meta.fields})


class CancelForm(forms.Form):
    """Why a meeting does not take place."""

    reason = forms.CharField(
        label="Waarom gaat het niet door?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit staat in de brief aan wie zich aanmeldde, en op de pagina van de bijeenkomst.",
        error_messages={"required": "Schrijf in een zin waarom het niet doorgaat."},
    )


class NotesForm(forms.Form):
    """What came of a meeting."""

    notes = forms.CharField(
        label="Verslag",
        max_length=Meeting._meta.get_field("notes").max_length,
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
        help_text="Wie de bijeenkomst kan zien, kan dit lezen. Noem alleen namen van wie dat goedvindt.",
    )
