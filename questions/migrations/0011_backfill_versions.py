"""Keep each synthesis that was shared before as its first version."""

from django.db import migrations

SECTIONS = ["recognized", "diverging", "failing", "signals", "unknown"]


def backfill(apps, schema_editor):
    Synthesis = apps.get_model("questions", "Synthesis")
    shared = Synthesis.objects.exclude(shared_at=None).filter(versions=None)
    for synthesis in shared.prefetch_related("passages__links").iterator(chunk_size=100):
        apps.get_model("questions", "SynthesisVersion").objects.create(
            synthesis=synthesis,
            number=1,
            purpose="shared",
            sections=_sections(synthesis),
            made_at=synthesis.shared_at,
            made_by_id=synthesis.changed_by_id,
        )


def _sections(synthesis):
    places = {section: place for place, section in enumerate(SECTIONS)}
    passages = sorted(
        synthesis.passages.all(),
        key=lambda passage: (places[passage.section], passage.position, passage.pk),
    )
    kept = {section: [] for section in SECTIONS}
    for number, passage in enumerate(passages, start=1):
        links = sorted(passage.links.all(), key=lambda link: link.pk)
        kept[passage.section].append(
            {
                "passage": passage.pk,
                "number": number,
                "kind": passage.kind,
                "text": passage.text,
                "sources": [{"part": link.part_id, "excerpt": link.excerpt} for link in links],
                "verdicts": [],
            }
        )
    return [{"name": section, "passages": passages} for section, passages in kept.items()]


class Migration(migrations.Migration):
    dependencies = [("questions", "0010_reminders")]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
