"""What search engines and networks are told of the pages that editors publish."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.models import DevelopmentPage, FrontPage, LessonPage, NewsPage, PortalPage
from home.pictures import address_of
from ui.templatetags.sharing import linked, organisation, sharing, trail

register = template.Library()

# As what search engines know each kind, and the section that it stands in.
KNOWN_AS = {
    NewsPage: ("NewsArticle", ("Nieuws", "/nieuws/")),
    DevelopmentPage: ("Article", ("Landelijke ontwikkelingen", "/ontwikkelingen/")),
    LessonPage: ("LearningResource", ("Lessen", "/lessen/")),
}


@register.simple_tag
def page_sharing(page: PortalPage) -> SafeString:
    """Say what stands beside a link to a page, and tell search engines who wrote it, and when."""
    if isinstance(page, LessonPage) and not page.is_open:
        # PRIVACY: its lead is for members, also in what others show beside a link.
        return sharing()
    picture = address_of(page)
    kind = "article" if type(page) in KNOWN_AS else "website"
    told = sharing(page.seo_title or page.title, page.description, page.address, picture, kind)
    return format_html("{}{}", told, _data(page, picture))


def _data(page: PortalPage, picture: str) -> SafeString | str:
    if isinstance(page, FrontPage):
        return linked(organisation())
    if type(page) not in KNOWN_AS or not page.live:
        return ""
    kind, section = KNOWN_AS[type(page)]
    published, changed = page.first_published_at, page.last_published_at
    article = {
        "@type": kind,
        "headline": page.title,
        "name": page.title,
        "description": page.description,
        "url": page.canonical,
        "image": picture,
        "datePublished": published and published.isoformat(),
        "dateModified": changed and changed.isoformat(),
        "author": _author(page),
        "publisher": organisation(),
        "license": getattr(page, "licence_address", ""),
        "isAccessibleForFree": True,
        "inLanguage": settings.LANGUAGE_CODE,
    }
    return linked(article, trail(section, (page.title, page.address)))


def _author(page: PortalPage) -> dict[str, Any]:
    kind = "Person" if page.sender_kind == page.SenderKind.PERSON else "Organization"
    return {"@type": kind, "name": page.sender}
