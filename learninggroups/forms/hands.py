"""What is said with a hand up, and with a no."""

from django import forms

from learninggroups.models import RaisedHand


class HandForm(forms.Form):
    """One sentence about what somebody wants to work on."""

    word = forms.CharField(
        label="Wat wil je ermee?",
        max_length=RaisedHand._meta.get_field("word").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Eén zin is genoeg. Leden lezen dit, met je naam.",
    )


class ProposalForm(forms.Form):
    """Why no group comes of raised hands."""

    word = forms.CharField(
        label="Wat wil je erbij zeggen?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Dit staat in de mail aan wie de hand opstak. Zeg bijvoorbeeld wat wel kan.",
        error_messages={"required": "Schrijf er een paar woorden bij, zodat ze weten waarom."},
    )
