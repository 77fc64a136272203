"""The forms in which a thread can start, each with its own few prompts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.html import format_html

from learninggroups.forms.posts import ProseField, ThreadForm
from learninggroups.models import LONGEST_POST, Thread
from ui import prose

Form = Thread.Form
UNTRACEABLE = (
    "Schrijf het zo dat niemand het gezin of de inwoner herkent: geen namen, adressen of geboortedata."
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question that helps somebody to write."""

    label: str
    help_text: str = ""
    is_required: bool = True


PROMPTS: dict[str, tuple[Prompt, ...]] = {
    Form.CASE: (
        Prompt("Wat speelt er?", UNTRACEABLE),
        Prompt("Wat heb je al geprobeerd?", is_required=False),
        Prompt("Wat wil je van ons weten?"),
    ),
    Form.QUESTION: (
        Prompt("Wat is je vraag?"),
        Prompt("Waarom vraag je dit nu?", UNTRACEABLE, is_required=False),
        Prompt("Wat weet je al?", is_required=False),
    ),
    Form.REVIEW: (
        Prompt("Wat hebben jullie gedaan?", UNTRACEABLE),
        Prompt("Wat ging goed, en wat niet?", is_required=False),
        Prompt("Wat raad je collega's van andere teams aan?"),
    ),
    Form.ANNOUNCEMENT: (
        Prompt("Wat wil je laten weten?"),
        Prompt(
            "Wat vraag je van de anderen?",
            "Bijvoorbeeld: kom langs, lees dit, of reageer voor vrijdag.",
            is_required=False,
        ),
    ),
}


class PromptedThreadForm(ThreadForm):
    """The start of a thread, whose text is made of the answers to a few prompts."""

    field_order = ["title"]

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self._prompts = {}
        if kind == Form.FREE:
            return
        del self.fields["body"]
        attachments = self.fields.pop("attachments")
        for number, prompt in enumerate(PROMPTS[kind], start=1):
            name = f"{kind}-{number}"
            self._prompts[name] = prompt
            self.fields[name] = ProseField(
                label=prompt.label, help_text=prompt.help_text, required=prompt.is_required
            )
        self.fields["attachments"] = attachments

    @property
    def texts(self) -> list[forms.BoundField]:
        """The fields in which one writes, between the title and the files."""
        return [self[name] for name in self._prompts or ["body"]]

    def clean(self):
        """All answers together make one post."""
        cleaned = super().clean()
        if not self.errors and len(self.words()) > LONGEST_POST:
            raise forms.ValidationError("Dit is te lang voor één bericht. Kun je het korter maken?")
        return cleaned

    def words(self) -> str:
        """Return the text of a valid form: each answer under its question."""
        if not self._prompts:
            return self.cleaned_data["body"]
        answers = {
            prompt.label: prose.clean(self.cleaned_data[name]) for name, prompt in self._prompts.items()
        }
        return "".join(
            # SECURITY: the answers are clean, and the whole is cleaned once more when it is stored.
            format_html("<h3>{}</h3>", label) + answer
            for label, answer in answers.items()
            if answer
        )


def kind_of(fields: Mapping[str, str]) -> str:
    """Return in which form somebody was writing, by the names of what she typed in."""
    kinds = {name.partition("-")[0] for name in fields}
    return next((kind for kind in PROMPTS if kind in kinds), Form.FREE)
