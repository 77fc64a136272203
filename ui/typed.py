"""What somebody typed in a form that could not be taken in, to give it back to her."""

from django.http import HttpRequest

from ui import prose

# More than anybody minds typing again.
WORTH_KEEPING = 40


def texts_of(request: HttpRequest) -> list[str]:
    """Return the texts in a sent form that somebody put work in; never a secret."""
    return [
        prose.plain(prose.clean(text))
        for name, text in request.POST.items()
        if len(text) > WORTH_KEEPING and name != "csrfmiddlewaretoken" and "password" not in name
    ]
