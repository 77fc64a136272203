"""Reusable filters on groups, threads and posts."""

from django.db.models import Q, QuerySet


class LearningGroupQuerySet(QuerySet):
    def visible_to(self, roles):
        """Everybody may know that a group exists; what is inside is another question."""
        return self.filter(archived_at=None)

    def readable_by(self, roles):
        """Groups whose threads this person may read."""
        if roles.is_member:
            return self.filter(Q(openness__in=["open", "members"]) | Q(pk__in=roles.participates))
        return self.filter(openness="open")


class ThreadQuerySet(QuerySet):
    def visible_to(self, roles):
        """Threads in groups whose threads this person may read."""
        if roles.is_member:
            return self.filter(Q(group__openness__in=["open", "members"]) | Q(group__in=roles.participates))
        return self.filter(group__openness="open")


class PostQuerySet(QuerySet):
    def visible_to(self, roles):
        """Posts in threads that this person may read."""
        if roles.is_member:
            return self.filter(
                Q(thread__group__openness__in=["open", "members"]) | Q(thread__group__in=roles.participates)
            )
        return self.filter(thread__group__openness="open")
