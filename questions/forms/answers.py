"""What answerers type."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms

from questions.actions.answering import PartWords, Words
from questions.models import Answer, Question, Recipient, SubQuestion

NAMING_ON_BEHALF = [
    (Answer.Naming.NAMED, "Met onze naam en die van mij"),
    (Answer.Naming.ORGANIZATION, "Alleen met de naam van onze organisatie"),
    (Answer.Naming.UNTRACEABLE, "Niet herleidbaar"),
]
NAMING_PERSONALLY = [
    (Answer.Naming.NAMED, "Met mijn naam en mijn organisatie"),
    (Answer.Naming.ORGANIZATION, "Alleen met de naam van mijn organisatie"),
    (Answer.Naming.UNTRACEABLE, "Niet herleidbaar"),
]


@dataclass(frozen=True)
class PartFields:
    """The fields of one sub-question."""

    sub_question: SubQuestion
    fields: list[forms.BoundField]


class AnswerForm(forms.Form):
    """
    An answer to each sub-question, and what may be done with it.

    Nothing is required of a draft. What is handed in says something to one sub-question at
    least, if only that there is no experience with it.
    """

    # The version that was on screen, so that nobody writes over what she has not seen.
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    naming = forms.ChoiceField(
        label="Hoe noemen we je in de synthese?",
        widget=forms.RadioSelect,
        help_text="Het programmateam ziet altijd van wie een antwoord komt.",
    )
    may_be_quoted = forms.BooleanField(
        label="Er mag uit dit antwoord geciteerd worden",
        required=False,
        help_text="Zonder vinkje gebruikt het programmateam je antwoord alleen in eigen woorden.",
    )
    is_for_team_only = forms.BooleanField(
        label="Alleen het programmateam mag dit antwoord lezen", required=False
    )

    def __init__(
        self,
        data=None,
        *,
        question: Question,
        sub_questions: Sequence[SubQuestion],
        answer: Answer | None,
        on_behalf: bool,
        submitting: bool = False,
    ):
        super().__init__(data, initial=_initial(answer))
        self.submitting = submitting
        self.sub_questions = sub_questions
        for sub_question in sub_questions:
            self.fields |= _fields_for(sub_question)
        self.fields["naming"].choices = NAMING_ON_BEHALF if on_behalf else NAMING_PERSONALLY
        if question.visibility == Question.Visibility.TEAM:
            del self.fields["is_for_team_only"]

    def clean(self):
        """Ask of what is handed in that it says something."""
        if self.submitting and not self.errors and not any(map(_says_something, self._parts())):
            raise forms.ValidationError(
                "Schrijf bij ten minste één deelvraag iets, of zet een vinkje bij 'geen ervaring mee'."
            )
        return self.cleaned_data

    def parts(self) -> Iterator[PartFields]:
        """Return the fields per sub-question."""
        for sub_question in self.sub_questions:
            yield PartFields(sub_question, [self[name] for name in _fields_for(sub_question)])

    def words(self) -> Words:
        """Return what was said, once the form is valid."""
        return Words(
            parts=tuple(self._parts()),
            naming=self.cleaned_data["naming"],
            may_be_quoted=self.cleaned_data["may_be_quoted"],
            is_for_team_only=self.cleaned_data.get("is_for_team_only", False),
        )

    def _parts(self) -> Iterator[PartWords]:
        for sub_question in self.sub_questions:
            prefix = f"part-{sub_question.pk}"
            yield PartWords(
                sub_question_id=sub_question.pk,
                text=self.cleaned_data[f"{prefix}-text"],
                choice=self.cleaned_data.get(f"{prefix}-choice", ""),
                has_no_experience=self.cleaned_data[f"{prefix}-none"],
            )


class ReactionForm(forms.Form):
    """A reaction that is no answer, with a line of explanation."""

    note = forms.CharField(label="Toelichting", max_length=400, required=False)

    def __init__(self, data=None, *, reaction: Recipient.Reaction):
        super().__init__(data, prefix=reaction.value)


class CallForm(ReactionForm):
    """A request to be called."""

    phone = forms.CharField(
        label="Op welk nummer?",
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": "Vul het nummer in waarop we je kunnen bellen."},
    )
    call_when = forms.CharField(
        label="Wanneer kan dat?",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: dinsdag na 14 uur.",
    )

    field_order = ["phone", "call_when", "note"]


def _fields_for(sub_question: SubQuestion) -> dict[str, forms.Field]:
    """Return the fields of one sub-question by name; the first carries the sub-question as its label."""
    prefix = f"part-{sub_question.pk}"
    text = forms.CharField(
        label=sub_question.text, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    fields: dict[str, forms.Field] = {}
    if sub_question.kind == SubQuestion.Kind.CHOICE:
        fields[f"{prefix}-choice"] = forms.ChoiceField(
            label=sub_question.text,
            choices=[*((choice, choice) for choice in sub_question.choices), ("", "Geen keuze")],
            widget=forms.RadioSelect,
            required=False,
        )
        text.label = "Toelichting"
        text.widget.attrs["rows"] = 3
    fields[f"{prefix}-text"] = text
    fields[f"{prefix}-none"] = forms.BooleanField(label="Hier hebben we geen ervaring mee", required=False)
    return fields


def _initial(answer: Answer | None) -> dict:
    if answer is None:
        return {"version": 0, "naming": Answer.Naming.ORGANIZATION}
    initial = {
        "version": answer.version,
        "naming": answer.naming,
        "may_be_quoted": answer.may_be_quoted,
        "is_for_team_only": answer.is_for_team_only,
    }
    for part in answer.parts.all():
        prefix = f"part-{part.sub_question_id}"
        initial |= {
            f"{prefix}-text": part.text,
            f"{prefix}-choice": part.choice,
            f"{prefix}-none": part.has_no_experience,
        }
    return initial


def _says_something(part: PartWords) -> bool:
    return bool(part.text.strip() or part.choice or part.has_no_experience)
