"""Pages and documents that are not for everybody."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction, PageViewRestriction

from members.models import EDITORS
from tests.cast import sign_in
from tests.factories.home import LessonPageFactory

ENROLMENT = "/account/2fa/"
LOGIN, GROUPS = BaseViewRestriction.LOGIN, BaseViewRestriction.GROUPS


def page_for(kind: str) -> tuple[str, BaseViewRestriction]:
    """Write a page of this kind, and return where it is and who it is for."""
    lesson = LessonPageFactory()
    return lesson.address, PageViewRestriction.objects.create(page=lesson, restriction_type=kind)


def document_for(kind: str) -> tuple[str, BaseViewRestriction]:
    """Put a document in a drawer of this kind, and return where it is and who it is for."""
    drawer = Collection.get_first_root_node().add_child(name="La")
    document = get_document_model().objects.create(
        title="Verslag", file=ContentFile(b"tekst", name="verslag.txt"), collection=drawer
    )
    return document.url, CollectionViewRestriction.objects.create(collection=drawer, restriction_type=kind)


@pytest.fixture(params=[page_for, document_for], ids=["page", "document"])
def thing(request, scene):
    """Return a function that makes something that is for some."""
    return request.param


def half_in(member) -> Client:
    """Return the browser of somebody who signed in with one factor."""
    client = Client()
    client.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def asked(address: str, client: Client) -> tuple[int, str]:
    """Return status and where it leads to."""
    answer = client.get(address)
    b"".join(answer)  # reading to the end closes the file
    return answer.status_code, answer.get("Location", "")


def test_what_is_for_a_team_is_for_who_showed_her_second_factor(thing, scene):
    address, restriction = thing(GROUPS)
    restriction.groups.set(Group.objects.filter(name=EDITORS))

    assert asked(address, sign_in(Client(), scene.editor)) == (200, "")
    assert asked(address, half_in(scene.editor)) == (302, ENROLMENT)
    assert asked(address, sign_in(Client(), scene.programme_team)) == (404, "")
    assert asked(address, half_in(scene.elsewhere)) == (404, "")
    assert asked(address, Client()) == (302, f"/inloggen/?next={address}")


def test_a_superuser_shows_it_too(thing, scene):
    address, _ = thing(GROUPS)
    scene.elsewhere.is_superuser = True
    scene.elsewhere.save()

    assert asked(address, sign_in(Client(), scene.elsewhere)) == (200, "")
    assert asked(address, half_in(scene.elsewhere)) == (302, ENROLMENT)


def test_what_is_for_members_is_not_for_guests(thing, scene):
    address, _ = thing(LOGIN)

    assert asked(address, half_in(scene.elsewhere)) == (200, "")
    assert asked(address, half_in(scene.guest)) == (404, "")
    assert asked(address, Client()) == (302, f"/inloggen/?next={address}")
