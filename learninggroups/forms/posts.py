"""What members write in groups; validated here, stored by actions."""

from collections.abc import Iterator
from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils.timezone import localdate
from django_prose_editor.fields import ProseEditorFormField

from learninggroups.forms.attachments import AttachmentsField
from learninggroups.models import LONGEST_POST, Post, Recognition, Thread
from ui import casuistry, prose

LONGEST_QUOTE = 6_000


class ProseField(ProseEditorFormField):
    """Rich text; what was typed stays in the field as it was when it is refused."""

    def __init__(self, **kwargs):
        super().__init__(
            extensions=prose.EXTENSIONS,
            max_length=LONGEST_POST,
            error_messages={
                "required": "Schrijf eerst iets.",
                "max_length": "Dit is te lang voor één bericht. Kun je het in tweeën delen?",
            },
            **kwargs,
        )

    def clean(self, value):
        words = prose.clean(super().clean(value))
        if self.required and not words:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return value


class MinorChangeField(forms.BooleanField):
    """Whether a change is too small to tell anybody of."""

    def __init__(self):
        super().__init__(
            label="Dit is een kleine wijziging",
            help_text="Bijvoorbeeld een tikfout. Niemand krijgt er bericht van.",
            required=False,
        )


class GuardedForm(forms.Form):
    """A form that asks once to look again when its text may lead to somebody; it never refuses."""

    findings: tuple[casuistry.Finding, ...] = ()
    # Where in the form the first of them stands.
    look_at = ""

    def may_go(self, now: datetime) -> bool:
        """Whether nothing in a valid form asks for a second look, or its writer says: post it anyway."""
        if "anyway" in self.data:
            return True
        for name, text in self._texts():
            found = casuistry.findings(text, today=localdate(now))
            self.look_at = self.look_at or (self[name].auto_id if found else "")
            self.findings += found
        return not self.findings

    def _texts(self) -> Iterator[tuple[str, str]]:
        for name, value in self.cleaned_data.items():
            if isinstance(self.fields[name], ProseField):
                yield name, prose.readable(value)
            elif isinstance(value, str):
                yield name, value


class ReplyForm(GuardedForm):
    """
    A post in a thread, perhaps in answer to another one or with a passage of it.

    ``seen`` is the last position that was on the writer's screen.
    """

    quote = forms.CharField(
        label="Citaat",
        max_length=LONGEST_QUOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dit komt boven je reactie te staan. Kort het in tot waar het om gaat.",
    )
    body = ProseField(label="Jouw reactie")
    attachments = AttachmentsField()
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    answers = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, answered: Post | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.answered = answered
        self.initial["answers"] = answered.pk if answered else None
        self.initial["quote"] = (self.initial.get("quote") or "")[:LONGEST_QUOTE]
        if not self["quote"].value():
            del self.fields["quote"]

    def words(self) -> str:
        """Return the text of a valid form, below the passage it quotes."""
        body, quote = self.cleaned_data["body"], self.cleaned_data.get("quote")
        return prose.quoting(body, quote, *_source(self.answered)) if quote and self.answered else body


class PostForm(GuardedForm):
    """One's own post again."""

    body = ProseField(label="Je bericht")
    attachments = AttachmentsField()
    is_minor = MinorChangeField()


class PlainPostForm(GuardedForm):
    """One's own post again, as plain text, for who has no editor."""

    body = forms.CharField(
        label="Je bericht",
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Een lege regel begint een nieuwe alinea.",
        error_messages={"required": "Schrijf eerst iets."},
    )
    attachments = AttachmentsField()
    is_minor = MinorChangeField()


class ThreadForm(GuardedForm):
    """The start of a thread."""

    title = forms.CharField(
        label="Waar gaat het over?",
        max_length=Thread._meta.get_field("title").max_length,
        error_messages={"required": "Geef je gesprek een titel."},
    )
    body = ProseField(label="Je bericht")
    attachments = AttachmentsField()


class RecognitionForm(GuardedForm):
    """One sentence on how it is at one's own place."""

    context = forms.CharField(
        label="Hoe is dat bij jullie?",
        max_length=Recognition._meta.get_field("context").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén zin, zonder namen van inwoners. Je naam en je organisatie staan erbij.",
        error_messages={"required": "Schrijf in één zin hoe het bij jullie is."},
    )


def _source(post: Post) -> tuple[str, str]:
    """Return who wrote a post, and its lasting address."""
    return post.author.name if post.author else "Oud-lid", reverse("learninggroups:post", args=[post.pk])
