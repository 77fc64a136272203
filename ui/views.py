"""The style guide: every component with its markup, for who builds pages."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ui.forms import DateInput, MomentField


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Onderwerp", max_length=80, help_text="Zo staat het straks in de mail.")
    body = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)
    voice = forms.ChoiceField(
        label="Hoe wil je genoemd worden?",
        widget=forms.RadioSelect,
        choices=[
            ("named", "Met mijn naam en mijn organisatie"),
            ("organization", "Alleen met mijn organisatie"),
            ("untraceable", "Niet herleidbaar"),
        ],
    )
    themes = forms.MultipleChoiceField(
        label="Thema's",
        widget=forms.CheckboxSelectMultiple,
        choices=[("veiligheid", "Veiligheid"), ("toegang", "Toegang"), ("schulden", "Bestaanszekerheid")],
        required=False,
    )
    region = forms.ChoiceField(label="Regio", choices=[("", "Kies een regio"), ("n", "Noord"), ("z", "Zuid")])
    day = forms.DateField(label="Dag", widget=DateInput)
    deadline = MomentField(label="Tot wanneer kan iemand antwoorden?")
    may_quote = forms.BooleanField(label="Mijn woorden mogen geciteerd worden", required=False)


@login_not_required
@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component on one page."""
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    deadlines = [
        now + left
        for left in (
            timedelta(days=20),
            timedelta(days=3),
            timedelta(days=1),
            timedelta(hours=5),
            -timedelta(days=2),
        )
    ]
    return render(
        request,
        "ui/style_guide.html",
        {
            "now": now,
            "deadlines": deadlines,
            "form": ExampleForm(),
            "invalid": ExampleForm({"title": "", "deadline_0": "gisteren"}, prefix="fout"),
            "page": Paginator(range(200), 20).page(4),
        },
    )
