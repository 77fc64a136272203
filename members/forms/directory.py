"""Words and filters of the directory."""

from django import forms

from members.queries.directory import Choices, Wanted

EVERYTHING = {
    "regio": "Alle regio's",
    "thema": "Alle thema's",
    "soort": "Alle soorten",
    "leergroep": "Alle leergroepen",
}


class SearchForm(forms.Form):
    """Everything may stay empty, and a value that is no choice is the same as none."""

    zoek = forms.CharField(
        label="Naam",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    regio = forms.TypedChoiceField(label="Regio", required=False, coerce=int, empty_value=None)
    thema = forms.TypedChoiceField(label="Thema", required=False, coerce=int, empty_value=None)
    soort = forms.ChoiceField(label="Soort team", required=False)
    leergroep = forms.TypedChoiceField(label="Leergroep", required=False, coerce=int, empty_value=None)

    def __init__(self, data, *, choices: Choices):
        offered = {
            "regio": choices.regions,
            "thema": choices.themes,
            "soort": choices.kinds,
            "leergroep": choices.groups + choices.tables,
        }
        # What is no choice is dropped here, so that an old address gives a page and no complaint.
        known = {
            name: data[name] for name in offered if data.get(name) in {str(pk) for pk, _ in offered[name]}
        }
        super().__init__(known | {"zoek": data.get("zoek", "")[:80]})
        for name, pairs in offered.items():
            self.fields[name].choices = [("", EVERYTHING[name]), *pairs]
        if choices.tables:
            self._tell_tables_apart(choices)
        self._words = {name: dict(pairs) for name, pairs in offered.items()}
        self.full_clean()

    def _tell_tables_apart(self, choices: Choices) -> None:
        """Put national tables under a heading of their own in the list of groups."""
        parts = [("Leergroepen", choices.groups), ("Landelijke tafels", choices.tables)]
        field = self.fields["leergroep"]
        field.label = "Leergroep of tafel"
        field.choices = [("", "Alle groepen"), *((name, pairs) for name, pairs in parts if pairs)]

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        asked = self.cleaned_data
        return Wanted(
            words=asked["zoek"],
            region=asked["regio"],
            theme=asked["thema"],
            kind=asked["soort"],
            group=asked["leergroep"],
        )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The filters that are on, each with the words of its choice."""
        return [
            (self.fields[name].label.lower(), self._words[name][self.cleaned_data[name]])
            for name in EVERYTHING
            if self.cleaned_data[name]
        ]
