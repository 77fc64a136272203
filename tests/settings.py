"""The portal's settings with what only tests want: a fast hasher, and files in a folder that goes."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="portal-files-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["PORTAL_DATA_DIR"] = _folder

from portal.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECRET_KEY = "only-for-tests"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
STATIC_ROOT.mkdir()  # noqa: F405
