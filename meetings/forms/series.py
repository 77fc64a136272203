"""What is typed about several meetings at once: on which days, and how far a change reaches."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import get_format

MOST_DAYS = 20
ONE, FOLLOWING = "one", "following"


class DaysField(forms.CharField):
    """Days, one on each line, as dates in Python."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value) -> list[date]:
        """Read each line as a day."""
        a_day = forms.DateField(input_formats=get_format("DATE_INPUT_FORMATS"))
        days = []
        for line in super().to_python(value).splitlines():
            if not line.strip():
                continue
            try:
                days.append(a_day.clean(line.strip()))
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    f"“{line.strip()[:40]}” is geen dag. Schrijf elke dag op een regel, zoals 12-1-2027."
                ) from error
        return days


class RepeatForm(forms.Form):
    """On which other days the same meeting is: every so many weeks, or on days that are typed."""

    every_weeks = forms.IntegerField(label="Om de hoeveel weken?", required=False, min_value=1, max_value=26)
    times = forms.IntegerField(
        label="Hoe vaak in totaal?",
        required=False,
        min_value=2,
        max_value=MOST_DAYS,
        help_text="Hoogstens 20 keer.",
    )
    days = DaysField(
        label="Of schrijf de andere dagen op",
        required=False,
        help_text="Elke dag op een regel, bijvoorbeeld 12-1-2027. De tijd is steeds dezelfde.",
    )

    def clean(self):
        data = super().clean()
        for filled, empty in (("every_weeks", "times"), ("times", "every_weeks")):
            if data.get(filled) and not data.get(empty) and empty not in self.errors:
                self.add_error(empty, "Vul dit ook in.")
        if len(data.get("days") or ()) >= MOST_DAYS:
            self.add_error("days", f"Schrijf hoogstens {MOST_DAYS - 1} dagen op.")
        if any(day <= timezone.localdate() for day in data.get("days") or ()):
            self.add_error("days", "Een van deze dagen is al voorbij.")
        return data

    def other_days(self, first: date) -> list[date]:
        """Return the days after the first one that were asked for."""
        weeks, times = self.cleaned_data["every_weeks"], self.cleaned_data["times"]
        in_rhythm = [first + timedelta(weeks=weeks * number) for number in range(1, times)] if weeks else []
        return sorted({*in_rhythm, *self.cleaned_data["days"]} - {first})


class ReachForm(forms.Form):
    """Whether a change is for one meeting, or for those that follow it in its series too."""

    reach = forms.ChoiceField(label="Voor welke dagen geldt dit?", widget=forms.RadioSelect)

    def __init__(self, *args, following: int, **kwargs):
        super().__init__(*args, **kwargs)
        if not following:
            del self.fields["reach"]
            return
        later = "de volgende bijeenkomst" if following == 1 else f"de {following} volgende bijeenkomsten"
        self.fields["reach"].choices = [
            (ONE, "Alleen voor deze bijeenkomst"),
            (FOLLOWING, f"Ook voor {later} van de reeks"),
        ]

    @property
    def and_following(self) -> bool:
        """Those that follow are meant as well."""
        return self.cleaned_data.get("reach") == FOLLOWING
