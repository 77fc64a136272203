"""Fills an empty portal with the demonstration network."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mailing.models import OutgoingMail
from members.models import Member
from portal.demonstration import network


class Command(BaseCommand):
    help = "Load sixty made-up organisations, three hundred made-up members and what they say."

    def handle(self, *args, **options) -> None:
        """Load it, and write down with whom one can sign in."""
        if Member.objects.exists():
            raise CommandError("There are members already; the demonstration is for an empty portal.")
        now = timezone.now()
        cast = network.load(now)
        # The past was written in the order of its telling; results stand in the order of time.
        call_command("rebuild_search")
        # What happened weeks ago was read weeks ago: only the open question's letters still leave.
        OutgoingMail.objects.exclude(letter="question_opened").delete()
        OutgoingMail.objects.exclude(about=f"question:{network.newest_question().pk}").delete()
        lines = [f"  {what:<15} {member.email}" for what, member in cast.sign_ins()]
        lines.append(f"  password: {network.PASSWORD}")
        lines.append(
            f"  for /beheer/ also a code: from `make code`, or an app with the key {network.CODE_KEY}"
        )
        (settings.DATA_DIR / "demonstration.txt").write_text("\n".join(lines) + "\n")
