"""Reusable filters on runs and deliveries."""

from django.db.models import QuerySet


class DigestRunQuerySet(QuerySet):
    def pending(self):
        """Runs of which some letter may still have to be written."""
        return self.filter(composed_at=None).order_by("pk")


class DeliveryQuerySet(QuerySet):
    def pending(self):
        """Deliveries of which the letter was not written yet."""
        return self.filter(composed_at=None)

    def unsettled(self):
        """Deliveries of which it is not known whether they tell their member something."""
        return self.filter(settled_at=None)


class DigestDeliveryQuerySet(DeliveryQuerySet):
    def visible_to(self, roles):
        """Everyone opens her own digests, and nobody else's."""
        return self.filter(member=roles.member_id) if roles.member_id else self.none()


class OpenSubscriptionQuerySet(QuerySet):
    def confirmed(self):
        """Those whose address said yes."""
        return self.exclude(confirmed_at=None)
