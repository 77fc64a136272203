"""Choosing what one wants to hear by letter."""

from django import forms

from learninggroups.actions.levels import ASKED
from members.models import Level

# What the form sends for "nothing chosen here".
NOT_CHOSEN = "further"
WHAT_IT_MEANS = {
    Level.OVERVIEW: "alleen in je overzicht, nooit een losse brief",
    Level.NEEDED: "een brief als iemand je noemt of op je bericht reageert",
    Level.EVERYTHING: "een brief bij elk nieuw bericht, na tien minuten",
}
# That nothing is chosen here, by where the choice comes from that holds then.
FURTHER = {
    "group": "wat ik voor de leergroep koos",
    "theme": "wat ik voor het thema koos",
    "own": "wat ik voor al mijn leergroepen koos",
}


class LevelForm(forms.Form):
    """
    One of the three levels.

    Near by also that nothing is chosen there: then ``otherwise`` holds, which was chosen ``further`` off.
    """

    level = forms.ChoiceField(
        label=ASKED,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Kies een van deze mogelijkheden."),
    )

    def __init__(self, *args, further: str = "", otherwise: Level | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(level.value, f"{level.label}: {WHAT_IT_MEANS[level]}") for level in Level]
        if further and otherwise:
            choices.insert(0, (NOT_CHOSEN, f"{FURTHER[further]}: {otherwise.label}"))
        self.fields["level"].choices = choices
        self.initial["level"] = self.initial.get("level") or NOT_CHOSEN

    def clean_level(self) -> str:
        """Return the level, or nothing when what was chosen further off shall hold."""
        level = self.cleaned_data["level"]
        return "" if level == NOT_CHOSEN else level
