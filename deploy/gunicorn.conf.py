"""How gunicorn serves the portal; read by the service in systemd/portal-web.service."""

import multiprocessing

wsgi_app = "portal.wsgi"
# Two for each processor: half of them wait for the database at any moment.
workers = 2 * multiprocessing.cpu_count()
# Longer than the slowest page, and than the largest upload takes behind a proxy that buffers it.
timeout = 60
# Who is being served when a new version starts is served to the end.
graceful_timeout = 30
max_requests = 2000
max_requests_jitter = 200
# No disk: a worker that is late in saying that it lives would be killed.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - no file of ours goes there  # nosec B108
# The portal writes its own lines, without addresses; requests are not logged.
accesslog = None
loglevel = "warning"
