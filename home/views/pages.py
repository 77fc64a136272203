"""Where Wagtail's pages are found: the front page and everything below it."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views

from home.models import PortalPage

# There is one site, so neither its name nor the pages on the way need be asked for: none of
# ours answers for a page below it. SQL, because every public page asks this first.
FRONT_PAGE = "page.id = root.id"
BELOW_IT = "page.slug = %s AND page.url_path = root.url_path || %s"
FOUND = """
    SELECT page.id, page.content_type_id, EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction)
    FROM wagtailcore_site site
    JOIN wagtailcore_page root ON root.id = site.root_page_id
    JOIN wagtailcore_page page ON {which}
    WHERE site.is_default_site AND page.live
"""


@login_not_required
def page(request: HttpRequest, path: str) -> HttpResponse:
    """
    Find a page in two statements, with what it shows of others, and let Wagtail serve it.

    Wagtail itself would take six: its site, every page on the way, and who may read each of them.
    """
    # Where Wagtail keeps what it found for this request, and looks first.
    request._wagtail_route_for_request = (page_at(path), [], {})
    return views.serve(request, path)


def page_at(path: str) -> PortalPage:
    """
    Return the page that is online at an address, as in ``lessen/een-les/``; the front page has none.

    :raises Http404: when there is no such page.
    """
    steps = path.strip("/").split("/")
    which, values = (BELOW_IT, [steps[-1], f"{'/'.join(steps)}/"]) if steps[-1] else (FRONT_PAGE, [])
    with connection.cursor() as cursor:
        cursor.execute(FOUND.format(which=which), values)
        found = cursor.fetchone()
    if found is None:
        raise Http404
    pk, content_type, is_any_restricted = found
    kind = ContentType.objects.get_for_id(content_type).model_class()
    one = kind.objects.select_related(*kind.shown_with).get(pk=pk)
    one.is_any_restricted = bool(is_any_restricted)
    return one
