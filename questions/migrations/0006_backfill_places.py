"""Give personal answers their place, where there is only one, and parts the consent of their answer."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def backfill(apps, schema_editor):
    """Guess nothing: of who works at two places none is named. Consent may have changed since the last one."""
    Answer = apps.get_model("questions", "Answer")
    AnswerPart = apps.get_model("questions", "AnswerPart")
    AnswerVersion = apps.get_model("questions", "AnswerVersion")
    Affiliation = apps.get_model("members", "Affiliation")
    places = {}
    current = Affiliation.objects.filter(until_date=None, member__in=Answer.objects.values("member"))
    for member_id, organization_id in current.values_list("member_id", "organization_id"):
        places.setdefault(member_id, []).append(organization_id)
    for member_id, organizations in places.items():
        if len(organizations) == 1:
            Answer.objects.filter(member=member_id).update(place=organizations[0])
    answer = Answer.objects.filter(pk=OuterRef("answer"))
    AnswerPart.objects.update(
        naming=Subquery(answer.values("naming")), may_be_quoted=Subquery(answer.values("may_be_quoted"))
    )
    AnswerVersion.objects.filter(is_late=True).update(is_aside=True)


class Migration(migrations.Migration):
    dependencies = [("questions", "0005_places")]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
