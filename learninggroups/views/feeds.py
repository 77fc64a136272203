"""Reading along with an open group from elsewhere."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from learninggroups.models import LearningGroup
from learninggroups.queries.feeds import ANYBODY, newest_posts, writable


@login_not_required
@require_safe
@conditional_page
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the newest posts of an open group as Atom; of any other group there is no feed."""
    groups = LearningGroup.objects.visible_to(ANYBODY).current()
    group = get_object_or_404(groups.filter(openness=LearningGroup.Openness.OPEN), slug=slug)
    address = settings.SITE_URL + group.get_absolute_url()
    atom = Atom1Feed(
        title=writable(group.name),
        link=address,
        description=None,
        subtitle=writable(group.purpose),
        language=settings.LANGUAGE_CODE,
        feed_url=settings.SITE_URL + request.path,
    )
    entries = newest_posts(group)
    for entry in entries:
        atom.add_item(
            title=entry.title,
            link=settings.SITE_URL + entry.url,
            # Stays when the post moves to another thread.
            unique_id=get_tag_uri(f"{settings.SITE_URL}/leergroepen/berichten/{entry.pk}/", entry.posted_at),
            author_name=entry.author,
            # A reader takes it for HTML, and what was typed as < is no tag.
            description=escape(entry.text),
            pubdate=entry.posted_at,
            updateddate=entry.updated_at,
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    latest = max((entry.updated_at for entry in entries), default=group.created_at)
    response["Last-Modified"] = http_date(latest.timestamp())
    # Asked again each time: a group that closes closes here at once.
    patch_cache_control(response, public=True, no_cache=True)
    return response
