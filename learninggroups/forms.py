"""What members type about groups; validated here, stored by actions."""

from django import forms
from django_prose_editor.fields import ProseEditorFormField

from learninggroups.models import LearningGroup, Membership, Thread
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


class RequestForm(forms.Form):
    """Why somebody wants to take part in a closed group."""

    motivation = forms.CharField(
        label="Waarom wil je meedoen?",
        max_length=Membership._meta.get_field("motivation").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Een paar zinnen is genoeg. Alleen de begeleiders lezen dit.",
        error_messages={"required": "Schrijf in een paar zinnen waarom je wilt meedoen."},
    )


class DeclineForm(forms.Form):
    """A kind word with a no."""

    word = forms.CharField(
        label="Wat wil je erbij zeggen?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Dit staat in de mail die het lid krijgt. Zeg bijvoorbeeld wat wel kan.",
        error_messages={"required": "Schrijf er een paar woorden bij, zodat je collega weet waarom."},
    )


class DescriptionForm(forms.ModelForm):
    """What a group says about itself."""

    class Meta:
        model = LearningGroup
        fields = ["purpose", "welcome", "rhythm", "contact_line"]
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "welcome": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "purpose": "Dit ziet iedereen, ook wie geen lid is.",
            "welcome": "Dit zien alleen mensen die hier meelezen.",
        }
        error_messages = {"purpose": {"required": "Schrijf in een paar zinnen waarvoor de groep er is."}}
