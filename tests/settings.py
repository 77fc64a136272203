"""
The portal's settings with what only tests want: a fast hasher, and files in a folder that goes.

A test writes by calling an action and reads the page after it, without a request that forgets
what was kept; so pages are kept in the tests of that alone (tests/ui/test_page_cache.py).
"""

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit

_folder = tempfile.mkdtemp(prefix="portal-files-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["PORTAL_DATA_DIR"] = _folder
# Processes of the suite share a broker; in a room of its own each rings for its own database only.
if _broker := os.environ.get("REDIS_URL"):
    _room = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    os.environ["REDIS_URL"] = (
        f"{_broker.partition('?')[0]}?virtual_host={_room}"
        if "socket:" in _broker
        else urlsplit(_broker)._replace(path=f"/{_room}").geturl()
    )

from portal.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECRET_KEY = "only-for-tests"
PAGES_KEPT = CACHES["pages"]  # noqa: F405
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
STATIC_ROOT.mkdir()  # noqa: F405
