"""What a person may see of members and organisations: the rule and its filter say the same."""

import pytest

from learninggroups.permissions import Roles
from members.models import Member, Organization
from members.permissions import may_see_member, may_see_organization
from tests.cast import ROLES
from tests.factories.members import MemberFactory, OrganizationFactory


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("is_guest", [True, False])
def test_who_may_see_and_what_is_found_agree(scene, role, is_active, is_guest):
    person = scene.person(role)
    roles = Roles.of(person) if person else Roles()
    member = MemberFactory(is_active=is_active, is_guest=is_guest)
    organization = OrganizationFactory(is_active=is_active)

    if person:
        assert person in Member.objects.visible_to(roles)
        assert may_see_member(roles, person)
    assert (member in Member.objects.visible_to(roles)) is may_see_member(roles, member)
    assert (organization in Organization.objects.visible_to(roles)) is may_see_organization(
        roles, organization
    )
