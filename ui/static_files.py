"""How stylesheets and scripts are kept for browsers."""

from django.core.files.base import ContentFile, File
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """
    Keeps static files under names that change with what is in them, and compressed.

    Comments and white space are left out of stylesheets when they are collected: they are
    for who writes them, and a reader on a telephone should not pay for them.
    """

    def _save(self, name: str, content: File) -> str:
        if name.endswith(".css"):
            # Whoever made a name of what is in it has read it to the end.
            content.seek(0)
            content = ContentFile(cssmin(content.read().decode()).encode(), name=name)
        return super()._save(name, content)
