"""What is typed to ask about a development, and to answer."""

from django import forms

from home.models import Enquiry
from home.models.enquiries import LONGEST_ANSWER, LONGEST_QUESTION
from members.models import Member, Organization

QUESTION_MISSING = "Schrijf hier je vraag."


def naming_field(**kwargs) -> forms.ChoiceField:
    """Return the choice of a name."""
    return forms.ChoiceField(
        label="Hoe noemen we je?", choices=Enquiry.Naming.choices, widget=forms.RadioSelect, **kwargs
    )


class WordsForm(forms.Form):
    """The words of a question, changed or asked on."""

    text = forms.CharField(
        label="Je vraag",
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": QUESTION_MISSING},
    )


class EnquiryForm(WordsForm):
    """A question, and by what name; who works at more than one place says which."""

    naming = naming_field(
        initial=Enquiry.Naming.NAMED, help_text="Zo staat je vraag bij de samenvatting. Leden lezen dat."
    )
    organization = forms.ModelChoiceField(
        label="Voor welke organisatie werk je hierin?",
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args, actor: Member, **kwargs):
        super().__init__(*args, **kwargs)
        places = Organization.objects.filter(
            affiliations__member=actor, affiliations__until_date=None
        ).distinct().order_by("name")  # fmt: skip
        self.places = list(places)
        self.fields["organization"].queryset = places
        if len(self.places) < 2:
            del self.fields["organization"]

    def clean(self):
        """One place needs no choice; of more than one she says which, unless she goes unnamed."""
        data = super().clean()
        if "organization" not in self.fields:
            data["organization"] = self.places[0] if self.places else None
        elif data.get("naming") == Enquiry.Naming.UNNAMED:
            data["organization"] = None
        elif not data.get("organization") and "organization" not in self.errors:
            self.add_error("organization", "Kies een van je organisaties.")
        return data


class AnswerForm(forms.Form):
    """The answer of the programme team."""

    text = forms.CharField(
        label="Antwoord",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Je naam staat erbij. Wie het vroeg, krijgt je antwoord per mail.",
        error_messages={"required": "Schrijf hier het antwoord."},
    )


class ReadersForm(forms.Form):
    """Whether everybody may read a question with its answer, and by what name."""

    is_public = forms.BooleanField(
        label="Iedereen mag mijn vraag en het antwoord lezen, ook wie geen lid is", required=False
    )
    naming = naming_field()


class HideForm(forms.Form):
    """Why a question goes out of sight."""

    reason = forms.CharField(
        label="Waarom verberg je deze vraag?",
        max_length=Enquiry._meta.get_field("hidden_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wie het vroeg, krijgt deze reden per mail.",
        error_messages={"required": "Schrijf op waarom, dan weet wie het vroeg waar zij aan toe is."},
    )
