"""What the programme team says of a table that it brings in."""

from collections.abc import Sequence

from django import forms

from files.tables import LARGEST_TABLE
from files.tables.refusals import TOO_LARGE
from members.models import Import, ImportRow
from members.queries.imports.columns import FIELDS
from members.queries.imports.pages import Column


class TableForm(forms.Form):
    """The file itself."""

    file = forms.FileField(
        label="Bestand",
        help_text="csv of Excel (xlsx), hoogstens 20 MB en 50.000 rijen.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )

    def clean_file(self):
        """Refuse early what is too large to read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_TABLE:
            raise forms.ValidationError(TOO_LARGE)
        return file


class SheetForm(forms.Form):
    """Which sheet of a workbook is brought in."""

    sheet = forms.TypedChoiceField(
        label="Welk blad wil je gebruiken?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een blad."},
    )

    def __init__(self, *args, batch: Import, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [
            (number, f"{sheet['name']} ({sheet['count']} rijen)")
            for number, sheet in enumerate(batch.sheets)
            if sheet["count"]
        ]


class ColumnsForm(forms.Form):
    """What stands in each column."""

    def __init__(self, *args, columns: Sequence[Column], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "Niet overnemen"), *FIELDS.items()]
        for column in columns:
            self.fields[f"column-{column.number}"] = forms.ChoiceField(
                label=column.heading or f"Kolom {column.number + 1}",
                choices=choices,
                required=False,
                help_text=f"Zoals: {' · '.join(text[:40] for text in column.examples)}"
                if column.examples
                else "",
            )

    def clean(self):
        """Take a field once, and at least what tells who or what a row is about."""
        chosen = [field for field in self.chosen() if field]
        twice = {FIELDS[field] for field in chosen if chosen.count(field) > 1}
        if twice:
            raise forms.ValidationError(f"Je koos twee keer hetzelfde: {', '.join(sorted(twice))}.")
        if not {"organization", "email"}.intersection(chosen):
            raise forms.ValidationError(
                "Kies minstens in welke kolom de organisatie of het e-mailadres staat."
            )
        return self.cleaned_data

    def chosen(self) -> list[str]:
        """Return the field of each column, empty where it is not taken over."""
        return [self.cleaned_data.get(name, "") for name in self.fields]


class RowForm(forms.Form):
    """The cells of one row, as far as they are taken over."""

    def __init__(self, *args, row: ImportRow, columns: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        for number, (text, field) in enumerate(zip(row.texts, columns, strict=False)):
            if field:
                original = row.cells[number]
                self.fields[f"cell-{number}"] = forms.CharField(
                    label=FIELDS[field],
                    required=False,
                    initial=text,
                    max_length=2000,
                    help_text=f"In het bestand: {original}" if original != text else "",
                )

    def texts(self) -> dict[int, str]:
        """Return what was typed, by column; a cell that was not sent stays as it is."""
        return {
            int(name.removeprefix("cell-")): text
            for name, text in self.cleaned_data.items()
            if name in self.data
        }


class WordsForm(forms.Form):
    """What whoever brings people in says to them."""

    words = forms.CharField(
        label="Jouw woorden boven de uitnodiging",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Vertel kort waarom je hen uitnodigt. Daaronder staan onze woorden en de knop. "
        "Gewone tekst, zonder links.",
    )
