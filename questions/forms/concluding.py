"""What the programme team writes after the answers are in."""

from django import forms

from questions.models import Outcome
from ui.forms import DateInput


class OutcomeForm(forms.ModelForm):
    """What the asker did with the answers; nothing is an answer too, with its reason."""

    class Meta:
        model = Outcome
        fields = ["happened_on", "nothing_done", "text", "follow_up"]
        widgets = {
            "happened_on": DateInput,
            "text": forms.Textarea(attrs={"rows": 5}),
            "follow_up": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "happened_on": "Wanneer was dat?",
            "nothing_done": "Er is niets mee gedaan",
            "text": "Wat is ermee gedaan, of waarom niets?",
            "follow_up": "Wat volgt nog?",
        }
        help_texts = {
            "text": "Iedereen die antwoordde leest dit. Schrijf ook wie het deed en waar.",
        }
        error_messages = {
            "text": {"required": "Schrijf wat ermee gedaan is. Is dat niets, schrijf dan waarom."},
            "happened_on": {"required": "Kies de dag waarop dit gebeurde."},
        }
