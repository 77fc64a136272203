"""Whom a contact person gives a question to."""

from django import forms

from members.models import Member


class PassOnForm(forms.Form):
    """A colleague, and a word with it."""

    colleague = forms.ModelChoiceField(
        label="Wie pakt dit op?",
        queryset=Member.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies een collega."},
    )
    note = forms.CharField(
        label="Wil je er iets bij zeggen?",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, colleagues: list[Member], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = Member.objects.filter(
            pk__in=[colleague.pk for colleague in colleagues]
        ).order_by("name")
