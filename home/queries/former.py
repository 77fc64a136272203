"""Where a page of the old site is now."""

from collections.abc import Mapping

from home.models.imported import ImportedPage

# What WordPress calls the number of a page in an address.
NUMBERS = ("p", "page_id")


def new_address(words: Mapping[str, str]) -> str:
    """Return the address of the live page that had the number after the question mark, or nothing."""
    number = next((words[name] for name in NUMBERS if name in words), "")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        return ""
    found = ImportedPage.objects.filter(number=int(number), page__live=True).select_related("page")
    row = found.order_by("pk").first()
    return "/" + row.page.url_path.split("/", 2)[2] if row else ""
