"""Where a reader can go from here: people, a question to answer, sources, a file."""

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue
from wagtail.documents.blocks import DocumentChooserBlock

from home.blocks.voices import ConsentDateBlock
from questions.models import Question

KINDS = {
    "pdf": "pdf-bestand",
    "docx": "Word-document",
    "odt": "tekstdocument",
    "xlsx": "Excel-bestand",
    "ods": "rekenblad",
    "csv": "tabel",
    "pptx": "presentatie",
    "odp": "presentatie",
    "txt": "tekst zonder opmaak",
}


class Download(StructValue):
    """A file, with what a reader wants to know before she takes it."""

    @property
    def kind(self) -> str:
        """Say what sort of file this is."""
        extension = self["document"].file_extension.lower()
        return KINDS.get(extension, f"{extension}-bestand")


class DocumentBlock(blocks.StructBlock):
    """A file to download, with what is in it."""

    document = DocumentChooserBlock(label="document")
    description = blocks.CharBlock(label="wat staat erin", required=False, max_length=240)

    class Meta:
        label = "document"
        icon = "doc-full"
        template = "blocks/document.html"
        value_class = Download


class SourceBlock(blocks.StructBlock):
    """Where something can be read."""

    label = blocks.CharBlock(label="naam van de bron", max_length=200)
    url = blocks.URLBlock(label="adres", required=False, max_length=500)
    published_on = blocks.DateBlock(label="datum van de bron", required=False)

    class Meta:
        label = "bron"


class SourcesBlock(blocks.StructBlock):
    """On what a text rests."""

    sources = blocks.ListBlock(SourceBlock(), label="bronnen", min_num=1)

    class Meta:
        label = "bronnen"
        icon = "list-ul"
        template = "blocks/sources.html"


class Person(StructValue):
    """Somebody to call."""

    @property
    def dial(self) -> str:
        """Return her number as a telephone wants it."""
        return "".join(sign for sign in self["phone"] if sign.isdigit() or sign == "+")


class PersonBlock(blocks.StructBlock):
    """Somebody who agreed that readers call or mail her, and to what stands here."""

    name = blocks.CharBlock(label="naam", max_length=120)
    role = blocks.CharBlock(
        label="rol", required=False, max_length=120, help_text="Bijvoorbeeld: begeleider van de leergroep."
    )
    phone = blocks.RegexBlock(
        regex=r"^\+?[\d ()-]{8,20}$",
        label="telefoon",
        required=False,
        error_messages={"invalid": "Schrijf een telefoonnummer, zoals 06 12345678."},
    )
    email = blocks.EmailBlock(label="e-mailadres", required=False)
    hours = blocks.CharBlock(
        label="wanneer", required=False, max_length=120, help_text="Bijvoorbeeld: maandag en donderdag."
    )
    agreed_on = ConsentDateBlock(
        label="akkoord gekregen op",
        help_text="Zet er alleen in wat diegene goed vindt. Iedereen kan dit lezen.",
    )

    def clean(self, value):
        """Ask for a number or an address, for without these nobody can be reached."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not (cleaned["phone"] or cleaned["email"]):
            refusal = ValidationError("Schrijf een telefoonnummer of een e-mailadres.")
            raise StructBlockValidationError({"phone": refusal})
        return cleaned

    class Meta:
        label = "persoon"
        value_class = Person


class PeopleBlock(blocks.StructBlock):
    """Whom a reader can call or mail."""

    title = blocks.CharBlock(label="kop", max_length=120, default="Wie je kunt bellen of mailen")
    people = blocks.ListBlock(PersonBlock(), label="mensen", min_num=1)

    class Meta:
        label = "mensen om te bellen"
        icon = "user"
        template = "blocks/people.html"


def asked_questions() -> list[tuple[str, str]]:
    """Return the national questions that were asked, the newest first, as choices."""
    asked = Question.objects.asked().order_by("-opened_at", "-pk")
    return [
        (str(pk), title if state == Question.State.OPEN else f"{title} ({Question.State(state).label})")
        for pk, title, state in asked.values_list("pk", "title", "state")
    ]


class QuestionBlock(blocks.StructBlock):
    """A question to readers, and where their answer goes: to a national question, or to an address."""

    text = blocks.TextBlock(label="wat wil je van lezers weten", max_length=400)
    question = blocks.ChoiceBlock(
        choices=asked_questions,
        label="antwoorden kan bij deze landelijke vraag",
        required=False,
        widget=forms.Select,
    )
    email = blocks.EmailBlock(
        label="of mail het antwoord naar", required=False, help_text="Kies één van de twee."
    )

    def clean(self, value):
        """Ask for one place, so that every answer has somebody who reads it."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and bool(cleaned["question"]) == bool(cleaned["email"]):
            refusal = ValidationError("Kies één plek waar het antwoord heen gaat.")
            raise StructBlockValidationError({"email": refusal})
        return cleaned

    class Meta:
        label = "vraag aan lezers"
        icon = "help"
        template = "blocks/question.html"
