"""Turn the five texts of each synthesis, and its quotes, into passages."""

import re

from django.db import migrations

SECTIONS = ["recognized", "diverging", "failing", "signals", "unknown"]


def backfill(apps, schema_editor):
    """Keep the order in which a section was read: its paragraphs first, then its quotes."""
    Synthesis = apps.get_model("questions", "Synthesis")
    for synthesis in Synthesis.objects.prefetch_related("quotes").iterator(chunk_size=100):
        for section in SECTIONS:
            _paragraphs(apps, synthesis, section)
            _quotes(apps, synthesis, section)


def _paragraphs(apps, synthesis, section):
    text = getattr(synthesis, section).replace("\r\n", "\n")
    for words in filter(None, map(str.strip, re.split(r"\n\s*\n", text))):
        _passage(apps, synthesis, section, "own", words)


def _quotes(apps, synthesis, section):
    quotes = [quote for quote in synthesis.quotes.all() if quote.section == section]
    for quote in sorted(quotes, key=lambda quote: (quote.position, quote.pk)):
        passage = _passage(apps, synthesis, section, "quote", quote.passage)
        apps.get_model("questions", "PassageSource").objects.create(
            passage=passage, part_id=quote.source_id, excerpt=quote.passage
        )


def _passage(apps, synthesis, section, kind, words):
    Passage = apps.get_model("questions", "Passage")
    return Passage.objects.create(
        synthesis=synthesis,
        section=section,
        position=Passage.objects.filter(synthesis=synthesis, section=section).count() + 1,
        kind=kind,
        text=words,
        changed_at=synthesis.changed_at,
        changed_by_id=synthesis.changed_by_id,
    )


class Migration(migrations.Migration):
    dependencies = [("questions", "0003_backfill_consent")]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
