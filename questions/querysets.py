"""Reusable filters on national questions, whom they ask and what came back."""

from datetime import datetime

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

ASKED_STATES = [
    "open", "closed", "interpreting", "returned", "shared", "awaiting", "completed", "second_round",
]  # fmt: skip

# Two columns of the page of a question, which Django takes a tenth of that page to write out.
HAS_FILES = "EXISTS (SELECT 1 FROM questions_questionfile WHERE question_id = questions_question.id)"
HAS_NEXT_ROUND = """
    EXISTS (SELECT 1 FROM questions_question later WHERE later.previous_round_id = questions_question.id)
"""

TOLD_STATES = ["shared", "awaiting", "completed", "second_round"]


class QuestionQuerySet(QuerySet):
    def visible_to(self, roles):
        """The programme team sees all; members see what was asked; visitors what was made public."""
        if roles.is_programme_team:
            return self
        asked = self.asked()
        return asked if roles.is_member else asked.filter(is_public=True)

    def asked(self):
        """Questions that were opened, whatever became of them; also when that was withdrawn."""
        return self.filter(Q(state__in=ASKED_STATES) | Q(state="withdrawn", opened_at__isnull=False))

    def with_surroundings(self):
        """
        With what stands around a question on its page, in the same query.

        Other rounds are few: that there is one is said, and it is asked for when somebody looks;
        so is who looks after the question.
        """
        return self.select_related("programme").annotate(
            # SECURITY: written here, with nothing of anybody's put into it.
            has_files=RawSQL(HAS_FILES, [], BooleanField()),  # noqa: S611  # nosec B611
            has_next_round=RawSQL(HAS_NEXT_ROUND, [], BooleanField()),  # noqa: S611  # nosec B611
        )

    def told(self):
        """Questions of which the synthesis was shared."""
        return self.filter(state__in=TOLD_STATES)

    def open(self):
        """Questions that take answers."""
        return self.filter(state="open")

    def due_to_open(self, now: datetime):
        """Planned questions whose moment has come."""
        return self.filter(state="scheduled", opens_at__lte=now)

    def due_to_close(self, now: datetime):
        """Open questions whose deadline has passed."""
        return self.open().filter(deadline_at__lte=now)

    def awaiting_outcome(self, closed_before: datetime):
        """Questions that closed before this moment, and of which nothing was told back yet."""
        return self.filter(
            state__in=["closed", "interpreting", "returned", "shared", "awaiting"],
            closed_at__lte=closed_before,
            outcomes=None,
        )


class RecipientQuerySet(QuerySet):
    def visible_to(self, roles):
        """A person sees where she is asked herself, and where her organisations are."""
        if not roles.is_member:
            return self.none()
        return self.filter(Q(member=roles.member_id) | Q(organization__in=roles.organization_ids))

    def of(self, roles):
        """The places at which this person is asked: herself, or an organisation she speaks for."""
        return self.filter(
            Q(member=roles.member_id)
            | Q(organization__in=roles.contact_of)
            | Q(organization__in=roles.organization_ids, passed_on_to=roles.member_id)
        )

    def waiting(self):
        """Recipients that have not reacted in any way."""
        return self.filter(reaction="none")


class AnswerQuerySet(QuerySet):
    def submitted(self):
        """Answers that were handed in."""
        return self.exclude(submitted_at=None)

    def own(self, roles):
        """Answers of this person, and of the organisations she works for."""
        return self.filter(Q(member=roles.member_id) | Q(organization__in=roles.organization_ids))

    def visible_to(self, roles):
        """
        Who may read an answer: its authors always, colleagues their organisation's.

        The programme team reads what was handed in, and sees what was withdrawn. Others read
        what was handed in as far as the question promises and its writer agreed to, whichever
        is narrower, and when the question said they would.
        """
        own = Q(member=roles.member_id) | Q(organization__in=roles.organization_ids)
        if roles.is_programme_team:
            return self.filter(own | Q(submitted_at__isnull=False) | Q(withdrawn_at__isnull=False))
        others = Q(submitted_at__isnull=False, question__state__in=ASKED_STATES)
        closed = ~Q(question__state="open")
        at_once = Q(question__shows_after_closing=False)
        if not roles.is_member:
            promised = _readers("public") & Q(question__is_public=True)
            return self.filter(
                others & promised & (closed | (at_once & Q(question__shows_after_answering=False)))
            )
        has_answered = Q(question__in=self.model.objects.own(roles).submitted().values("question"))
        promised = _readers("members", "public") | (
            _readers("respondents", "members", "public") & has_answered
        )
        in_turn = Q(question__shows_after_answering=False) | has_answered
        return self.filter(own | (others & promised & (closed | (at_once & in_turn))))


def _readers(*circles: str) -> Q:
    """Answers of which both the question and the writer allow one of these circles of readers."""
    return Q(readers__in=circles, question__visibility__in=circles)


class ExportQuerySet(QuerySet):
    def visible_to(self, roles):
        """The programme team sees what was made, and for whom."""
        return self if roles.is_programme_team else self.none()

    def unfinished(self):
        """Files that are not made yet."""
        return self.filter(finished_at=None, failed_at=None)


class SynthesisVersionQuerySet(QuerySet):
    def shared(self):
        """Versions that were published on the page of their question."""
        return self.filter(purpose="shared")

    def visible_to(self, roles):
        """
        Who sees the question reads what was shared; who answered also what was shown to her first.

        The programme team sees every version.
        """
        if roles.is_programme_team:
            return self
        shared = Q(purpose="shared", synthesis__question__state__in=TOLD_STATES)
        if not roles.is_member:
            return self.filter(shared, synthesis__question__is_public=True)
        asked = "synthesis__question__answers__"
        answered = self.model.objects.filter(
            Q(**{f"{asked}member": roles.member_id})
            | Q(**{f"{asked}organization__in": roles.organization_ids}),
            **{f"{asked}submitted_at__isnull": False},
        )
        returned = Q(pk__in=answered.values("pk"), synthesis__question__state__in=["returned", *TOLD_STATES])
        return self.filter(shared | returned)
