"""Which file somebody wants."""

from django import forms

from questions.models import Export


class ExportForm(forms.Form):
    """The button that was pressed."""

    kind = forms.ChoiceField(label="Soort bestand", choices=Export.Kind.choices)
