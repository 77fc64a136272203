"""What the programme team writes after the answers are in."""

from django import forms

from questions.models import Outcome
from ui.forms import DateInput


class OutcomeForm(forms.ModelForm):
    """What the asker did with the answers; nothing is an answer too, with its reason."""

    class Meta:
        model = Outcome
        fields = [
            "happened_on",
            "forum",
            "brought_by",
            "nothing_done",
            "text",
            "response",
            "follow_up",
            "review_on",
        ]
        widgets = {
            "happened_on": DateInput,
            "text": forms.Textarea(attrs={"rows": 5}),
            "response": forms.Textarea(attrs={"rows": 3}),
            "follow_up": forms.Textarea(attrs={"rows": 3}),
            "review_on": DateInput,
        }
        labels = {
            "happened_on": "Wanneer was dat?",
            "forum": "Aan welke tafel?",
            "brought_by": "Wie bracht het in?",
            "nothing_done": "Er is niets mee gedaan",
            "text": "Wat is ermee gedaan, of waarom niets?",
            "response": "Wat zegt de vrager er zelf van?",
            "follow_up": "Wat volgt nog?",
            "review_on": "Wanneer kijken we weer?",
        }
        help_texts = {
            "text": "Iedereen die antwoordde leest dit. Ook ‘niets, omdat …’ is een antwoord.",
        }
        error_messages = {
            "text": {"required": "Schrijf wat ermee gedaan is. Is dat niets, schrijf dan waarom."},
            "happened_on": {"required": "Kies de dag waarop dit gebeurde."},
        }
