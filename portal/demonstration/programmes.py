"""The national programmes of the demonstration, each in a few words of our own."""

from datetime import date

from themes.models import Programme

CONTACT = "Het programmateam, op maandag en donderdag: 030 000 00 00"

# In the order in which they are shown; the texts say what a programme is about, not what it achieved.
PROGRAMMES = [
    {
        "name": "Hervormingsagenda Jeugd",
        "slug": "hervormingsagenda-jeugd",
        "short_name": "Hervormingsagenda",
        "description": (
            "Rijk, gemeenten, aanbieders, professionals en cliënten spraken af hoe de jeugdhulp beter en "
            "betaalbaar blijft. Hulp dicht bij huis, in stevige lokale teams, is een van de lijnen."
        ),
        "ask": (
            "Breed kijken naar wat een gezin nodig heeft, ook naar geld, wonen en school. Veel zelf doen, en "
            "goed weten wanneer je er iemand bij haalt."
        ),
        "starts_on": date(2023, 6, 20),
    },
    {
        "name": "Toekomstscenario Jeugd- en Gezinsbescherming",
        "slug": "toekomstscenario-jeugd-en-gezinsbescherming",
        "short_name": "Toekomstscenario",
        "description": (
            "Een andere manier om gezinnen te helpen waar het niet veilig is: eenvoudiger, met minder "
            "organisaties, en voor het hele gezin. In proeftuinen wordt uitgeprobeerd hoe dat gaat."
        ),
        "ask": (
            "Vroeg over veiligheid praten, met het gezin zelf. Erbij blijven als er een veiligheidsteam "
            "meekijkt, in plaats van over te dragen."
        ),
        "starts_on": date(2021, 3, 30),
    },
    {
        "name": "Integraal Zorgakkoord (IZA)",
        "slug": "integraal-zorgakkoord-iza",
        "short_name": "IZA",
        "description": (
            "Afspraken tussen Rijk, gemeenten, verzekeraars en zorg om de zorg goed, bereikbaar en betaalbaar "
            "te houden. Regio's maken samen plannen, waarin zorg en sociaal domein elkaar raken."
        ),
        "ask": (
            "Korte lijnen met huisarts, wijkverpleging en ggz in de buurt. Meedenken over het plan van je "
            "regio, zodat het bij de wijk past."
        ),
        "starts_on": date(2022, 9, 16),
    },
    {
        "name": "Gezond en Actief Leven Akkoord (GALA)",
        "slug": "gezond-en-actief-leven-akkoord-gala",
        "short_name": "GALA",
        "description": (
            "Afspraken van Rijk, gemeenten, GGD'en en verzekeraars over gezond leven en voorkomen dat mensen "
            "ziek worden, met de wijk en het dagelijks leven als begin."
        ),
        "ask": (
            "Laten zien wat in de wijk al gebeurt aan samen eten, bewegen en elkaar kennen, en mensen daar "
            "de weg naartoe wijzen."
        ),
        "starts_on": date(2023, 2, 3),
    },
    {
        "name": "WOZO",
        "slug": "wozo",
        "description": (
            "Wonen, Ondersteuning en Zorg voor Ouderen: zelf als het kan, thuis als het kan, digitaal als het "
            "kan. Het programma gaat over ouder worden in je eigen buurt."
        ),
        "ask": (
            "Ouderen en hun naasten op tijd leren kennen. Samen met wijkverpleging en woningcorporatie zoeken "
            "wat thuis blijven mogelijk maakt."
        ),
        "starts_on": date(2022, 7, 4),
    },
    {
        "name": "Convenant lokale teams",
        "slug": "convenant-lokale-teams",
        "description": (
            "Afspraken tussen landelijke partijen over wat stevige lokale teams nodig hebben en voor inwoners "
            "moeten kunnen betekenen. Hoe een team eruitziet, blijft aan de gemeente en het team."
        ),
        "ask": (
            "Vertellen wat lukt en wat niet haalbaar blijkt. Wie afwijkt van de afspraken, kan uitleggen "
            "waarom dat bij haar gemeente past."
        ),
    },
    {
        "name": "Stevige Lokale Teams",
        "slug": "stevige-lokale-teams",
        "description": "De ondersteuningslijn van de VNG: wie in een gemeente aan een stevig team werkt, vindt er hulp en voorbeelden.",
        "ask": "Je vraag stellen, en delen wat bij jou werkt.",
    },
]  # fmt: skip


def introduce_programmes() -> None:
    """Write down each programme, in its place."""
    Programme.objects.bulk_create(
        Programme(**words, position=10 * place, contact_line=CONTACT)
        for place, words in enumerate(PROGRAMMES, start=1)
    )
