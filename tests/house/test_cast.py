"""The cast is what it says it is."""

import pytest

from learninggroups.permissions import Roles
from tests.cast import ROLES


def test_every_role_has_a_person(scene):
    assert [scene.person(role) is None for role in ROLES] == [True] + 8 * [False]


def test_each_person_has_the_rights_of_her_role_and_no_others(scene):
    roles = {role: Roles.of(scene.person(role)) for role in ROLES[1:]}

    assert [name for name, role in roles.items() if not role.is_member] == ["guest"]
    assert [name for name, role in roles.items() if role.guest_in] == ["guest"]
    assert [name for name, role in roles.items() if role.facilitates] == ["facilitator"]
    assert [name for name, role in roles.items() if role.participates] == ["participant", "facilitator"]
    assert [name for name, role in roles.items() if role.contact_of] == ["contact"]
    assert [name for name, role in roles.items() if role.is_programme_team] == ["programme_team"]
    assert [name for name, role in roles.items() if role.is_editor] == ["editor"]
    assert [name for name, role in roles.items() if role.is_administrator] == ["administrator"]


@pytest.mark.django_db(transaction=True)
def test_a_committed_test_leaves_the_migrated_rows_alone_first_time(django_user_model):
    django_user_model.objects.create_user("een@example.nl", name="Een")


@pytest.mark.django_db(transaction=True)
def test_a_committed_test_leaves_the_migrated_rows_alone_second_time(django_user_model):
    from wagtail.models import Page

    assert not django_user_model.objects.exists()
    assert Page.objects.exists()
