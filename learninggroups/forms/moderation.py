"""What is typed about posts that should not stand there as they do."""

from django import forms

from learninggroups.models import ModerationAct
from ui.casuistry import Finding

LONGEST_REASON = ModerationAct._meta.get_field("reason").max_length


class ReasonField(forms.CharField):
    """A few words that somebody else will read."""

    def __init__(self, *, label: str, help_text: str = "", required: bool = True):
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": "Schrijf in een paar woorden waarom."},
        )


class ReportForm(forms.Form):
    """That something is wrong with a post, and who should look at it."""

    reason = ReasonField(label="Wat is er mee?")
    to = forms.ChoiceField(
        label="Wie moet hiernaar kijken?",
        choices=[
            ("facilitators", "De begeleiders van de groep"),
            ("team", "Het programmateam, bijvoorbeeld omdat het over een begeleider gaat"),
        ],
        initial="facilitators",
        widget=forms.RadioSelect,
        help_text="Het programmateam kan dan dit ene bericht lezen, ook als de groep besloten is.",
    )


class HideForm(forms.Form):
    """Why a post is taken out of sight."""

    reason = ReasonField(
        label="Waarom verberg je dit bericht?",
        help_text="De schrijver krijgt dit per mail, en het staat in het overzicht van ingrepen. "
        "Herhaal de tekst zelf niet.",
    )


class ShowForm(forms.Form):
    """A word with a post that may be read again."""

    reason = ReasonField(
        label="Wat wil je erbij zeggen?", help_text="De schrijver krijgt dit per mail.", required=False
    )


class BlurForm(forms.Form):
    """Which words are left out, and why: pasted, or picked from what looks like it leads to somebody."""

    found = forms.MultipleChoiceField(
        label="Dit kan naar iemand leiden", required=False, widget=forms.CheckboxSelectMultiple
    )
    passage = forms.CharField(
        label="Welke woorden wil je weglaten?",
        help_text="Neem ze over zoals ze in het bericht staan, met kopiëren en plakken of door ze te typen.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = ReasonField(
        label="Waarom laat je dit weg?",
        help_text="De schrijver krijgt dit per mail, en het staat in het overzicht van ingrepen. "
        "Herhaal de woorden zelf niet.",
    )

    def __init__(self, *args, findings: tuple[Finding, ...], **kwargs):
        super().__init__(*args, **kwargs)
        if findings:
            self.fields["found"].choices = [
                (finding.passage, f"{finding.passage} ({finding.kind})") for finding in findings
            ]
        else:
            del self.fields["found"]

    def clean(self):
        """At least one passage is needed, whichever way it was chosen."""
        cleaned = super().clean()
        typed = cleaned.get("passage", "").strip()
        cleaned["passages"] = [*cleaned.get("found", []), *([typed] if typed else [])]
        if not cleaned["passages"] and "passage" not in self.errors:
            self.add_error("passage", "Kies of typ welke woorden je wilt weglaten.")
        return cleaned


class DismissForm(forms.Form):
    """A word to who reported a post that stays as it is."""

    word = ReasonField(
        label="Wat wil je zeggen tegen wie dit meldde?",
        help_text="Dit staat in de mail aan wie het meldde, en in het overzicht van ingrepen.",
    )
