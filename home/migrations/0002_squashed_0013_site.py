"""Put our front page, its sections and four plain pages where Wagtail's welcome page was."""

from django.db import migrations
from django.utils import timezone

FRONT = {
    "title": "Associatie Wijkteams",
    "mission": "Lokale teams leren van elkaar, en praten landelijk mee",
    "intro": (
        "Wat we leren, delen we met iedereen. Wat er landelijk speelt, vatten we samen. En wat daar "
        "gevraagd wordt, leggen we voor aan de mensen die het werk doen."
    ),
}
SECTIONS = [
    ("NewsIndexPage", "Nieuws", "nieuws", "Wat er gebeurt in en om de Associatie Wijkteams."),
    (
        "DevelopmentIndexPage",
        "Landelijke ontwikkelingen",
        "ontwikkelingen",
        "Kort en in gewone taal: wat er landelijk speelt, waarom dat ertoe doet voor lokale teams en wat "
        "we van je vragen.",
    ),
    (
        "LessonIndexPage",
        "Lessen",
        "lessen",
        "Wat lokale teams van elkaar leerden. Iedereen mag meelezen, tenzij er een reden is om dat niet te doen.",
    ),
]
KNOWLEDGE = (
    "KnowledgeIndexPage",
    "Kennis van buiten",
    "kennis",
    "Wat anderen onderzochten en opschreven, met de bron erbij en in één alinea wat wij eruit halen. De tekst "
    "zelf lees je bij wie hem maakte.",
)
CONTENT = [
    (
        "Over dit portaal",
        "over",
        "<p>Dit is het portaal van de Associatie Wijkteams: een vereniging van lokale teams die samen leren en "
        "landelijk terugpraten.</p><h2>Wat je hier vindt</h2><ul><li>Lessen van lokale teams, open voor "
        "iedereen.</li><li>Korte samenvattingen van wat er landelijk speelt.</li><li>Leergroepen, waarin leden "
        "van elkaar leren.</li><li>Landelijke vragen, met wat er met de antwoorden is gedaan.</li></ul>"
        "<h2>Wie hier spreekt</h2><p>Bij elke tekst staat van wie die is. De Associatie neemt geen standpunt in "
        "namens haar leden: verschillen blijven zichtbaar.</p>",
    ),
    (
        "Contact",
        "contact",
        "<p>Wil je meedoen met je team, of heb je een vraag? Neem contact op met het programmateam.</p><p>Bij "
        "elke leergroep staat wie je daarover kunt bellen of mailen. Ben je al lid, dan vind je de anderen in "
        "de ledengids.</p>",
    ),
    (
        "Privacy",
        "privacy",
        "<p>We bewaren zo weinig mogelijk over je, en alleen wat nodig is om samen te leren en te antwoorden."
        "</p><h2>Bezoek je dit portaal</h2><p>Je kunt alles wat open is lezen zonder account. We volgen je niet: "
        "geen reclame, geen meting door anderen, geen verborgen plaatjes in onze mail.</p><h2>Ben je lid</h2>"
        "<p>We bewaren je naam, je e-mailadres, bij welke organisatie je werkt en wat je zelf schrijft. Jij kiest "
        "hoe je bij een antwoord genoemd wordt en of we je mogen citeren.</p><h2>Je rechten</h2><p>Je mag zien, "
        "verbeteren en meenemen wat we van je hebben, en je mag vragen om het te verwijderen. Vraag het aan het "
        "programmateam.</p>",
    ),
    (
        "Toegankelijkheid",
        "toegankelijkheid",
        "<p>Iedereen moet dit portaal kunnen gebruiken: met een toetsenbord, met een schermlezer, op een "
        "telefoon, met grote letters, met of zonder JavaScript. We bouwen naar de norm WCAG 2.2, niveau AA, en "
        "controleren dat bij elke wijziging.</p><h2>Lukt er iets niet</h2><p>Laat het het programmateam weten. "
        "Zeg erbij op welke pagina je was en wat je wilde doen. Dan helpen we je meteen en lossen we het op.</p>",
    ),
]


def lay_out_site(apps, schema_editor):
    """Make the pages, and the site that they are."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    Locale = apps.get_model("wagtailcore.Locale")
    FrontPage = apps.get_model("home.FrontPage")
    ContentPage = apps.get_model("home.ContentPage")

    def shared(model_name):
        kind, _ = ContentType.objects.get_or_create(app_label="home", model=model_name.lower())
        now = timezone.now()
        return {
            "content_type": kind,
            "locale": locale,
            "live": True,
            "first_published_at": now,
            "last_published_at": now,
            "latest_revision_created_at": now,
        }

    locale, _ = Locale.objects.get_or_create(language_code="nl")
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    front = FrontPage.objects.create(
        draft_title=FRONT["title"],
        slug="voorpagina",
        path="00010001",
        depth=2,
        numchild=len(SECTIONS) + len(CONTENT) + 1,
        url_path="/voorpagina/",
        **FRONT,
        **shared("FrontPage"),
    )

    def place(number, title, slug):
        return {
            "title": title,
            "draft_title": title,
            "slug": slug,
            "path": f"00010001{number:04d}",
            "depth": 3,
            "numchild": 0,
            "url_path": f"/voorpagina/{slug}/",
        }

    def make_section(number, model_name, title, slug, intro):
        apps.get_model("home", model_name).objects.create(
            intro=intro, **place(number, title, slug), **shared(model_name)
        )

    for number, section in enumerate(SECTIONS, start=1):
        make_section(number, *section)
    for number, (title, slug, text) in enumerate(CONTENT, start=len(SECTIONS) + 1):
        page = ContentPage.objects.create(body=[], **place(number, title, slug), **shared("ContentPage"))
        # The field knows no blocks here, so the text is written as the plain JSON that it is.
        ContentPage.objects.filter(pk=page.pk).update(body=[{"type": "text", "value": text}])
    make_section(len(SECTIONS) + len(CONTENT) + 1, *KNOWLEDGE)

    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page_id=front.pk, is_default_site=True, site_name="Associatie Wijkteams"
    )


class Migration(migrations.Migration):
    replaces = [("home", "0002_site"), ("home", "0013_knowledge_section")]

    dependencies = [("home", "0001_squashed_0012_models")]

    operations = [migrations.RunPython(lay_out_site, migrations.RunPython.noop)]
