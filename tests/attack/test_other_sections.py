"""
Who may work in one section of the site, and tries another one.

Wagtail once asked for rights on the page that was copied or moved and not on the place it went to.
Here an editor has every right on one section and none on the next; she tries all that the back
office has for a page, one way and the other.
"""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Revision, Workflow

from home.models import ContentPage
from tests.factories.members import MemberFactory

SECRET = "kanarie-in-een-concept"
RIGHTS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")


@pytest.fixture
def editor(db, client_of):
    """A browser of who may do everything in one section."""
    group = Group.objects.create(name="Over ons")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    own = Page.objects.get(slug="over")
    for right in RIGHTS:
        permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=own, permission=permission)
    member = MemberFactory()
    member.groups.add(group)
    client = client_of(member)
    client.raise_request_exception = False
    return client


@pytest.fixture
def mine(editor) -> Page:
    """A page in her section."""
    return Page.objects.get(slug="over").add_child(instance=ContentPage(title="Van mij"))


@pytest.fixture
def theirs(editor) -> Page:
    """A page in another one, with a text that nobody was to read yet."""
    page = Page.objects.get(slug="contact").add_child(instance=ContentPage(title="Van hen"))
    page.save_revision()
    page.title = SECRET
    page.save_revision()
    return page


def state() -> list:
    """Everything about pages that she could have changed."""
    pages = Page.objects.order_by("pk").values_list(
        "pk", "path", "title", "live", "locked", "latest_revision_id", "alias_of_id"
    )
    revisions = Revision.objects.order_by("pk").values_list("pk", "approved_go_live_at")
    return [*pages, *revisions, *PageViewRestriction.objects.values_list("pk")]


def form_of(client, address: str) -> dict:
    """Return what the form of a page holds when it is opened."""
    html = client.get(address).content.decode()
    fields = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', html)
    return dict(fields) | {"title": "Overgenomen", "slug": "overgenomen"}


def test_what_she_may_do_in_her_own_section_she_can(editor, mine):
    inside = Page.objects.get(slug="over").add_child(instance=ContentPage(title="Ook van mij"))
    copied = {"new_title": "Afschrift", "new_slug": "afschrift", "new_parent_page": inside.pk, "alias": ""}

    editor.post(reverse("wagtailadmin_pages:copy", args=[mine.pk]), copied)
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[mine.pk, inside.pk]))

    inside.refresh_from_db()
    assert set(inside.get_children().values_list("title", flat=True)) == {"Afschrift", "Van mij"}


def test_nothing_goes_to_another_section_and_nothing_is_taken_from_it(editor, mine, theirs):
    other, own = theirs.get_parent(), mine.get_parent()
    revision, workflow = theirs.revisions.earliest("pk"), Workflow.objects.get()
    before = state()

    def send(name: str, *arguments, query: str = "", **sent) -> None:
        address = reverse(name, args=arguments) + query
        response = editor.post(address, sent)
        assert response.status_code != 500, address
        assert SECRET not in response.content.decode(), address
        assert state() == before, address

    pages, api = "wagtailadmin_pages:", "wagtailadmin_api:pages:action"
    copied = {"new_title": "Afschrift", "new_slug": "afschrift"}
    for alias in ("", "on"):
        send(pages + "copy", mine.pk, new_parent_page=other.pk, alias=alias, **copied)
        send(pages + "copy", theirs.pk, new_parent_page=other.pk, alias=alias, **copied)
    send(pages + "move_confirm", mine.pk, other.pk)
    send(pages + "move_confirm", theirs.pk, own.pk)
    send(pages + "move", theirs.pk, new_parent_page=own.pk)
    send(pages + "set_page_position", theirs.pk, query="?position=0")
    send(pages + "add", "home", "contentpage", other.pk, title="Erbij", slug="erbij")
    for name in ("edit", "delete", "unpublish", "convert_alias", "set_privacy", "lock", "unlock"):
        send(pages + name, theirs.pk, **form_of(editor, reverse(pages + "edit", args=[mine.pk])))
    send(pages + "revisions_revert", theirs.pk, revision.pk)
    send(pages + "revisions_unschedule", theirs.pk, revision.pk)
    send(pages + "confirm_workflow_cancellation", theirs.pk)
    send("wagtailadmin_workflows:remove", theirs.pk, workflow.pk)
    for action in ("delete", "publish", "unpublish"):
        send("wagtail_bulk_action", "wagtailcore", "page", action, query=f"?id={theirs.pk}")
    send("wagtail_bulk_action", "wagtailcore", "page", "move", query=f"?id={theirs.pk}", chooser=own.pk)
    send("wagtail_bulk_action", "wagtailcore", "page", "move", query=f"?id={mine.pk}", chooser=other.pk)
    for action in ("delete", "publish", "unpublish", "convert_alias", "revert_to_page_revision"):
        send(api, theirs.pk, action, revision_id=revision.pk)
    send(api, mine.pk, "move", destination_page_id=other.pk)
    send(api, theirs.pk, "move", destination_page_id=own.pk)
    for action in ("copy", "create_alias"):
        send(api, mine.pk, action, destination_page_id=other.pk)
        send(api, theirs.pk, action)


def test_a_draft_of_another_section_is_not_read(editor, theirs):
    first, second = theirs.revisions.order_by("pk")
    pages = "wagtailadmin_pages:"
    asked = [reverse(pages + "revisions_compare", args=[theirs.pk, first.pk, second.pk])]
    asked += [reverse(pages + "revisions_view", args=[theirs.pk, second.pk])]
    asked += [reverse(pages + "revisions_revert", args=[theirs.pk, second.pk])]
    for name in ("edit", "view_draft", "history", "history_results", "usage", "workflow_history", "copy"):
        asked.append(reverse(pages + name, args=[theirs.pk]))
    asked += [reverse(pages + "preview_on_edit", args=[theirs.pk]), reverse("wagtailadmin_explore_root")]
    asked += [
        f"{reverse(pages + 'search')}?q=kanarie",
        f"{reverse('wagtailadmin_choose_page_search')}?q=kanarie",
    ]
    asked += [reverse("wagtailadmin_reports:site_history"), reverse("wagtailadmin_api:pages:listing")]
    asked += [reverse("wagtailadmin_api:pages:detail", args=[theirs.pk]), theirs.url]

    told = [address for address in asked if SECRET in editor.get(address, follow=True).content.decode()]

    assert told == []
