"""What is typed about how open a group is."""

from django import forms

from learninggroups.models import LearningGroup, OpennessChange


class OpennessForm(forms.Form):
    """How open a group becomes, and why."""

    openness = forms.ChoiceField(
        label="Wie kan lezen wat hier besproken wordt?",
        choices=LearningGroup.Openness,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie hier kan lezen."},
    )
    is_confidential = forms.BooleanField(
        label="Vertrouwelijk",
        required=False,
        help_text="Kan alleen bij een besloten groep. In mail staat dan nooit waarover jullie praten en wie "
        "er schreef, alleen dat er iets nieuws is.",
    )
    reason = forms.CharField(
        label="Waarom verander je dit?",
        max_length=OpennessChange._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie deze groep kan lezen, kan ook deze reden lezen. De reden blijft bewaard.",
        error_messages={"required": "Schrijf op waarom je dit verandert."},
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_confidential") and cleaned.get("openness") not in (
            None,
            LearningGroup.Openness.CLOSED,
        ):
            self.add_error(
                "is_confidential",
                "Alleen een besloten groep kan vertrouwelijk zijn. Kies besloten, of haal het vinkje weg.",
            )
        return cleaned


class ExposureForm(forms.Form):
    """Whether what one wrote may be read more widely."""

    answer = forms.ChoiceField(choices=[("yes", "ja"), ("no", "nee")])
