"""Writing to a member."""

from django import forms

from members.actions.messages import LONGEST
from members.models import Message


class AnswerForm(forms.Form):
    """What one writes to another."""

    text = forms.CharField(
        label="Je bericht",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Schrijf je bericht."},
    )


class MessageForm(AnswerForm):
    """A message, or the wish to be called."""

    kind = forms.ChoiceField(
        label="Wat wil je?",
        choices=[
            (Message.Kind.WORDS, "Iets schrijven of vragen"),
            (Message.Kind.CALL, "Gebeld worden: bel mij"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of je iets wilt schrijven of gebeld wilt worden."},
    )
    call_number = forms.CharField(
        label="Op welk nummer?",
        max_length=30,
        required=False,
        help_text="Alleen als je gebeld wilt worden. Dit nummer staat dan in je bericht.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    call_when = forms.CharField(
        label="Wanneer komt het jou uit?",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: deze week, na drie uur.",
    )

    field_order = ["kind", "text", "call_number", "call_when"]

    def clean(self) -> None:
        """Who wants to be called says where and when."""
        asked = super().clean()
        if asked.get("kind") != Message.Kind.CALL:
            return
        if not asked.get("call_number"):
            self.add_error("call_number", "Vul het nummer in waarop je gebeld wilt worden.")
        if not asked.get("call_when"):
            self.add_error("call_when", "Vul in wanneer je gebeld wilt worden.")
