"""A form that came too late, and for who builds pages every component with its markup."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.http import require_GET
from django_prose_editor.fields import ProseEditorFormField

from ui import prose
from ui.block_samples import BLOCKS
from ui.forms import DateInput, MomentField
from ui.templatetags.ui import icon_names
from ui.typed import texts_of

# Each is a template in ui/samples/, with the name of its class.
SAMPLES = {
    "page_head": ("Kop van een pagina", "Op een echte pagina is de titel de enige h1."),
    "buttons": ("Knoppen", "Eén gewone knop per formulier; de rest is stil."),
    "waits": ("Wacht op jou", "Alleen voor wat iets van dit lid vraagt."),
    "done": ("Gedaan met je inbreng", ""),
    "cards": ("Kaarten", "In een raster is de hele kaart de link."),
    "line": ("Lijst", "De gewone vorm voor een reeks; compact met de klasse compact."),
    "day_leaf": ("Dag", "De datum staat er altijd in woorden bij."),
    "tags": ("Labels", ""),
    "icons": ("Tekens", "Staan naast een woord en nooit alleen."),
    "steps": ("De weg van een vraag", "Naar beneden waar het smal is, opzij waar ruimte is."),
    "deadlines": ("Tot wanneer", "De view geeft now mee."),
    "quote": ("Citaat", "Altijd met wie het zei, zoals zij genoemd wil worden."),
    "posts": ("Gesprek", ""),
    "person": ("Persoon", ""),
    "people": ("Mensen", ""),
    "prose": ("Lopende tekst", ""),
    "facts": ("Gegevens", ""),
    "table": ("Tabel", "Met stacks wordt elke rij een blok op een smal scherm."),
    "month": ("Maand", "Naast de lijst, die voor iedereen werkt."),
    "pictures": ("Beelden", "Gevraagd is een omtrek, beantwoord is gevuld; de cijfers staan in een tabel."),
    "tabs": ("Tabbladen", "Gewone links."),
    "choices": ("Kiezen", "Een stille lijst van links."),
    "pagination": ("Bladeren", ""),
    "notices": ("Mededelingen", ""),
    "empty": ("Nog niets", "Zegt wat je nu kunt doen."),
    "download": ("Bestand", ""),
    "details": ("Uitklappen", ""),
    "search": ("Zoeken", ""),
    "form": ("Formulier", "Elk veld met as_field_group; wat niet hoeft, heet (mag leeg)."),
    "editor": (
        "Schrijven met opmaak",
        "In het blok head: {% editor_media form %}. Zonder JavaScript een gewoon tekstvak.",
    ),
    "codes": ("Wegen naar binnen", "Kaarten naast elkaar waar je er een van kiest."),
    "error_summary": ("Fouten in een formulier", "Antwoord met 422; wat getypt is blijft staan."),
    "columns": ("Tekst met iets ernaast", ""),
    "split": ("Lezen en schrijven naast elkaar", ""),
    "band": ("Band", ""),
    "block_figure": ("Blok: afbeelding", "Met in woorden wat te zien is, tenzij zij alleen versiert."),
    "block_quote": ("Blok: citaat", "Wie het zei en wanneer zij het goed vond weten alleen redacteuren."),
    "block_note": ("Blok: kader", ""),
    "block_accordion": ("Blok: uitklappers", "Op papier staan zij open."),
    "block_document": ("Blok: document", ""),
    "block_sources": ("Blok: bronnen", ""),
    "block_people": ("Blok: mensen om te bellen", "Alleen wat diegene goed vindt."),
    "block_question": ("Blok: vraag aan lezers", "Er is altijd iemand die het antwoord leest."),
}
COLOURS = ["petrol", "terra", "leaf", "ochre", "alarm", "ink", "muted", "sand"]


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


class ExamplePostForm(forms.Form):
    """The rich-text editor."""

    post = ProseEditorFormField(label="Je bericht", extensions=prose.EXTENSIONS)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that nothing was sent, and give back what was typed in a window that was open too long."""
    # SECURITY: what another site made a browser send is not shown as if it were her own text.
    is_own = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    context = {"texts": texts_of(request) if is_own else [], "path": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=403)


@login_not_required
@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component on one page, each with its source."""
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    left = [timedelta(days=20), timedelta(days=3), timedelta(days=1), timedelta(hours=5), timedelta(days=-2)]
    context = {
        "now": now,
        "icons": icon_names(),
        "deadlines": [now + each for each in left],
        "form": ExampleForm(),
        "invalid": ExampleForm({}, auto_id="fout_%s"),
        "editor_form": ExamplePostForm(),
        "page": Paginator(range(200), 20).page(4),
    }
    samples = []
    for name, (title, note) in SAMPLES.items():
        sample = get_template(f"ui/samples/{name}.html")
        html = sample.render({**context, "self": BLOCKS.get(name)}, request)
        source = sample.template.source.removeprefix("{% load ui %}").strip()
        samples.append({"name": name, "title": title, "note": note, "html": html, "source": source})
    return render(request, "ui/style_guide.html", {"samples": samples, "colours": COLOURS, **context})
