"""The back office as our people need it: one worklist, a short menu, no inline script."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.documents.models import AbstractDocument
from wagtail.models import BaseViewRestriction, Page

from home.content_checks import take_our_checks
from home.models import LessonPage
from home.queries.worklist import worklist
from home.views import office
from members.middleware import to_second_factor
from questions.permissions import may_run_questions

# The help menu leads to texts in English about how Wagtail is made; what is read along is set in code.
LEFT_OUT = {"help"}
SETTINGS_LEFT_OUT = {"workflows", "workflow-tasks"}
REPORTS_LEFT_OUT = {"workflows", "workflow-tasks", "page-types-usage"}
REPORT_NAMES = {"site-history": "Wat er is veranderd", "aging-pages": "Lang niet bijgewerkt"}

# After the hooks that add what is taken away here, and before Wagtail's own.
LAST = 1000
FIRST = -1000


class WorklistPanel(Component):
    """What waits, above everything else."""

    name = "worklist"
    order = 10
    template_name = "home/worklist.html"

    def get_context_data(self, parent_context: dict) -> dict:
        request = parent_context["request"]
        of_everybody = request.GET.get("werk") == "iedereen"
        return {
            "worklist": worklist(request.roles, timezone.now(), of_everybody=of_everybody),
            "may_ask": may_run_questions(request.roles),
        }


@hooks.register("register_admin_urls")
def addresses() -> list:
    """Mount our own pages among Wagtail's."""
    pages = [
        path("handleiding/", office.manual, name="manual"),
        path("lessen/<int:pk>/nalezen/", office.read_again, name="read-again"),
    ]
    return [path("", include((pages, "home_office")))]


@hooks.register("before_publish_page")
def wait_for_answers(request: HttpRequest, page: Page) -> None:
    """Refuse to schedule a lesson as well; publishing it is refused anyhow."""
    if isinstance(page, LessonPage):
        page.require_answers()


@hooks.register("construct_homepage_panels", order=LAST)
def show_the_worklist_alone(request: HttpRequest, panels: list[Component]) -> None:
    """Say what waits once; Wagtail's own panels say parts of it again."""
    panels[:] = [WorklistPanel()]


@hooks.register("construct_homepage_summary_items", order=LAST)
def count_nothing(request: HttpRequest, items: list[Component]) -> None:
    """How many pages and images there are helps nobody to work."""
    items.clear()


@hooks.register("construct_main_menu", order=LAST)
def shorten_menu(request: HttpRequest, items: list) -> None:
    """Leave out what these people do not use."""
    items[:] = [item for item in items if item.name not in LEFT_OUT]


@hooks.register("construct_wagtail_userbar")
def check_in_dutch(request: HttpRequest, items: list, page: Page | None) -> None:
    """Look at what our pages need, and say so in our words."""
    take_our_checks(request, items)


@hooks.register("construct_settings_menu", order=LAST)
def shorten_settings(request: HttpRequest, items: list) -> None:
    """Leave out what only who makes the portal changes."""
    items[:] = [item for item in items if item.name not in SETTINGS_LEFT_OUT]


@hooks.register("construct_reports_menu", order=LAST)
def shorten_reports(request: HttpRequest, items: list) -> None:
    """Leave out what the worklist says, and call the rest by what it tells."""
    items[:] = [item for item in items if item.name not in REPORTS_LEFT_OUT]
    for item in items:
        item.label = REPORT_NAMES.get(item.name, item.label)


@hooks.register("register_admin_menu_item")
def manual_item() -> MenuItem:
    """Stand last, where one looks for help."""
    address = reverse("home_office:manual")
    return MenuItem("Handleiding", address, name="manual", icon_name="help", order=20000)


@hooks.register("insert_global_admin_js")
def start_widgets() -> SafeString:
    """Start widgets from data attributes, where Wagtail would write inline scripts."""
    return format_html('<script src="{}"></script>', static("js/office.js"))


@hooks.register("insert_global_admin_css")
def wear_our_colours() -> SafeString:
    """Dress the back office like the site."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/office-brand.css"))


@hooks.register("before_serve_page", order=FIRST)
def keep_page(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse | None:
    """Give a page that is not for everybody to whom it is for."""
    return _kept_from(request, page.get_view_restrictions())


@hooks.register("before_serve_document", order=FIRST)
def keep_document(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """Give a document of which the collection is not for everybody to whom it is for."""
    return _kept_from(request, document.collection.get_view_restrictions())


def _kept_from(request: HttpRequest, restrictions: Iterable[BaseViewRestriction]) -> HttpResponse | None:
    """
    Keep out who is signed in and may not read it; a visitor is asked to sign in by Wagtail.

    To Wagtail a guest is signed in like any member, and a team is who is in it, whatever she showed
    in this session. Whom it refuses it asks to sign in, who would then be sent here again, for ever.

    :raises Http404: when it is not for her.
    """
    for restriction in restrictions:
        if not request.user.is_authenticated:
            return None
        match restriction.restriction_type:
            case BaseViewRestriction.LOGIN if request.user.is_guest:
                raise Http404
            case BaseViewRestriction.GROUPS if not restriction.accept_request(request):
                raise Http404
            case BaseViewRestriction.GROUPS if request.user.lacks_second_factor:
                return to_second_factor(request)
    return None
