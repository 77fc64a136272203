"""What contact persons and their colleagues type when an answer is written together."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django import forms

from questions.models import Contribution, SubQuestion
from ui.forms import MomentField

LONGEST_TEXT = 10_000


class CodeForm(forms.Form):
    """A code for colleagues."""

    note = forms.CharField(
        label="Voor wie is deze code?",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: team Noord. Alleen jij en je medecontactpersonen zien dit.",
    )
    expires_at = MomentField(
        label="Tot wanneer werkt de code?",
        help_text="Hoogstens vier weken na de sluiting van de vraag. Nederlandse tijd.",
        error_messages={"required": "Kies tot wanneer de code werkt."},
    )


class TypedCodeForm(forms.Form):
    """The twelve digits that a colleague was given."""

    code = forms.CharField(
        label="Jouw code",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Twaalf cijfers. Spaties maken niet uit.",
        error_messages={"required": "Vul de code in die je van je contactpersoon kreeg."},
    )


class ContributionForm(forms.Form):
    """What a colleague says to each sub-question; she need not say something to all."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Je naam",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Alleen de contactpersonen van je organisatie zien die.",
        error_messages={"required": "Vul je naam in, zodat je contactpersoon weet van wie dit komt."},
    )
    email = forms.EmailField(
        label="Je e-mailadres, als je een kopie wilt",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We sturen je wat je schreef en bewaren het adres niet.",
    )

    def __init__(self, data=None, *, sub_questions: Sequence[SubQuestion], contribution: Contribution | None):
        initial = {"version": 0}
        if contribution:
            initial = {"version": contribution.version, "name": contribution.name}
            initial |= {f"part-{pk}": text for pk, text in contribution.texts.items()}
        super().__init__(data, initial=initial)
        self.sub_questions = sub_questions
        for sub_question in sub_questions:
            self.fields[f"part-{sub_question.pk}"] = forms.CharField(
                label=sub_question.text,
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text="Keuze uit: {}.".format(", ".join(sub_question.choices))
                if sub_question.choices
                else "",
            )
        self.order_fields([f"part-{sub_question.pk}" for sub_question in sub_questions])

    def clean(self):
        """Ask of a contribution that it says something."""
        if not self.errors and not self.texts():
            raise forms.ValidationError("Schrijf bij ten minste één deelvraag iets.")
        return self.cleaned_data

    def texts(self) -> dict[str, str]:
        """Return what was said, by the number of the sub-question."""
        said = {
            str(sub_question.pk): self.cleaned_data.get(f"part-{sub_question.pk}", "").replace("\r\n", "\n")
            for sub_question in self.sub_questions
        }
        return {pk: text for pk, text in said.items() if text}


def usual_end(deadline_at: datetime, now: datetime) -> datetime:
    """Return until when a code works if nothing else is chosen: the deadline, or a week when that is near."""
    return max(deadline_at, now + timedelta(days=7))
