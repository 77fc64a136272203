"""What the shell of the back office says to its scripts."""

from django import template
from django.core.cache import caches
from django.middleware.csrf import get_token
from django.template import Context
from django.utils.translation import get_language
from wagtail.admin.templatetags.wagtailadmin_tags import wagtail_config

register = template.Library()

ONE_MINUTE = 60


@register.simple_tag(takes_context=True)
def office_config(context: Context) -> dict:
    """
    Return what ``wagtail_config`` returns, of which most is asked for once a minute.

    SECURITY: the token is somebody's own, so it is never kept.
    """
    request = context["request"]
    shortcuts = getattr(getattr(request.user, "wagtail_userprofile", None), "keyboard_shortcuts", True)
    fragments = caches["fragments"]
    key = f"office_config.{get_language()}"
    shared = fragments.get(key)
    if shared is None:
        shared = wagtail_config(context)
        del shared["CSRF_TOKEN"]
        fragments.set(key, shared, ONE_MINUTE)
    return shared | {"CSRF_TOKEN": get_token(request), "KEYBOARD_SHORTCUTS_ENABLED": shortcuts}
