"""What the programme team types at the desk of a synthesis."""

from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict

from questions.actions.wording import Objection
from questions.models import Label, LeftOut, Passage, Synthesis
from questions.queries.desk_answers import Choices, DeskAnswer
from questions.queries.draft import DraftPassage
from questions.queries.narrowing import Wanted

Section = Synthesis.Section
NO_SECTION = ("", "Geen vast deel")
READINGS = [
    ("", "Gelezen of niet"),
    ("not_by_me", "Door mij nog niet gelezen"),
    ("by_me", "Door mij gelezen"),
    ("by_nobody", "Door niemand gelezen"),
]
USES = [
    ("", "Gebruikt of niet"),
    ("open", "Nog niet verwerkt"),
    ("used", "Opgenomen"),
    ("left_out", "Gelezen, niet opgenomen"),
]
VOICES = [("", "Beide stemmen"), ("organization", "Namens organisaties"), ("member", "Persoonlijk")]


class WantedForm(forms.Form):
    """Which answers to show; a choice that makes no sense shows all."""

    voice = forms.ChoiceField(label="Stem", choices=VOICES, required=False)
    kind = forms.ChoiceField(label="Soort team", required=False)
    region = forms.ChoiceField(label="Regio", required=False)
    label = forms.ChoiceField(label="Label", required=False)
    reading = forms.ChoiceField(label="Gelezen", choices=READINGS, required=False)
    use = forms.ChoiceField(label="In de synthese", choices=USES, required=False)

    def __init__(self, wanted: Wanted, choices: Choices):
        super().__init__(
            initial={name: getattr(wanted, name) for name in self.base_fields}, auto_id="filter-%s"
        )
        self.fields["kind"].choices = [("", "Alle soorten"), *((kind, kind) for kind in choices.kinds)]
        self.fields["region"].choices = [("", "Alle regio's"), *choices.regions]
        self.fields["label"].choices = [
            ("", "Alle labels"),
            *((each.pk, each.name) for each in choices.labels),
        ]

    @staticmethod
    def wanted(query: QueryDict) -> Wanted:
        """Return what the address asks for, without what cannot be."""
        named = {name for name, _ in VOICES}, {name for name, _ in READINGS}, {name for name, _ in USES}
        voice, reading, use = (query.get(name, "") for name in ("voice", "reading", "use"))
        return Wanted(
            voice=voice if voice in named[0] else "",
            kind=query.get("kind", ""),
            region=_number(query.get("region", "")),
            label=_number(query.get("label", "")),
            reading=reading if reading in named[1] else "",
            use=use if use in named[2] else "",
            page=query.get("pagina", "1"),
        )


class QuoteForm(forms.Form):
    """Words of one part, exactly as they stand there, and where they go."""

    source = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Citaat",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Laat staan wat je citeert en haal de rest weg. Woorden veranderen kan niet.",
        error_messages={"required": "Plak hier de woorden die je citeert."},
    )
    section = forms.ChoiceField(label="Zet het citaat bij", choices=Section)


class WordsForm(forms.Form):
    """Words of the team: with a source a paraphrase, or one more source for a passage that stands."""

    proposal = ""
    source = forms.IntegerField(widget=forms.HiddenInput, required=False)
    excerpt = forms.CharField(widget=forms.HiddenInput, required=False)
    into = forms.ChoiceField(
        label="Waar hoort het bij?",
        required=False,
        help_text="Staat het er al? Kies dan die passage. Dit antwoord wordt er een bron van.",
    )
    text = forms.CharField(
        label="Wat schrijf je?",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Schrijf wat er staat en hoe vaak, bijvoorbeeld: 3 organisaties schrijven …",
        error_messages={"required": "Schrijf hier de passage."},
    )
    section = forms.ChoiceField(label="In welk deel?", choices=Section)

    def __init__(self, data: Mapping | None = None, *, passages: Iterable[DraftPassage] = (), **kwargs):
        super().__init__(data, **kwargs)
        resting = [(row.pk, _short(row)) for row in passages if not row.is_quote]
        if resting and self["source"].value():
            self.fields["into"].choices = [("", "Een nieuwe passage"), *resting]
        else:
            del self.fields["into"]
            self.fields["text"].required = True

    def clean(self):
        """Ask for words, unless an existing passage gets a source."""
        says_nothing = not self.cleaned_data.get("into") and not self.cleaned_data.get("text")
        if says_nothing and "text" not in self.errors:
            self.add_error("text", "Schrijf hier de passage.")
        return self.cleaned_data


class PassageForm(forms.Form):
    """The text of a passage, and the version on screen."""

    proposal = ""
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Tekst",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Een passage heeft tekst. Wil je haar kwijt, kies dan ‘Haal weg’."},
    )

    @classmethod
    def values_of(cls, passage: Passage) -> dict:
        """Return what the fields show for a passage as it is kept."""
        return {"version": passage.version, "text": passage.text}


class LeaveOutForm(forms.ModelForm):
    """Why an answer is in no passage."""

    class Meta:
        model = LeftOut
        fields = ["reason"]
        labels = {"reason": "Gelezen, niet opgenomen, want …"}
        help_texts = {"reason": "De schrijver leest deze reden zodra de synthese teruggelegd of gedeeld is."}
        error_messages = {"reason": {"required": "Schrijf waarom dit antwoord niet is opgenomen."}}


class LeaveOutTogetherForm(LeaveOutForm):
    """Why several answers are in no passage; which they are, is ticked."""

    answers = forms.MultipleChoiceField(
        label="Welke antwoorden neem je niet op?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vink ten minste één antwoord aan."},
    )
    field_order = ["answers", "reason"]

    def __init__(self, data: Mapping | None = None, *, rows: Iterable[DeskAnswer]):
        choices = [(row.pk, row.writer.label) for row in rows]
        super().__init__(data, initial={"answers": [pk for pk, _ in choices]})
        self.fields["answers"].choices = choices


class LabelForm(forms.ModelForm):
    """A word to sort answers by, and the section it belongs to."""

    section = forms.ChoiceField(
        label="Hoort bij",
        choices=[NO_SECTION, *Section.choices],
        required=False,
        help_text="Bij ‘Waar lopen ervaringen uiteen’ en ‘Losse signalen’ moet dan ook iets staan.",
    )

    class Meta:
        model = Label
        fields = ["name", "section"]
        error_messages = {"name": {"required": "Geef het label een naam."}}


class SortForm(forms.Form):
    """The labels of one part: those of the question, and room for a new one."""

    labels = forms.MultipleChoiceField(label="Labels", widget=forms.CheckboxSelectMultiple, required=False)
    seen = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)
    name = forms.CharField(label="Nieuw label", max_length=80, required=False)
    section = forms.ChoiceField(
        label="Het nieuwe label hoort bij", choices=[NO_SECTION, *Section.choices], required=False
    )

    def __init__(self, data: Mapping | None = None, *, labels: Iterable[Label], put: Iterable[int] = ()):
        put = list(put)
        super().__init__(data, initial={"labels": put, "seen": put})
        choices = [(label.pk, label.name) for label in labels]
        self.fields["labels"].choices = self.fields["seen"].choices = choices
        if not choices:
            del self.fields["labels"]

    def changes(self) -> tuple[set[int], set[int]]:
        """Return which labels were put on and which were taken off, on this screen."""
        ticked = set(map(int, self.cleaned_data.get("labels", [])))
        seen = set(map(int, self.cleaned_data["seen"]))
        return ticked - seen, seen - ticked


def refuse_words(form: WordsForm | PassageForm, objection: Objection) -> None:
    """Say beside the text which words may not stand, and offer what may."""
    form.proposal = objection.proposal
    form.add_error("text", f"Je schrijft ‘{objection.words}’. {objection.why}")


def _number(text: str) -> str:
    return text if text.isdecimal() and len(text) < 10 else ""


def _short(row: DraftPassage) -> str:
    words = row.text if len(row.text) <= 60 else f"{row.text[:60].rsplit(' ', 1)[0]} …"
    return f"{row.number}. {words}"
