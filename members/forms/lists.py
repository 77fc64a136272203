"""Taking the directory along."""

from django import forms

WHAT_FOR = "Schrijf in een zin waarvoor je de lijst nodig hebt."


class ListForm(forms.Form):
    """Which list, as what, and why."""

    kind = forms.ChoiceField(
        label="Welke lijst?",
        choices=[("leden", "Leden"), ("organisaties", "Organisaties")],
        initial="leden",
        widget=forms.RadioSelect,
    )
    form = forms.ChoiceField(
        label="Als wat voor bestand?",
        choices=[("xlsx", "Werkmap (xlsx)"), ("csv", "Tekst met puntkomma's (csv)")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Waarvoor heb je de lijst nodig?",
        min_length=10,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit komt in het logboek, met je naam en het aantal rijen.",
        error_messages=dict.fromkeys(("required", "min_length"), WHAT_FOR),
    )
