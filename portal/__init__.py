"""The composition root: knows every app and is known by none."""

import gc

from portal.celery import app as celery_app

__all__ = ["celery_app"]

# Python looks for cycles after each 700 objects; a page and a letter make thousands, and hardly any cycle.
# Looking seldom saves a tenth of what a letter costs.
gc.set_threshold(10_000, 20, 20)
