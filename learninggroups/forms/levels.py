"""Choosing what one wants to hear by letter."""

from django import forms

from members.models import Level

WHAT_IT_MEANS = {
    Level.OVERVIEW: "alleen in je overzicht, nooit een losse brief",
    Level.NEEDED: "een brief als iemand je noemt of op je bericht reageert",
    Level.EVERYTHING: "een brief bij elk nieuw bericht, na tien minuten",
}


class LevelForm(forms.Form):
    """One of the three levels; for a group or a thread also that nothing is chosen there."""

    level = forms.ChoiceField(
        label="Wat wil je horen?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Kies een van deze mogelijkheden."},
    )

    def __init__(self, *args, otherwise: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        named = [(level.value, f"{level.label}: {WHAT_IT_MEANS[level]}") for level in Level]
        field = self.fields["level"]
        field.choices = [("", otherwise), *named] if otherwise else named
        field.required = not otherwise
        field.error_messages["required"] = field.error_messages["invalid_choice"]
