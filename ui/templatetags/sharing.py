"""What search engines and networks are told of a page; nobody sees it on the page itself."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

register = template.Library()

LONGEST_DESCRIPTION = 200
SCRIPT = '<script type="application/ld+json">{}</script>'
# A script of data is not run by browsers; these signs could end it.
_ENDS_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def sharing(
    title: str = "", description: str = "", address: str = "", picture: str = "", kind: str = "website"
) -> SafeString:
    """Say what stands beside a link elsewhere (Open Graph); ``address`` is a path of ours, or a full one."""
    facts = {
        "og:site_name": settings.DEFAULT_FROM_NAME,
        "og:locale": "nl_NL",
        "og:type": kind,
        "og:title": title,
        "og:description": Truncator(" ".join(description.split())).chars(LONGEST_DESCRIPTION),
        "og:url": full(address),
        "og:image": picture or settings.SITE_URL + static("img/sharing.png"),
        "og:image:width": "1200",
        "og:image:height": "630",
    }
    told = format_html_join(
        "", '<meta property="{}" content="{}">', (fact for fact in facts.items() if fact[1])
    )
    return format_html('{}<meta name="twitter:card" content="summary_large_image">', told)


@register.simple_tag
def event(meeting: Any) -> SafeString:
    """Tell search engines when and where a public meeting is; where online is for who comes."""
    is_online, is_cancelled = bool(meeting.online_url), meeting.cancelled_at is not None
    mode = "Mixed" if is_online and meeting.place else "Online" if is_online else "Offline"
    places = [{"@type": "VirtualLocation", "url": full(meeting.get_absolute_url())}] if is_online else []
    places += [{"@type": "Place", "name": meeting.place, "address": meeting.place}] if meeting.place else []
    return linked(
        {
            "@type": "Event",
            "name": meeting.title,
            "description": meeting.about,
            "url": full(meeting.get_absolute_url()),
            "startDate": meeting.starts_at.isoformat(),
            "endDate": meeting.ends_at.isoformat(),
            "eventStatus": f"https://schema.org/Event{'Cancelled' if is_cancelled else 'Scheduled'}",
            "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
            "location": places,
            "organizer": organisation(),
            "isAccessibleForFree": True,
            "inLanguage": settings.LANGUAGE_CODE,
        },
        trail(("Bijeenkomsten", "/bijeenkomsten/"), (meeting.title, meeting.get_absolute_url())),
    )


@register.filter
def full(address: str) -> str:
    """Return an address as others know it."""
    return settings.SITE_URL + address if address.startswith("/") else address


def organisation() -> dict[str, Any]:
    """Return the association as search engines know it."""
    logo = settings.SITE_URL + static("img/icon-512.png")
    return {
        "@type": "Organization",
        "@id": f"{settings.SITE_URL}/#associatie",
        "name": settings.DEFAULT_FROM_NAME,
        "url": f"{settings.SITE_URL}/",
        "logo": logo,
    }


def trail(*steps: tuple[str, str]) -> dict[str, Any]:
    """Return the way to a page, as titles and addresses from the top."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": full(address)}
            for number, (title, address) in enumerate(steps, start=1)
        ],
    }


def linked(*things: dict[str, Any]) -> SafeString:
    """Return things as a script of data (JSON-LD), without what is not known of them."""
    known = [{key: value for key, value in thing.items() if value not in ("", None, [])} for thing in things]
    data = json.dumps({"@context": "https://schema.org", "@graph": known}, ensure_ascii=False)
    # SECURITY: no text can end the script, and a browser runs none of this type.
    return format_html(SCRIPT, mark_safe(data.translate(_ENDS_SCRIPT)))  # noqa: S308  # nosec B308 B703
