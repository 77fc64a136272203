"""Choosing what one wants to hear by letter."""

from django import forms

from members.models import Level

# What the form sends for "nothing chosen here".
NOT_CHOSEN = "further"
WHAT_IT_MEANS = {
    Level.OVERVIEW: "alleen in je overzicht, nooit een losse brief",
    Level.NEEDED: "een brief als iemand je noemt of op je bericht reageert",
    Level.EVERYTHING: "een brief bij elk nieuw bericht, na tien minuten",
}


class LevelForm(forms.Form):
    """
    One of the three levels.

    For a group or a thread also that nothing is chosen there, which ``otherwise`` puts in words.
    """

    level = forms.ChoiceField(
        label="Wat wil je horen?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Kies een van deze mogelijkheden."),
    )

    def __init__(self, *args, otherwise: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        named = [(level.value, f"{level.label}: {WHAT_IT_MEANS[level]}") for level in Level]
        self.fields["level"].choices = [(NOT_CHOSEN, otherwise), *named] if otherwise else named
        self.initial["level"] = self.initial.get("level") or NOT_CHOSEN

    def clean_level(self) -> str:
        """Return the level, or nothing when what was chosen further off shall hold."""
        level = self.cleaned_data["level"]
        return "" if level == NOT_CHOSEN else level
