"""Reusable filters on meetings and registrations."""

from datetime import datetime

from django.db.models import Q, QuerySet


class GatheringQuerySet(QuerySet):
    def visible_to(self, roles):
        """Everyone sees the open ones, members those for members, and who takes part those of her group."""
        seen = Q(openness="open") | Q(openness="group", group__in=roles.participates)
        if roles.is_member:
            seen |= Q(openness="members")
        return self.filter(seen)


class MeetingQuerySet(GatheringQuerySet):
    def upcoming(self, now: datetime):
        """Those that are not over, the first one first; what was called off is among them."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: datetime):
        """Those that are over and took place, the last one first."""
        return self.filter(ends_at__lte=now, cancelled_at=None).order_by("-starts_at", "-pk")

    def following(self, meeting):
        """Those of the same series that begin later and were not called off, the first one first."""
        later = self.filter(series=meeting.series_id, starts_at__gt=meeting.starts_at, cancelled_at=None)
        return later.exclude(series=None).order_by("starts_at", "pk")


class PollQuerySet(GatheringQuerySet):
    pass


class PollAnswerQuerySet(QuerySet):
    def answered(self):
        """Who said when she can."""
        return self.exclude(answered_at=None)


class MaterialQuerySet(QuerySet):
    def visible_to(self, roles):
        """Who sees a meeting reads what belongs to it."""
        seen = GatheringQuerySet(self.model._meta.get_field("meeting").related_model).visible_to(roles)
        return self.filter(meeting__in=seen)


class RegistrationQuerySet(QuerySet):
    def coming(self):
        """Who has a seat."""
        return self.filter(state="coming")

    def waiting(self):
        """
        Who waits for a seat, who came first in front.

        By number and not by time: numbers are given while the meeting's row is held, so their
        order is the order in which people came through the door.
        """
        return self.filter(state="waiting").order_by("pk")

    def standing(self):
        """Who has a seat or waits for one."""
        return self.exclude(state="cancelled")
