"""Put the section of outside knowledge below the front page."""

from django.db import migrations
from django.utils import timezone

TITLE = "Kennis van buiten"
SLUG = "kennis"
INTRO = (
    "Wat anderen onderzochten en opschreven, met de bron erbij en in één alinea wat wij eruit halen. De tekst "
    "zelf lees je bij wie hem maakte."
)
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4


def add_section(apps, schema_editor):
    """Make the page, unless an editor uses its address already."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    KnowledgeIndexPage = apps.get_model("home.KnowledgeIndexPage")
    front = apps.get_model("home.FrontPage").objects.get()
    below = Page.objects.filter(path__startswith=front.path, depth=front.depth + 1)
    if below.filter(slug=SLUG).exists():
        return
    last = below.order_by("path").values_list("path", flat=True).last()
    number = int(last[-STEP:], len(DIGITS)) + 1
    kind, _ = ContentType.objects.get_or_create(app_label="home", model="knowledgeindexpage")
    now = timezone.now()
    KnowledgeIndexPage.objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug=SLUG,
        intro=INTRO,
        path=front.path + _digits(number),
        depth=front.depth + 1,
        numchild=0,
        url_path=f"{front.url_path}{SLUG}/",
        content_type=kind,
        locale_id=front.locale_id,
        live=True,
        first_published_at=now,
        last_published_at=now,
        latest_revision_created_at=now,
    )
    Page.objects.filter(pk=front.pk).update(numchild=front.numchild + 1)


def _digits(number):
    """Write a number as the tree of pages does, of a fixed length."""
    written = ""
    for _place in range(STEP):
        number, digit = divmod(number, len(DIGITS))
        written = DIGITS[digit] + written
    return written


class Migration(migrations.Migration):
    dependencies = [("home", "0012_readers_and_outside_knowledge")]

    operations = [migrations.RunPython(add_section, migrations.RunPython.noop)]
