"""Choosing what one follows."""

from django import forms

from themes.models import Programme, Theme


class FollowingForm(forms.Form):
    """Programmes and themes; nothing chosen means that one hears of all that is national."""

    programmes = forms.ModelMultipleChoiceField(
        label="Programma's",
        queryset=Programme.objects.order_by("position", "name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label="Thema's",
        queryset=Theme.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    only_followed = forms.BooleanField(
        label="Van wat landelijk speelt alleen wat ik volg",
        required=False,
        help_text="Anders staat wat je volgt vooraan, en de rest erna.",
    )

    def clean(self):
        """Only what one follows, while one follows nothing, would be nothing at all."""
        data = super().clean()
        if data.get("only_followed") and not (data.get("programmes") or data.get("themes")):
            self.add_error("only_followed", "Kies dan eerst een programma of thema dat je wilt volgen.")
        return data
