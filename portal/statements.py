"""What we say about privacy, accessibility and ourselves: first texts, for editors to keep up."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from activity import sealing
from audit.models import ENTRY_KEPT
from digests.notifications import open as open_digest
from home.models import ContentPage
from inbound.actions import keeping
from learninggroups.actions import drafts, invitations, posts
from mailing import upkeep
from mailing.messages import sender
from meetings.actions import registering
from members.models.applications import DECIDED_KEPT
from members.models.departures import COMES_BACK_WITHIN
from questions.actions import exporting, offering
from ui.templatetags.ui import day

STATEMENTS = {
    "privacy": "portal/statements/privacy.html",
    "contact": "portal/statements/contact.html",
    "toegankelijkheid": "portal/statements/accessibility.html",
}
# After how many days the code itself forgets what the statement speaks of.
DAYS_KEPT = {
    name: kept.days
    for name, kept in {
        "deleted_posts": posts.RESTORABLE,
        "drafts": drafts.DRAFT_KEPT,
        "group_invitations": invitations.INVITATION_KEPT,
        "registrations": registering.ATTENDANCE_KEPT,
        "unconfirmed": open_digest.UNCONFIRMED_KEPT,
        "offers": offering.OFFER_KEPT,
        "letters": upkeep.BODIES_KEPT,
        "letter_rows": upkeep.ROWS_KEPT,
        "inbound": keeping.RAW_KEPT,
        "inbound_rows": keeping.ROWS_KEPT,
        "exports": exporting.EXPORT_KEPT,
        "events": sealing.EVENTS_KEPT,
        "applications": DECIDED_KEPT,
        "comes_back": COMES_BACK_WITHIN,
        "log": ENTRY_KEPT,
        "sessions": timedelta(seconds=settings.SESSION_COOKIE_AGE),
    }.items()
}


def statement(slug: str, now: datetime) -> str:
    """Return the text of a statement as rich text."""
    return render_to_string(STATEMENTS[slug], {"today": day(now), "address": sender(), **DAYS_KEPT})


@transaction.atomic
def write_statements(*, now: datetime) -> list[str]:
    """Publish the statements whose page no editor ever touched, and return their slugs."""
    untouched = ContentPage.objects.filter(slug__in=STATEMENTS, latest_revision=None, depth=3)
    written = []
    for page in untouched.order_by("slug").select_for_update():
        page.body = [("text", statement(page.slug, now))]
        page.save_revision(changed=False).publish()
        written.append(page.slug)
    return written
