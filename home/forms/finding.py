"""What somebody may ask of search; every field may stay empty, and stands in the address."""

from django import forms

from home.queries.finding import KINDS, PERIODS


class FindForm(forms.Form):
    """The one box, and four ways to narrow what it finds."""

    zoek = forms.CharField(
        label="Waar zoek je naar?",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    soort = forms.ChoiceField(
        label="Wat zoek je?",
        required=False,
        choices=[("", "Alles"), *((key, kind.label) for key, kind in KINDS.items())],
    )
    waar = forms.ChoiceField(label="Waar staat het?", required=False)
    wie = forms.CharField(label="Wie schreef het?", required=False, max_length=80)
    wanneer = forms.ChoiceField(
        label="Hoe oud mag het zijn?",
        required=False,
        choices=[("", "Maakt niet uit"), *((key, period.label) for key, period in PERIODS.items())],
    )

    def __init__(self, data: dict, *, places: list):
        super().__init__(data)
        self.fields["waar"].choices = [("", "Overal"), *places]

    @property
    def is_narrowed(self) -> bool:
        """Whether somebody asks for less than everything."""
        return any(self.data[name].strip() for name in ("soort", "waar", "wie", "wanneer"))
