"""Give parts the consent of their answer, answers the readers they agreed to, and questions their planning."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def backfill(apps, schema_editor):
    """Write nothing wider than what was promised when people answered."""
    Answer = apps.get_model("questions", "Answer")
    AnswerPart = apps.get_model("questions", "AnswerPart")
    Question = apps.get_model("questions", "Question")
    Answer.objects.filter(is_for_team_only=False).update(
        readers=Subquery(Question.objects.filter(pk=OuterRef("question")).values("visibility"))
    )
    answer = Answer.objects.filter(pk=OuterRef("answer"))
    AnswerPart.objects.update(
        naming=Subquery(answer.values("naming")), may_be_quoted=Subquery(answer.values("may_be_quoted"))
    )
    # The number after which no member comes: their letters were written long ago.
    Question.objects.exclude(opened_at=None).update(planned_at=F("opened_at"), planned_up_to=2**63 - 1)


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_widen")]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
