"""What respondents say of what was made of their answer, and what they allow of it."""

from collections.abc import Iterable, Mapping

from django import forms

from questions.actions.consent import PartConsent
from questions.actions.returning import SaidOfPassage
from questions.forms.answers import NAMING_ON_BEHALF, NAMING_PERSONALLY, READERS
from questions.models import Answer, AnswerPart, Verdict
from questions.models.answers import up_to
from questions.queries.synthesis import PassageRow


class VerdictForm(forms.Form):
    """One passage: right, or not quite, or nothing."""

    word = forms.ChoiceField(
        label="Herken je dit?",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "Ik zeg hier niets over"), ("right", "Klopt"), ("nuance", "Mist nuance")],
    )
    text = forms.CharField(
        label="Welke nuance mist hier?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Mapping | None, passage: PassageRow, said: Verdict | None):
        initial = {"word": said.word, "text": said.text} if said else {"word": ""}
        super().__init__(data, prefix=f"passage-{passage.pk}", initial=initial)
        self.passage = passage

    def clean(self) -> dict:
        """Ask for the nuance when one is missed."""
        cleaned = super().clean()
        if cleaned.get("word") == Verdict.Word.NUANCE and not cleaned.get("text"):
            self.add_error("text", "Schrijf welke nuance je mist.")
        return cleaned

    def said(self) -> SaidOfPassage | None:
        """Return what was said of the passage, if anything."""
        word = self.cleaned_data["word"]
        if not word:
            return None
        text = self.cleaned_data["text"] if word == Verdict.Word.NUANCE else ""
        return SaidOfPassage(self.passage.pk, word, text)


class ConsentForm(forms.Form):
    """Who reads an answer, and per part how its writer is named and whether it may be quoted."""

    readers = forms.ChoiceField(
        label="Wie mag dit antwoord lezen?",
        widget=forms.RadioSelect,
        help_text="Het programmateam leest altijd.",
    )

    def __init__(self, data: Mapping | None, answer: Answer, parts: Iterable[AnswerPart]):
        super().__init__(data, initial={"readers": answer.readers})
        self._parts = list(parts)
        self.fields["readers"].choices = [
            (readers, READERS[readers]) for readers in up_to(answer.question.visibility)
        ]
        namings = NAMING_ON_BEHALF if answer.organization_id else NAMING_PERSONALLY
        for part in self._parts:
            self.fields[f"naming-{part.pk}"] = forms.ChoiceField(
                label="Hoe noemen we je?", widget=forms.RadioSelect, choices=namings, initial=part.naming
            )
            self.fields[f"quoted-{part.pk}"] = forms.BooleanField(
                label="Hieruit mag geciteerd worden", required=False, initial=part.may_be_quoted
            )

    def rows(self) -> list[tuple[AnswerPart, list[forms.BoundField]]]:
        """Return each part with its two fields."""
        return [(part, [self[f"naming-{part.pk}"], self[f"quoted-{part.pk}"]]) for part in self._parts]

    def parts(self) -> dict[int, PartConsent]:
        """Return what was chosen per part."""
        chosen = self.cleaned_data
        return {
            part.pk: PartConsent(chosen[f"naming-{part.pk}"], chosen[f"quoted-{part.pk}"])
            for part in self._parts
        }
