"""Reusable filters on national questions, whom they ask and what came back."""

from datetime import datetime

from django.db.models import Q, QuerySet

ASKED_STATES = ["open", "closed", "interpreting", "shared", "completed"]


class QuestionQuerySet(QuerySet):
    def visible_to(self, roles):
        """The programme team sees all; members see what was asked; visitors what was made public."""
        if roles.is_programme_team:
            return self
        asked = self.filter(state__in=ASKED_STATES)
        return asked if roles.is_member else asked.filter(is_public=True)

    def open(self):
        """Questions that take answers."""
        return self.filter(state="open")

    def due_to_close(self, now: datetime):
        """Open questions whose deadline has passed."""
        return self.open().filter(deadline_at__lte=now)


class RecipientQuerySet(QuerySet):
    def of(self, roles):
        """The places at which this person is asked: herself, or an organisation she speaks for."""
        return self.filter(Q(member=roles.member_id) | Q(organization__in=roles.contact_of))

    def waiting(self):
        """Recipients that have not reacted in any way."""
        return self.filter(reaction="none")


class AnswerQuerySet(QuerySet):
    def submitted(self):
        """Answers that were handed in, late ones too."""
        return self.exclude(submitted_at=None)

    def visible_to(self, roles):
        """
        Who may read an answer: its authors always, colleagues their organisation's.

        Others read what was handed in, as far as the question said beforehand and no
        further than its writers chose.
        """
        own = Q(member=roles.member_id) | Q(organization__in=roles.organization_ids)
        if roles.is_programme_team:
            return self.filter(own | Q(submitted_at__isnull=False)) if roles.member_id else self.none()
        if not roles.is_member:
            return self.none()
        shared = Q(submitted_at__isnull=False) & (
            Q(question__visibility="members")
            | Q(question__visibility="respondents", question__recipients__reaction="answered")
        )
        return self.filter(own | shared).distinct()
