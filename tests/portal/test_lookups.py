"""Many numbers go to the database as one value, and mean the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learninggroups.models import Membership
from members.models import Member
from tests.factories.learninggroups import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("others", [0, 500], ids=["few", "many"])
def test_rows_are_found_by_their_numbers(others):
    wanted, _unwanted = MembershipFactory(), MembershipFactory()
    nobody = range(10**6, 10**6 + others)

    assert list(Member.objects.filter(pk__in=[wanted.member_id, None, *nobody])) == [wanted.member]
    assert list(Membership.objects.filter(member__in=[wanted.member, *nobody])) == [wanted]
    assert list(Membership.objects.filter(pk__in=map(str, [wanted.pk, *nobody]))) == [wanted]
    assert wanted not in Membership.objects.exclude(member_id__in={wanted.member_id, *nobody})


def test_many_numbers_are_one_array_where_a_place_for_each_costs_time():
    with CaptureQueriesContext(connection) as queries:
        list(Membership.objects.filter(member__in=range(1000)).values_list("pk"))

    [statement] = queries
    assert ("ANY" in statement["sql"]) is (connection.vendor == "postgresql")
