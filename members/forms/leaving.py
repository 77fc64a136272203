"""How a member leaves."""

from django import forms

from members.models import Departure

WAYS = [
    (Departure.Way.FORMER, "Mijn berichten blijven staan, zonder mijn naam"),
    (Departure.Way.SILENT, "Haal ook mijn eigen berichten weg"),
]


class LeaveForm(forms.Form):
    """Whether what she wrote stays; nothing is chosen beforehand."""

    way = forms.ChoiceField(
        label="Wat gebeurt er met wat je schreef?",
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er met je berichten gebeurt."},
    )


class LetLeaveForm(LeaveForm):
    """The same for a member who asks for it by telephone."""

    way = forms.ChoiceField(
        label="Wat gebeurt er met wat zij schreef?",
        choices=[
            (Departure.Way.FORMER, "Haar berichten blijven staan, zonder haar naam"),
            (Departure.Way.SILENT, "Haar eigen berichten gaan weg"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er met haar berichten gebeurt."},
    )
    reason = forms.CharField(
        label="Hoe en wanneer vroeg zij dit?",
        max_length=400,
        help_text="Dit staat in het logboek. Schrijf er geen naam of adres bij.",
        error_messages={"required": "Schrijf hoe en wanneer zij dit vroeg."},
    )
