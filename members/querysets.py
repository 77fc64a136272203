"""Reusable filters on members, organisations and invitations."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet


class MemberQuerySet(QuerySet):
    def active(self):
        """Everyone who can sign in and be written to, guests included."""
        return self.filter(is_active=True)

    def members(self):
        """Who is active and no guest."""
        return self.active().filter(is_guest=False)

    def visible_to(self, roles):
        """Members see each other, a guest sees herself, a visitor nobody."""
        if not roles.is_member:
            return self.active().filter(pk=roles.member_id)
        return self.members()


class OrganizationQuerySet(QuerySet):
    def active(self):
        """Organisations that are a member of the association now."""
        return self.filter(is_active=True)

    def visible_to(self, roles):
        """Members see every member organisation; visitors and guests see none."""
        return self.active() if roles.is_member else self.none()


class AffiliationQuerySet(QuerySet):
    def visible_to(self, roles):
        """Members see who is where now; visitors and guests see nothing."""
        return self.current().filter(organization__is_active=True) if roles.is_member else self.none()

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

    def waiting(self, now: datetime):
        """Invitations that nobody took up or back; what lapsed of late too, for it can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now - timedelta(days=60))


class ApplicationQuerySet(QuerySet):
    def visible_to(self, roles):
        """The programme team sees who asks to become a member, once the address said yes."""
        return self.exclude(state="unconfirmed") if roles.is_programme_team else self.none()

    def undecided(self):
        """What waits on the programme team, or on an answer to what it asked; the longest waiting first."""
        return self.filter(state__in=["waiting", "asked"]).order_by("waiting_since", "pk")


class ImportQuerySet(QuerySet):
    def visible_to(self, roles):
        """Only the programme team brings in tables of people."""
        return self if roles.is_programme_team else self.none()


class ImportRowQuerySet(QuerySet):
    def visible_to(self, roles):
        """Who sees an import sees its rows."""
        return self if roles.is_programme_team else self.none()


class PersonalDataQuerySet(QuerySet):
    def visible_to(self, roles):
        """Only she herself, whoever else may see everything."""
        return self.filter(member=roles.member_id) if roles.member_id else self.none()

    def unfinished(self):
        """What somebody still waits for."""
        return self.filter(finished_at=None, failed_at=None)

    def ready(self, now: datetime):
        """Files that can be taken along."""
        return self.exclude(file="").filter(finished_at__gt=now - self.model.kept[0].period)


class MessageQuerySet(QuerySet):
    def visible_to(self, roles):
        """Who wrote it and who got it, and nobody else."""
        if roles.member_id is None:
            return self.none()
        return self.filter(Q(sender=roles.member_id) | Q(recipient=roles.member_id))
