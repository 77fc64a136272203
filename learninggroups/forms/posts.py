"""What members write in groups; validated here, stored by actions."""

from django import forms
from django_prose_editor.fields import ProseEditorFormField

from learninggroups.models import Thread
from ui import prose

LONGEST_POST = 60_000


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
        if not prose.clean(super().clean(value)):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return value


class ReplyForm(forms.Form):
    """A post in a thread; ``seen`` is the last position that was on the writer's screen."""

    body = ProseField(label="Jouw reactie")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class PostForm(forms.Form):
    """One's own post again."""

    body = ProseField(label="Je bericht")


class PlainPostForm(forms.Form):
    """One's own post again, as plain text, for who has no editor."""

    body = forms.CharField(
        label="Je bericht",
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Een lege regel begint een nieuwe alinea.",
        error_messages={"required": "Schrijf eerst iets."},
    )


class ThreadForm(forms.Form):
    """The start of a thread."""

    title = forms.CharField(
        label="Waar gaat het over?",
        max_length=Thread._meta.get_field("title").max_length,
        error_messages={"required": "Geef je gesprek een titel."},
    )
    body = ProseField(label="Je bericht")
