"""What the programme team types when it publishes, or asks for more readers."""

from collections.abc import Mapping

from django import forms

from questions.forms.answers import READERS
from questions.models import Question
from questions.models import answers as models


class VersionForm(forms.Form):
    """Why there is a new version."""

    note = forms.CharField(
        label="Wat is er anders, en waarom?",
        max_length=400,
        help_text="Iedereen leest dit bij de nieuwe versie.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf kort wat er anders is."},
    )


class WidenForm(forms.Form):
    """More readers than the question promised; each writer decides for herself."""

    visibility = forms.ChoiceField(
        label="Wie zou de antwoorden mogen lezen?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie de antwoorden zou mogen lezen."},
    )

    def __init__(self, data: Mapping | None, question: Question):
        super().__init__(data)
        wider = models.READERS[models.READERS.index(question.visibility) + 1 :]
        self.fields["visibility"].choices = [(readers, READERS[readers]) for readers in wider]
