"""One question about a development, what was asked on, and what may be done with each."""

from dataclasses import dataclass

from django.db.models import Q

from home.models import Enquiry, EnquiryInterest
from home.permissions import (
    may_answer_enquiries,
    may_ask_on,
    may_change_enquiry,
    may_open_enquiry,
    may_want_answer,
    may_withdraw_enquiry,
)
from members.permissions import Roles


@dataclass(frozen=True, kw_only=True)
class EnquiryDesk:
    """One question with what this person may do; names of who wants to know are for the team alone."""

    enquiry: Enquiry
    interested: tuple[str, ...]
    wants_to_know: bool
    may: frozenset[str]


def enquiry_desks(roles: Roles, enquiry: Enquiry) -> list[EnquiryDesk]:
    """Return a question and what was asked on, as far as this person may see it, in that order."""
    first = enquiry.previous_id or enquiry.pk
    thread = Enquiry.objects.visible_to(roles).filter(Q(pk=first) | Q(previous=first)).in_turn()
    related = ("page", "asker", "organization", "answered_by", "previous", "follow_up")
    enquiries = list(thread.select_related(*related))
    interests = EnquiryInterest.objects.filter(enquiry__in=enquiries) if roles.is_member else ()
    rows = [(one.enquiry_id, one.member_id, one.member.name) for one in _with_names(interests)]
    return [
        EnquiryDesk(
            enquiry=one,
            interested=tuple(name for pk, _, name in rows if pk == one.pk) if roles.is_programme_team else (),
            wants_to_know=any((pk, member) == (one.pk, roles.member_id) for pk, member, _ in rows),
            may=_may(roles, one),
        )
        for one in enquiries
    ]


def _with_names(interests):
    return interests.select_related("member").order_by("since", "pk") if interests else ()


def _may(roles: Roles, enquiry: Enquiry) -> frozenset[str]:
    """Return the names of what this person may do with a question."""
    is_team = may_answer_enquiries(roles)
    rules = {
        "change": may_change_enquiry(roles, enquiry),
        "withdraw": may_withdraw_enquiry(roles, enquiry),
        "readers": may_open_enquiry(roles, enquiry),
        "follow_up": may_ask_on(roles, enquiry),
        "want": may_want_answer(roles, enquiry),
        "answer": is_team,
        "hide": is_team and enquiry.hidden_at is None,
        "show": is_team and enquiry.hidden_at is not None,
    }
    return frozenset(name for name, allowed in rules.items() if allowed)
