"""Reusable filters on members, organisations and invitations."""

from datetime import datetime

from django.db.models import QuerySet


class MemberQuerySet(QuerySet):
    def active(self):
        """Members who can sign in and be written to."""
        return self.filter(is_active=True)

    def visible_to(self, roles):
        """Members see each other; a visitor sees nobody."""
        return self.active() if roles.member_id else self.none()


class OrganizationQuerySet(QuerySet):
    def active(self):
        """Organisations that are a member of the association now."""
        return self.filter(is_active=True)

    def visible_to(self, roles):
        """Members see every member organisation; a visitor sees none."""
        return self.active() if roles.member_id else self.none()


class AffiliationQuerySet(QuerySet):
    def visible_to(self, roles):
        """Members see who is where now; a visitor sees nothing."""
        return self.current().filter(organization__is_active=True) if roles.member_id else self.none()

    def current(self):
        """Places that have not ended."""
        return self.filter(until_date=None)

    def contacts(self):
        """Current places of contact persons."""
        return self.current().filter(role="contact")


class InvitationQuerySet(QuerySet):
    def visible_to(self, roles):
        """Who may invite for an organisation sees what was sent for it."""
        if roles.is_programme_team:
            return self
        return self.filter(organization__in=roles.contact_of)

    def open(self, now: datetime):
        """Invitations that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)
