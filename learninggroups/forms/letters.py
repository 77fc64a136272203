"""What facilitators write in letters."""

from django import forms

from learninggroups.models import GroupLetter


class LetterForm(forms.Form):
    """A letter to everyone who takes part."""

    subject = forms.CharField(
        label="Onderwerp",
        max_length=GroupLetter._meta.get_field("subject").max_length,
        error_messages={"required": "Geef de brief een onderwerp."},
    )
    body = forms.CharField(
        label="De brief",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Boven de brief staat al Dag, met de naam. Een lege regel begint een nieuwe alinea.",
        error_messages={
            "required": "Schrijf eerst de brief.",
            "max_length": "Dit is te lang voor een brief. Zet het in een gesprek en verwijs ernaar.",
        },
    )


class WordForm(forms.Form):
    """A few words to one participant."""

    word = forms.CharField(
        label="Wat wil je zeggen?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Boven de mail staat al Dag, met de naam. Je e-mailadres staat eronder.",
        error_messages={"required": "Schrijf eerst een paar woorden."},
    )


class HelpForm(forms.Form):
    """What the programme team offers a silent group."""

    word = forms.CharField(
        label="Wat wil je zeggen?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Dit staat in de mail aan de begeleiders, met je e-mailadres eronder.",
        error_messages={"required": "Schrijf eerst een paar woorden."},
    )
