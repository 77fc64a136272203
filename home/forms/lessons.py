"""What facilitators type about a lesson, and what quoted writers answer."""

from collections.abc import Sequence

from django import forms

from home.actions.lessons import LessonWords
from home.models import Passage
from home.queries.lessons import OwnPassage, Part
from ui.wording import whole_words

LONGEST_PASSAGE = 1500
WORDS_FOR_CONSENT = {
    Passage.Consent.BY_NAME: "Met mijn naam: “{name}”",
    Passage.Consent.BY_ORGANIZATION: "Alleen met mijn organisatie: “iemand van {organization}”",
    Passage.Consent.UNNAMED: "Zonder naam: “een deelnemer aan het gesprek”",
    Passage.Consent.REFUSED: "Nee, liever niet",
}


class LessonStartForm(forms.Form):
    """The two things a lesson begins with."""

    title = forms.CharField(
        label="Titel",
        max_length=160,
        help_text="Zeg wat je leerde, bijvoorbeeld: eerst bellen, dan pas een plan.",
    )
    lead = forms.CharField(
        label="Wat leerden jullie, in één of twee zinnen",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LessonForm(LessonStartForm):
    """A lesson in the making: its title and lead, each text in it, and one to add."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    more = forms.CharField(
        label="Schrijf verder",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Een lege regel begint een nieuwe alinea.",
    )
    closed_reason = forms.CharField(
        label="Alleen voor leden, omdat",
        max_length=300,
        required=False,
        help_text=(
            "Een les is open voor iedereen. Schrijf hier alleen iets als dat niet kan; "
            "iedereen ziet de reden."
        ),
    )
    contact_line = forms.CharField(
        label="Wie kunnen lezers erover bellen of mailen",
        max_length=200,
        required=False,
        help_text="Leeg betekent: de contactpersoon van de leergroep.",
    )

    def __init__(self, *args, parts: Sequence[Part], has_contact: bool, **options):
        super().__init__(*args, **options)
        self._has_contact = has_contact
        for number, part in enumerate((part for part in parts if part.kind == "text"), start=1):
            self.fields[f"text-{part.block_id}"] = forms.CharField(
                label=f"Jouw tekst, deel {number}",
                required=False,
                initial=part.text,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    def clean(self) -> dict:
        """A closed lesson says whom to ask."""
        typed = super().clean()
        if typed.get("closed_reason") and not typed.get("contact_line") and not self._has_contact:
            self.add_error("contact_line", "Deze les is niet open. Schrijf hier wie lezers kunnen vragen.")
        return typed

    def words(self) -> LessonWords:
        """Return what was typed."""
        typed = self.cleaned_data
        return LessonWords(
            title=typed["title"],
            lead=typed["lead"],
            closed_reason=typed["closed_reason"],
            contact_line=typed["contact_line"],
            texts={
                name.removeprefix("text-"): text for name, text in typed.items() if name.startswith("text-")
            },
            more=typed["more"],
        )


class PassageForm(forms.Form):
    """Words of one post; half a word at the edge becomes a whole one."""

    words = forms.CharField(
        max_length=LONGEST_PASSAGE,
        error_messages={
            "required": "Kies eerst woorden in het bericht, of typ ze hier over.",
            "max_length": f"Dit is te lang. Kies een stuk tot {LONGEST_PASSAGE} tekens.",
        },
    )

    def quoted(self, text: str) -> str:
        """Return the words, widened to the whole words of the text."""
        return whole_words(self.cleaned_data["words"], text)


class ConsentForm(forms.Form):
    """One question for each passage: may it stand there, and how is she named."""

    def __init__(self, *args, passages: Sequence[OwnPassage], **options):
        super().__init__(*args, **options)
        self.passages = passages
        for passage in passages:
            self.fields[f"passage-{passage.pk}"] = forms.ChoiceField(
                label="Mag dit in de les?",
                choices=_choices(passage),
                initial=_initial(passage),
                widget=forms.RadioSelect,
                error_messages={"required": "Kies wat je wilt met dit citaat."},
            )

    def choices(self) -> dict[int, str]:
        """Return the answer for each passage."""
        return {passage.pk: self.cleaned_data[f"passage-{passage.pk}"] for passage in self.passages}

    @property
    def questions(self) -> list[tuple[OwnPassage, forms.BoundField]]:
        """Return each passage with its field."""
        return [(passage, self[f"passage-{passage.pk}"]) for passage in self.passages]


def _choices(passage: OwnPassage) -> list[tuple[str, str]]:
    where = f"{passage.name}, {passage.organization}" if passage.organization else passage.name
    return [
        (value, label.format(name=where, organization=passage.organization))
        for value, label in WORDS_FOR_CONSENT.items()
        if value != Passage.Consent.BY_ORGANIZATION or passage.organization
    ]


def _initial(passage: OwnPassage) -> str:
    if not passage.is_answered:
        return ""
    return Passage.Consent.REFUSED if passage.consent == Passage.Consent.WITHDRAWN else passage.consent
