"""What the programme team writes after the answers are in."""

from django import forms

from questions.models import Outcome, Synthesis
from ui.forms import DateInput


class SynthesisForm(forms.Form):
    """The five sections, and the version that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for section in Synthesis.Section:
            self.fields[section.value] = forms.CharField(
                label=section.label, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 7})
            )

    @classmethod
    def values_of(cls, synthesis: Synthesis) -> dict:
        """Return what the fields show for a synthesis as it is kept."""
        texts = {section: getattr(synthesis, section) for section in Synthesis.Section.values}
        return texts | {"version": synthesis.version}

    def sections(self) -> dict[str, str]:
        """Return the text per section, with the line ends that are kept."""
        return {
            section: self.cleaned_data[section].replace("\r\n", "\n").strip()
            for section in Synthesis.Section.values
        }

    def refuse_words(self, problems: dict[str, str]) -> None:
        """Say beside each section which words speak for the members, and what to write instead."""
        for section, words in problems.items():
            self.add_error(
                section,
                f"Je schrijft ‘{words}’. Een synthese spreekt niet namens de leden. "
                "Schrijf bijvoorbeeld: een aantal organisaties schrijft …",
            )


class QuoteForm(forms.Form):
    """A passage from one part of an answer, and where it goes."""

    source = forms.IntegerField(widget=forms.HiddenInput)
    passage = forms.CharField(
        label="Citaat",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Laat staan wat je citeert en haal de rest weg. Woorden veranderen kan niet.",
        error_messages={"required": "Plak hier de woorden die je citeert."},
    )
    section = forms.ChoiceField(label="Zet het citaat bij", choices=Synthesis.Section)


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
