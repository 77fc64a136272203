"""Words and filters of the directory."""

from django import forms

from members.models import Region
from themes.models import Theme


class SearchForm(forms.Form):
    """Words and filters of the directory; everything may stay empty."""

    zoek = forms.CharField(label="Zoek op naam", required=False, max_length=80)
    regio = forms.ModelChoiceField(
        Region.objects.order_by("name"), label="Regio", required=False, empty_label="Alle regio's"
    )
    thema = forms.ModelChoiceField(
        Theme.objects.order_by("name"), label="Thema", required=False, empty_label="Alle thema's"
    )
