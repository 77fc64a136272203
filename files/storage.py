"""Where files lie that nobody may ask for by address."""

from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateStorage(FileSystemStorage):
    """A folder outside everything that a web server hands out; what is in it has no address."""

    def url(self, name):
        raise ValueError("what lies here leaves through a view that asks who wants it")


def private_storage() -> Storage:
    """Return the storage of the settings, so that tests and production each have their own."""
    return storages["private"]
