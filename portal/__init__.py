"""The composition root: knows every app and is known by none."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
