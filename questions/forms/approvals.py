"""Who spoke, and her yes or no to what was typed for her."""

from django import forms

from members.models import Member
from questions.forms.contributions import TypedCodeForm


class SpeakerForm(forms.Form):
    """Whose words these are; she gets the text and says whether it is right."""

    speaker = forms.ModelChoiceField(
        label="Wie zei dit?",
        queryset=Member.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text="Zij of hij krijgt de tekst per mail. Het antwoord telt mee na akkoord.",
        error_messages={"required": "Kies wie dit zei."},
    )

    def __init__(self, *args, speakers: list[Member], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["speaker"]
        field.queryset = Member.objects.filter(pk__in=[speaker.pk for speaker in speakers]).order_by("name")
        if len(speakers) == 1:
            self.initial.setdefault("speaker", speakers[0].pk)


class TypedApprovalForm(TypedCodeForm):
    """The code from the letter with the text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = "Vul de code in uit de mail met jouw tekst."


class RefusalForm(forms.Form):
    """What is not right about the text."""

    note = forms.CharField(
        label="Wat klopt er niet?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wie het opschreef leest dit en past de tekst aan.",
        error_messages={"required": "Schrijf wat er anders moet."},
    )
