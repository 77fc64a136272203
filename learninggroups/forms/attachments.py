"""The part of a form where files go along with what is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django import forms

from files.vetting import CONTENT_TYPES
from learninggroups.actions.attachments import MOST_PER_POST, Chosen
from learninggroups.models import Attachment
from learninggroups.queries.attachments import AttachmentEntry

LONGEST_ALT = Attachment._meta.get_field("alt").max_length


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that was kept, as its line in the form shows it."""

    entry: AttachmentEntry
    alt: str
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Uploads:
    """The files kept so far for one text, and why others were not."""

    place: str
    uploads: tuple[Upload, ...] = ()
    complaints: tuple[str, ...] = ()

    @classmethod
    def typed(
        cls, place: str, entries: tuple[AttachmentEntry, ...], complaints: tuple[str, ...], data: Mapping
    ) -> "Uploads":
        """Return these files with what was typed beside each."""
        removed = set(data.getlist("attachments-remove"))
        return cls(
            place,
            tuple(
                Upload(
                    entry, data.get(f"alt-{entry.key}", entry.alt)[:LONGEST_ALT], str(entry.key) in removed
                )
                for entry in entries
            ),
            complaints,
        )

    @property
    def chosen(self) -> Chosen:
        """What the action needs to know."""
        return Chosen(
            alts={upload.entry.key: upload.alt.strip() for upload in self.uploads if not upload.is_removed},
            removed=frozenset(upload.entry.key for upload in self.uploads if upload.is_removed),
        )


def keys_in(data: Mapping) -> list[UUID]:
    """Return the keys of the files that a form showed when it was sent."""
    keys = []
    for written in data.getlist("attachments-key"):
        try:
            keys.append(UUID(written))
        except ValueError:
            continue
    return keys


class AttachmentsInput(forms.FileInput):
    """The files kept so far, and a button for more."""

    allow_multiple_selected = True
    template_name = "learninggroups/_attachments_field.html"

    def __init__(self):
        super().__init__({"accept": ",".join(f".{kind}" for kind in [*CONTENT_TYPES, "jpg"])})

    def format_value(self, value: Uploads | None) -> Uploads | None:
        return value

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, {**attrs, "multiple": True})
        return context | {"files": value}

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


class AttachmentsField(forms.FileField):
    """
    Files that go along; its initial value is what the view took in, its cleaned value a ``Chosen``.

    Keeping a file is an action, so the view does that before it asks whether the form is right:
    a file that was fine stays when the words are not.
    """

    widget = AttachmentsInput

    def __init__(self, **kwargs):
        super().__init__(
            label="Bijlagen",
            required=False,
            help_text=(
                f"Hoogstens {MOST_PER_POST} bestanden van 20 MB: pdf, Word, Excel, PowerPoint, odt, "
                "png, jpg of webp. Van foto's bewaren we niet waar en wanneer ze zijn gemaakt."
            ),
            **kwargs,
        )

    def bound_data(self, data, initial):
        return initial

    def clean(self, data, initial: Uploads | None = None) -> Chosen:
        if initial is None:
            return Chosen()
        complaints = list(initial.complaints)
        if len(initial.chosen.alts) > MOST_PER_POST:
            complaints.append(f"Kies er hoogstens {MOST_PER_POST}; haal er een paar weg.")
        if complaints:
            raise forms.ValidationError(complaints)
        return initial.chosen


class AttachmentsForm(forms.Form):
    """The files alone, for a script that sends them while their writer goes on."""

    attachments = AttachmentsField()
