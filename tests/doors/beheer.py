"""
Wagtail's own doors in the back office: what each of the three teams gets there.

A row holds what the programme team, an editor and an administrator get, first when they read and
then when they send an empty form. A dash is Wagtail's way to refuse: back to the first page of the
office with a word of regret. Who is in no team gets in nowhere, and has no row.
"""

import re
from io import BytesIO

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Site, Task, Workflow

from home.models import FrontPage
from tests.cast import Scene
from tests.factories.home import ContentPageFactory
from tests.factories.members import RegionFactory
from tests.factories.themes import ProgrammeFactory, ThemeFactory
from tests.house.addresses import Address

TEAMS = ("programme_team", "editor", "administrator")
# x: not asked. Wagtail answers an empty form with an error of its own there, and has a page that only fails.
OFFICE = {
    "office_login": "302 | 302",
    "office_logout": "200 | 302",
    "office_password_reset": "302 | 302",
    "office_password_reset_step": "302 | 302",
    "wagtailadmin_home": "200 | 405",
    "beheer/test404/": "200 | 405",
    "wagtailadmin_api:pages:listing": "200 | 405",
    "wagtailadmin_api:pages:detail": "200 | 405",
    "wagtailadmin_api:pages:find": "404 | 405",
    "wagtailadmin_api:pages:action": "405 | 404",
    "wagtailadmin_api:documents:listing": "200 | 405",
    "wagtailadmin_api:documents:detail": "200 | 405",
    "wagtailadmin_api:documents:find": "404 | 405",
    "wagtailadmin_api:images:listing": "200 | 405",
    "wagtailadmin_api:images:detail": "200 | 405",
    "wagtailadmin_api:images:find": "404 | 405",
    "wagtailadmin_error_test": "x | x",
    "wagtailadmin_explore_root": "302 | 405",
    "wagtailadmin_explore": "200 | 405",
    "wagtailadmin_explore_results": "200 | 405",
    "wagtailadmin_pages:add": "200 | x",
    "wagtailadmin_pages:preview_on_add": "200 | 200",
    "wagtailadmin_pages:type_use": "200 | 405",
    "wagtailadmin_pages:choose_parent": "200 | 200",
    "wagtailadmin_pages:type_use_results": "200 | 405",
    "wagtailadmin_pages:usage": "200 | 405",
    "wagtailadmin_pages:edit": "200 | x",
    "wagtailadmin_pages:preview_on_edit": "200 | 200",
    "wagtailadmin_pages:view_draft": "200 | 200",
    "wagtailadmin_pages:add_subpage": "302 | 302",
    "wagtailadmin_pages:delete": "200 - 200 | 302 - 302",
    "wagtailadmin_pages:unpublish": "200 - 200 | 302 - 302",
    "wagtailadmin_pages:convert_alias": "404 | 404",
    "wagtailadmin_pages:search": "200 | 405",
    "wagtailadmin_pages:search_results": "200 | 405",
    "wagtailadmin_pages:move": "200 - 200 | 200 - 200",
    "wagtailadmin_pages:move_confirm": "200 | 302 - 302",
    "wagtailadmin_pages:set_page_position": "200 - 200 | 200 - 200",
    "wagtailadmin_pages:copy": "200 | x",
    "wagtailadmin_pages:workflow_action": "- 200 - | - 302 -",
    "wagtailadmin_pages:collect_workflow_action_data": "- 200 - | - 200 -",
    "wagtailadmin_pages:confirm_workflow_cancellation": "200 | 200",
    "wagtailadmin_pages:workflow_preview": "- 200 - | 405",
    "wagtailadmin_pages:set_privacy": "200 - 200 | 200 - 200",
    "wagtailadmin_pages:lock": "405 | 302",
    "wagtailadmin_pages:unlock": "405 | 302",
    "wagtailadmin_pages:revisions_index": "302 | 302",
    "wagtailadmin_pages:revisions_view": "200 | 405",
    "wagtailadmin_pages:revisions_revert": "200 | x",
    "wagtailadmin_pages:revisions_unschedule": "200 - 200 | 302 - 302",
    "wagtailadmin_pages:revisions_compare": "200 | 405",
    "wagtailadmin_pages:workflow_history": "200 | 405",
    "wagtailadmin_pages:workflow_history_detail": "200 | 405",
    "wagtailadmin_pages:history": "200 | 405",
    "wagtailadmin_pages:history_results": "200 | 405",
    "wagtailadmin_choose_page": "200 | 405",
    "wagtailadmin_choose_page_child": "200 | 405",
    "wagtailadmin_choose_page_search": "200 | 405",
    "wagtailadmin_choose_page_chosen_multiple": "200 | 405",
    "wagtailadmin_choose_page_external_link": "200 | x",
    "wagtailadmin_choose_page_email_link": "200 | 200",
    "wagtailadmin_choose_page_phone_link": "200 | 200",
    "wagtailadmin_choose_page_anchor_link": "200 | 200",
    "wagtailadmin_tag_autocomplete": "200 | 200",
    "wagtailadmin_tag_model_autocomplete": "200 | 200",
    "wagtailadmin_collections:index": "- - 200 | - - 405",
    "wagtailadmin_collections:add": "- - 200 | - - 200",
    "wagtailadmin_collections:edit": "- - 200 | - - 200",
    "wagtailadmin_collections:delete": "404 404 200 | 404 404 302",
    "wagtailadmin_collections:set_privacy": "- - 200 | - - 200",
    "wagtailadmin_workflows:index": "- - 200 | - - 405",
    "wagtailadmin_workflows:index_results": "- - 200 | - - 405",
    "wagtailadmin_workflows:add": "- - 200 | - - 200",
    "wagtailadmin_workflows:enable": "405 | - - 302",
    "wagtailadmin_workflows:disable": "- | -",
    "wagtailadmin_workflows:edit": "- - 200 | - - 200",
    "wagtailadmin_workflows:usage": "- - 200 | - - 405",
    "wagtailadmin_workflows:usage_results": "- - 200 | - - 405",
    "wagtailadmin_workflows:remove": "405 | - - 302",
    "wagtailadmin_workflows:add_task": "- - 200 | - - 200",
    "wagtailadmin_workflows:select_task_type": "- - 200 | - - 200",
    "wagtailadmin_workflows:task_index": "- - 200 | - - 405",
    "wagtailadmin_workflows:task_index_results": "- - 200 | - - 405",
    "wagtailadmin_workflows:edit_task": "- - 200 | - - 200",
    "wagtailadmin_workflows:disable_task": "- | -",
    "wagtailadmin_workflows:enable_task": "405 | - - 302",
    "wagtailadmin_workflows:task_chooser": "200 | 405",
    "wagtailadmin_workflows:task_chooser_results": "200 | 405",
    "wagtailadmin_workflows:task_chooser_create": "200 | 400",
    "wagtailadmin_workflows:task_chosen": "200 | 200",
    "wagtailadmin_reports:locked_pages": "200 | 405",
    "wagtailadmin_reports:locked_pages_results": "200 | 405",
    "wagtailadmin_reports:workflow": "200 | 405",
    "wagtailadmin_reports:workflow_results": "200 | 405",
    "wagtailadmin_reports:workflow_tasks": "200 | 405",
    "wagtailadmin_reports:workflow_tasks_results": "200 | 405",
    "wagtailadmin_reports:site_history": "200 | 405",
    "wagtailadmin_reports:site_history_results": "200 | 405",
    "wagtailadmin_reports:aging_pages": "200 | 405",
    "wagtailadmin_reports:aging_pages_results": "200 | 405",
    "wagtailadmin_reports:page_types_usage": "200 | 405",
    "wagtailadmin_reports:page_types_usage_results": "200 | 405",
    "wagtailadmin_account": "200 | 200",
    "wagtailadmin_logout": "200 | 302",
    "wagtailadmin_dismissibles": "200 | 405",
    "wagtailadmin_editing_sessions:ping": "405 | 200",
    "wagtailadmin_editing_sessions:release": "405 | 200",
    "wagtailadmin_block_preview": "404 | 405",
    "wagtailredirects:index": "- - 200 | - - 405",
    "wagtailredirects:index_results": "- - 200 | - - 405",
    "wagtailredirects:add": "- - 200 | - - 200",
    "wagtailredirects:edit": "- - 200 | - - 200",
    "wagtailredirects:delete": "- - 200 | - - 302",
    "wagtailredirects:start_import": "- - 200 | - - 200",
    "wagtailredirects:process_import": "- - 405 | - - x",
    "wagtailembeds:chooser": "200 | 200",
    "wagtailembeds:chooser_upload": "200 | 200",
    "wagtailsnippets:index": "- | -",
    "wagtaildocs:index": "200 | 405",
    "wagtaildocs:index_results": "200 | 405",
    "wagtaildocs:add": "200 | 200",
    "wagtaildocs:edit": "200 | 200",
    "wagtaildocs:delete": "200 | 302",
    "wagtaildocs:add_multiple": "200 | 400",
    "wagtaildocs:edit_multiple": "405 | 200",
    "wagtaildocs:create_multiple_from_uploaded_document": "405 | 404",
    "wagtaildocs:delete_multiple": "405 | 200",
    "wagtaildocs:delete_upload_multiple": "405 | 404",
    "wagtaildocs:document_usage": "200 | 405",
    "wagtailimages:index": "200 | 405",
    "wagtailimages:index_results": "200 | 405",
    "wagtailimages:edit": "200 | 200",
    "wagtailimages:delete": "200 | 302",
    "wagtailimages:url_generator": "404 | 405",
    "wagtailimages:url_generator_output": "404 | 405",
    "wagtailimages:preview": "200 | 200",
    "wagtailimages:add": "200 | 200",
    "wagtailimages:image_usage": "200 | 405",
    "wagtailimages:add_multiple": "200 | 400",
    "wagtailimages:edit_multiple": "405 | 200",
    "wagtailimages:create_multiple_from_uploaded_image": "405 | 404",
    "wagtailimages:delete_multiple": "405 | 200",
    "wagtailimages:delete_upload_multiple": "405 | 404",
    "learninggroups_office:index": "200 - - | 405 - -",
    "learninggroups_office:index_results": "200 - - | 405 - -",
    "learninggroups_office:delete": "- | -",
    "learninggroups_office:history": "200 - - | 405 - -",
    "learninggroups_office:history_results": "200 - - | 405 - -",
    "learninggroups_office:usage": "200 - - | 405 - -",
    "organization:index": "200 - 200 | 405 - 405",
    "organization:index_results": "200 - 200 | 405 - 405",
    "organization:add": "200 - 200 | 200 - 200",
    "organization:delete": "- | -",
    "organization:history": "200 - 200 | 405 - 405",
    "organization:history_results": "200 - 200 | 405 - 405",
    "organization:usage": "200 - 200 | 405 - 405",
    "organization:copy": "200 - 200 | 200 - 200",
    "region:index": "200 - 200 | 405 - 405",
    "region:index_results": "200 - 200 | 405 - 405",
    "region:add": "200 - 200 | 200 - 200",
    "region:edit": "200 - 200 | 200 - 200",
    "region:delete": "200 - 200 | 302 - 302",
    "region:history": "200 - 200 | 405 - 405",
    "region:history_results": "200 - 200 | 405 - 405",
    "region:usage": "200 - 200 | 405 - 405",
    "region:copy": "200 - 200 | 200 - 200",
    "theme:index": "200 - 200 | 405 - 405",
    "theme:index_results": "200 - 200 | 405 - 405",
    "theme:add": "200 - 200 | 200 - 200",
    "theme:edit": "200 - 200 | 200 - 200",
    "theme:delete": "200 - 200 | 302 - 302",
    "theme:history": "200 - 200 | 405 - 405",
    "theme:history_results": "200 - 200 | 405 - 405",
    "theme:usage": "200 - 200 | 405 - 405",
    "programme:index": "200 - 200 | 405 - 405",
    "programme:index_results": "200 - 200 | 405 - 405",
    "programme:add": "200 - 200 | 200 - 200",
    "programme:edit": "200 - 200 | 200 - 200",
    "programme:delete": "200 - 200 | 302 - 302",
    "programme:history": "200 - 200 | 405 - 405",
    "programme:history_results": "200 - 200 | 405 - 405",
    "programme:usage": "200 - 200 | 405 - 405",
    "wagtailsites:index": "- - 200 | - - 405",
    "wagtailsites:index_results": "- - 200 | - - 405",
    "wagtailsites:add": "- | -",
    "wagtailsites:edit": "- - 200 | - - 200",
    "wagtailsites:delete": "- | -",
    "wagtailsites:history": "- - 200 | - - 405",
    "wagtailsites:history_results": "- - 200 | - - 405",
    "wagtailsites:usage": "- - 200 | - - 405",
    "wagtailsites:copy": "- | -",
    "wagtailusers_users:index": "- - 200 | - - 405",
    "wagtailusers_users:index_results": "- - 200 | - - 405",
    "wagtailusers_users:add": "- | -",
    "wagtailusers_users:delete": "- | -",
    "wagtailusers_users:history": "- - 200 | - - 405",
    "wagtailusers_users:history_results": "- - 200 | - - 405",
    "wagtailusers_users:usage": "- - 200 | - - 405",
    "wagtailusers_users:copy": "- | -",
    "wagtailusers_groups:index": "- | -",
    "wagtailusers_groups:index_results": "- | -",
    "wagtailusers_groups:add": "- | -",
    "wagtailusers_groups:edit": "- | -",
    "wagtailusers_groups:delete": "- | -",
    "wagtailusers_groups:history": "- | -",
    "wagtailusers_groups:history_results": "- | -",
    "wagtailusers_groups:usage": "- | -",
    "wagtaildocs_chooser:choose": "200 | 405",
    "wagtaildocs_chooser:choose_results": "200 | 405",
    "wagtaildocs_chooser:chosen": "200 | 405",
    "wagtaildocs_chooser:chosen_multiple": "200 | 405",
    "wagtaildocs_chooser:create": "200 | 200",
    "wagtailimages_chooser:choose": "200 | 405",
    "wagtailimages_chooser:choose_results": "200 | 405",
    "wagtailimages_chooser:chosen": "200 | 405",
    "wagtailimages_chooser:chosen_multiple": "200 | 405",
    "wagtailimages_chooser:create": "200 | 200",
    "wagtailimages_chooser:select_format": "200 | 200",
    "wagtailadmin_sprite": "200 | 200",
    "wagtailadmin_login": "302 | 302",
    "wagtailadmin_password_reset": "302 | 302",
    "wagtailadmin_password_reset_done": "302 | 302",
    "wagtailadmin_password_reset_confirm": "302 | 302",
    "wagtailadmin_password_reset_complete": "302 | 302",
    "wagtailadmin_javascript_catalog": "200 | 405",
    "beheer/^.*/$": "404 | 404",
}
# Several things at once: which teams can change something, by application, model and action.
BULK = {
    "members.member assign_role": "administrator",
    "members.member delete": "",
    "members.member set_active_state": "administrator",
    "wagtailcore.page delete": "programme_team administrator",
    "wagtailcore.page move": "programme_team administrator",
    "wagtailcore.page publish": "programme_team administrator",
    "wagtailcore.page unpublish": "programme_team administrator",
    "wagtaildocs.document add_tags": "programme_team editor administrator",
    "wagtaildocs.document add_to_collection": "programme_team editor administrator",
    "wagtaildocs.document delete": "programme_team editor administrator",
    "wagtailimages.image add_tags": "programme_team editor administrator",
    "wagtailimages.image add_to_collection": "programme_team editor administrator",
    "wagtailimages.image delete": "programme_team editor administrator",
}
# About a page that was handed in to be read by somebody else.
HANDED_IN = {
    f"wagtailadmin_pages:{name}:page_id"
    for name in (
        "workflow_action",
        "collect_workflow_action_data",
        "confirm_workflow_cancellation",
        "workflow_preview",
        "workflow_history_detail",
    )
}


def build_desk(scene: Scene) -> dict[str, object]:
    """Write what lies on the desk of the office, by the name of the argument that leads to it."""
    page = ContentPageFactory(title="Werkwijze")
    revision = page.save_revision()
    handed_in = ContentPageFactory(title="Ter nalezing")
    handed_in.save_revision()
    workflow = Workflow.objects.get()
    state = workflow.start(handed_in, scene.programme_team)
    image = get_image_model().objects.create(title="Een huis", file=picture())
    document = get_document_model().objects.create(
        title="Folder", file=ContentFile(b"tekst", name="folder.txt")
    )
    for spec in ("original", "max-165x165", "max-800x600", "max-150x150", "max-400x400", "width-500"):
        image.renditions.create(filter_spec=spec, file=picture(), width=8, height=6, focal_point_key="")
    # Wagtail writes down how large a file is when it is first asked for.
    image.get_file_size()
    document.get_file_size()
    collection = Collection.get_first_root_node().add_child(name="Foto's")
    front = FrontPage.objects.get()
    sent = {
        "role": Group.objects.get(name="Redacteuren").pk,
        "mark_as_active": "False",
        "tags": "huizen",
        "collection": collection.pk,
        "chooser": Page.objects.get(slug="over").pk,
    }
    return dict.fromkeys(HANDED_IN, handed_in.pk) | {
        "bulk": sent,
        "wagtailcore.page": page.pk,
        "members.member": scene.contact.pk,
        "wagtaildocs.document": document.pk,
        "wagtailimages.image": image.pk,
        "page_id": page.pk,
        "page_to_move_id": page.pk,
        "page_pk": front.pk,
        "destination_id": Page.objects.get(slug="over").pk,
        "parent_page_id": front.pk,
        "content_type_app_name": "home",
        "content_type_model_name": "contentpage",
        "revision_id": revision.pk,
        "task_id": Task.objects.get().pk,
        "workflow_pk": workflow.pk,
        "task_state_id": state.current_task_state.pk,
        "workflow_state_id": state.pk,
        "action_name": "approve",
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "collection_id": collection.pk,
        "uploaded_file_id": 999,
        "filter_spec": "original",
        "session_id": 1,
        "redirect_id": Redirect.objects.create(old_path="/oud", redirect_link="/over/").pk,
        "app_label": "home",
        "model_name": "contentpage",
        "object_id": page.pk,
        "app_name": "taggit",
        "wagtail_bulk_action:app_label": "wagtailcore",
        "wagtail_bulk_action:model_name": "page",
        "wagtail_bulk_action:action": "publish",
        "wagtailadmin_workflows:app_label": "wagtailcore",
        "wagtailadmin_workflows:model_name": "groupapprovaltask",
        "wagtailadmin_tag_model_autocomplete:model_name": "tag",
        "uidb64": "MQ",
        "token": "x-y",
        "step": "confirm/MQ/x-y/",
        "wagtailadmin_collections:pk": collection.pk,
        "wagtailadmin_workflows:pk": workflow.pk,
        "learninggroups_office:pk": scene.closed_group.pk,
        "organization:pk": scene.other_organization.pk,
        "region:pk": RegionFactory().pk,
        "theme:pk": ThemeFactory().pk,
        "programme:pk": ProgrammeFactory().pk,
        "wagtailsites:pk": Site.objects.get().pk,
        "wagtailusers_users:pk": scene.contact.pk,
        "wagtailusers_groups:pk": Group.objects.get(name="Redacteuren").pk,
        "wagtaildocs_chooser:pk": document.pk,
        "wagtailimages_chooser:pk": image.pk,
        "wagtailadmin_api:pages:pk": page.pk,
        "wagtailadmin_api:documents:pk": document.pk,
        "wagtailadmin_api:images:pk": image.pk,
    }


def picture() -> ImageFile:
    """Return a small picture."""
    file = BytesIO()
    Image.new("RGB", (8, 6)).save(file, "png")
    return ImageFile(file, name="huis.png")


def path_of(address: Address, desk: dict[str, object]) -> str:
    """Return where this address leads to what lies on the desk."""
    room = address.name.rpartition(":")[0]

    def filled(found: re.Match) -> str:
        names = (f"{address.name}:{found[1]}", f"{room}:{found[1]}", found[1])
        return str(next(desk[name] for name in names if name in desk))

    path = re.sub(r"<(?:\w+:)?(\w+)>", filled, address.pattern)
    if address.name == "wagtailadmin_pages:revisions_compare":
        path = f"beheer/pages/{desk['page_id']}/revisions/compare/earliest...live/"
    return "/" + re.sub(r"[\^$]|\\Z|\.\*", "", path)


def expected(row: str) -> tuple[list[str], list[str]]:
    """Return what each team gets when it reads and when it sends; one for all stands once."""
    read, sent = (part.split() for part in row.split("|"))
    return read * (len(TEAMS) // len(read)), sent * (len(TEAMS) // len(sent))
