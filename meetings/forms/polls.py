"""What is typed to find a day: which moments, when somebody can, and which one it becomes."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils import timezone

from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from meetings.actions.polls import MOST_MOMENTS, Proposal
from meetings.models import Availability, DatePoll, Meeting, PollAnswer, ProposedMoment
from ui.forms import MomentField
from ui.templatetags.ui import moment as in_words

SHOWN_AT_ONCE = 4


class PollForm(forms.ModelForm):
    """One screen; what it is called and one moment must be filled in."""

    group = forms.ModelChoiceField(
        label="Van welke leergroep?",
        queryset=LearningGroup.objects.none(),
        required=False,
        empty_label="Van de hele associatie",
        help_text="Wie meedoet krijgt een brief met een link om te antwoorden.",
    )
    minutes = forms.IntegerField(label="Hoeveel minuten duurt het?", min_value=15, max_value=600, initial=120)

    class Meta:
        model = DatePoll
        fields = ["title", "about", "openness", "group", "minutes"]
        labels = {
            "title": "Hoe heet de bijeenkomst?",
            "about": "Waar gaat het over?",
            "openness": "Voor wie is het?",
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 4}), "openness": forms.RadioSelect}

    def __init__(self, *args, roles: Roles, **kwargs):
        super().__init__(*args, **kwargs)
        groups = LearningGroup.objects.visible_to(roles).current().order_by("name")
        if not roles.is_programme_team:
            groups = groups.filter(pk__in=roles.facilitates)
            self.fields["group"].required = True
            self.fields["group"].empty_label = None
        self.fields["group"].queryset = groups
        self.fields["openness"].choices = Meeting.Openness.choices
        for number in range(1, MOST_MOMENTS + 1):
            self.fields[f"moment_{number}"] = MomentField(label=f"Moment {number}", required=number == 1)

    def first_moments(self) -> list:
        """Return the fields of the moments that are always shown."""
        return self._moments(range(1, SHOWN_AT_ONCE + 1))

    def more_moments(self) -> list:
        """Return the fields of the moments that few need."""
        return self._moments(range(SHOWN_AT_ONCE + 1, MOST_MOMENTS + 1))

    def _moments(self, numbers) -> list:
        return [self[f"moment_{number}"] for number in numbers]

    def clean(self):
        data = super().clean()
        for name in [name for name in data if name.startswith("moment_")]:
            if data[name] and data[name] <= timezone.now():
                self.add_error(name, "Dit moment is al voorbij.")
        if data.get("openness") == Meeting.Openness.GROUP and not data.get("group"):
            self.add_error("group", "Kies de leergroep voor wie dit is.")
        return data

    def proposal(self) -> Proposal:
        """Return what was typed, ready for the action."""
        moments = [value for name, value in self.cleaned_data.items() if name.startswith("moment_") and value]
        return Proposal(**{name: self.cleaned_data[name] for name in self.Meta.fields}, moments=moments)


class AnswerForm(forms.Form):
    """For each moment one word, and room for a remark; nothing is chosen beforehand."""

    def __init__(self, *args, moments: Sequence[ProposedMoment], answer: PollAnswer, said: Mapping, **kwargs):
        super().__init__(*args, **kwargs)
        for moment in moments:
            self.fields[f"moment_{moment.pk}"] = forms.ChoiceField(
                label=in_words(moment.starts_at),
                choices=Availability.Word.choices,
                widget=forms.RadioSelect,
                initial=said.get(moment.pk),
                error_messages={"required": "Zeg of je dan kunt."},
            )
        self.fields["remark"] = forms.CharField(
            label="Wil je er iets bij zeggen?",
            required=False,
            max_length=400,
            initial=answer.remark,
            help_text="Dit leest alleen wie de bijeenkomst organiseert.",
        )

    @property
    def words(self) -> dict[int, str]:
        """What was said, by the keys of moments."""
        return {
            int(name.removeprefix("moment_")): word
            for name, word in self.cleaned_data.items()
            if name.startswith("moment_")
        }


class PickForm(forms.Form):
    """Which moment it becomes, and where."""

    moment = forms.ModelChoiceField(
        label="Welk moment wordt het?",
        queryset=ProposedMoment.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies een moment."},
    )
    place = forms.CharField(label="Waar is het?", required=False, max_length=200)
    online_url = forms.URLField(
        label="Link om online mee te doen",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Alleen wie zich heeft aangemeld ziet deze link. Vul een plek in, een link, of allebei.",
    )

    def __init__(self, *args, poll: DatePoll, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["moment"].queryset = poll.moments.filter(starts_at__gt=timezone.now())
        self.fields["moment"].label_from_instance = lambda moment: in_words(moment.starts_at)

    def clean(self):
        data = super().clean()
        if not data.get("place") and not data.get("online_url") and "online_url" not in self.errors:
            self.add_error("place", "Vul in waar het is, of een link om online mee te doen.")
        return data
