"""What is typed after a meeting, and the files that go with it."""

from django import forms

from files.vetting import CONTENT_TYPES


class MaterialForm(forms.Form):
    """One file at a time."""

    file = forms.FileField(
        label="Bestand",
        help_text="Een bestand van hoogstens 20 MB: pdf, Word, Excel, PowerPoint, odt, png, jpg of webp. "
        "Wie de bijeenkomst kan zien, kan het lezen.",
        error_messages={"required": "Kies een bestand."},
        widget=forms.FileInput({"accept": ",".join(f".{kind}" for kind in [*CONTENT_TYPES, "jpg"])}),
    )


class ReflectionForm(forms.Form):
    """Two questions; one answer is enough."""

    takes = forms.CharField(
        label="Wat neem jij mee?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    brings = forms.CharField(
        label="Wat breng jij in?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self):
        data = super().clean()
        if not data.get("takes") and not data.get("brings") and not self.errors:
            self.add_error("takes", "Schrijf bij een van de twee iets op.")
        return data
