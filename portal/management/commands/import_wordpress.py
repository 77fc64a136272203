"""Brings in the pages and files of a WordPress site; docs/operations.md says how."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from home.wordpress.placing import bring_in
from home.wordpress.reading import Unreadable
from themes.models import Theme
from ui import page_cache


class Command(BaseCommand):
    help = "Bring in an export (WXR) of a WordPress site; safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which files, and what the names over there mean here."""
        parser.add_argument("export", type=Path, help="the file that WordPress exports")
        parser.add_argument("--media", type=Path, help="a copy of wp-content/uploads")
        parser.add_argument(
            "--theme",
            action="append",
            default=[],
            metavar="NAME=SLUG",
            help="a category or tag, and our theme",
        )
        parser.add_argument("--report", type=Path, help="where to write the report as well")
        parser.add_argument("--dry-run", action="store_true", help="change nothing, only report")

    def handle(self, *args, **options) -> None:
        """Bring it in, let it be found, and report."""
        for name in ("export", "media"):
            if options[name] is not None and not options[name].exists():
                raise CommandError(f"There is no {options[name]}.")
        is_trial = options["dry_run"]
        try:
            report = bring_in(
                export=options["export"],
                media=options["media"],
                themes=dict(map(_meaning, options["theme"])),
                is_trial=is_trial,
                now=timezone.now(),
            )
        except Unreadable as reason:
            raise CommandError(f"{options['export']}: {reason}") from reason
        if not is_trial:
            # All anew, because results stand in the order of time and much of this is old.
            call_command("rebuild_search", stdout=self.stdout)
            page_cache.forget_pages()
        self.stdout.write(report)
        if options["report"]:
            options["report"].write_text(report)


def _meaning(pair: str) -> tuple[str, Theme]:
    name, _, slug = pair.rpartition("=")
    theme = Theme.objects.filter(slug=slug).first()
    if not name or theme is None:
        raise CommandError(f"--theme {pair}: write NAME=SLUG, with the slug of a theme.")
    return name, theme
