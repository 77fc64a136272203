"""What every page of the back office says about the post."""

from django import template
from django.template import Context
from django.utils import timezone

from mailing.permissions import may_look_after_post
from mailing.queries.pulse import pulse

register = template.Library()


@register.inclusion_tag("mailing/office/alarm.html", takes_context=True)
def post_alarm(context: Context) -> dict:
    """Say that no letters leave, as long as that is so, to everyone who works here."""
    return {
        "pulse": pulse(timezone.now()),
        "may_look_after_post": may_look_after_post(context["request"].user),
    }
