"""What the programme team types when a question leaves its way."""

from django import forms

from questions.models import Question
from questions.models.steps import BEFORE_OPENING


class WithdrawForm(forms.Form):
    """Why a question stops."""

    reason = forms.CharField(
        label="Waarom stopt deze vraag?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dit lezen de vrager en iedereen die de vraag kreeg.",
        error_messages={"required": "Schrijf waarom, zodat mensen weten waar ze aan toe zijn."},
    )


class MergeForm(forms.Form):
    """The question in which another goes on."""

    into = forms.ModelChoiceField(
        label="Met welke vraag?",
        queryset=Question.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de vraag waarin deze verdergaat."},
    )

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        others = Question.objects.filter(state__in=[*BEFORE_OPENING, Question.State.OPEN])
        self.fields["into"].queryset = others.exclude(pk=question.pk).order_by("-created_at")
        self.fields["into"].label_from_instance = lambda other: f"{other.title} ({other.get_state_display()})"


class FileForm(forms.Form):
    """A document that goes with a question."""

    file = forms.FileField(label="Bijlage", error_messages={"required": "Kies een bestand."})
