"""How times are said in Dutch, on pages and in letters."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter
def day(value: date | datetime) -> str:
    """Say a day in full: *vrijdag 28 november 2026*."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, "l j F Y")


@register.filter
def moment(value: datetime) -> str:
    """Say a moment in full, in Dutch time: *vrijdag 28 november 2026, 17.00 uur*."""
    return date_format(timezone.localtime(value), r"l j F Y, H.i \u\u\r")
