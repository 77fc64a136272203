"""The only settings module: secure defaults, read from the environment.

docs/operations.md has the table of variables; portal/checks.py refuses a
half-configured production under ``check --deploy``.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key
from django_prose_editor.config import EXTENSION_MAPPING
from js_asset import static_lazy

from portal import logs, valkey
from portal.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env.str("PORTAL_DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)


def generated_secret_key(path: Path) -> str:
    """Return the key kept in ``path``, made on first use and readable by the owner only."""
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()


DEBUG = env.bool("PORTAL_DEBUG", default=False)
OWN_SECRET_KEY = env.str("PORTAL_SECRET_KEY", default="")
SECRET_KEY = OWN_SECRET_KEY or generated_secret_key(DATA_DIR / "secret_key")
# Former keys, with which what was signed or locked before still opens.
SECRET_KEY_FALLBACKS = env.list("PORTAL_SECRET_KEY_FALLBACKS", default=[])

# The one address from which hosts, CSRF origins and links in letters follow.
SITE_URL = env.str("PORTAL_SITE_URL", default="http://localhost:8000").rstrip("/")
IS_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = sorted({urlsplit(SITE_URL).hostname, "localhost", "127.0.0.1"})
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    # First to hear that somebody signed in: members makes less of what it writes down.
    "allauth.usersessions",
    "portal",
    "home",
    "digests",
    "questions",
    "meetings",
    "learninggroups",
    "members",
    "themes",
    "activity",
    "search",
    "inbound",
    "mailing",
    "audit",
    "files",
    "ui",
    "privacy",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "members.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_prose_editor",
    "js_asset",
    "csp",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # Outside all others, so that refusals, redirects and files get their headers too.
    "ui.middleware.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ui.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "members.middleware.AuthenticationMiddleware",
    "ui.middleware.LoginRequiredMiddleware",
    "audit.origin.OriginMiddleware",
    "learninggroups.middleware.RolesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.middleware.BackOfficeMiddleware",
    "members.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Databases. IMMEDIATE makes every SQLite transaction take its write lock at the start,
# so that a read-then-write never meets "database is locked" halfway.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;"
        "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
    ),
}
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in limits live in the default cache and must outlive a Redis that is away,
# so that one is in the database; rendered fragments may be lost at any moment.
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    # SECURITY: how often somebody tried to sign in is counted here. Of Django's 300 rows a few people who
    # try much could have the counts of others thrown away.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000, "CULL_FREQUENCY": 20},
    },
    "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "fragments"},
    # Every process must see at once that something was written, so only where they share a Redis.
    "pages": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": valkey.cache_url(REDIS_URL),
        "KEY_PREFIX": "pages",
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

# Accounts
AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:overview"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Beside allauth's own limits: codes of twelve digits that colleagues type, counted when they are
# wrong, and what sends a letter to an address that anybody types: offers of a question, asking for
# the open digest, words beside a lesson, and registrations, of which a whole team may type some over
# one line to the internet.
ACCOUNT_RATE_LIMITS = {
    "apply": "5/h/ip",
    "contribution_code": "10/h/ip",
    "offer_question": "5/h/ip",
    "open_digest": "5/h/ip",
    "register_for_meeting": "30/h/ip",
    "takeaway": "5/h/ip",
}
ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
# Before an address, a password or a factor is changed.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "members.adapters.MFAAdapter"
MFA_TOTP_ISSUER = "Associatie Wijkteams"
# A key that is only touched proves that somebody has it, not who she is.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Organisations whose people sign in where they work (OpenID Connect), as docs/operations.md says.
OIDC_PROVIDERS = env.json("PORTAL_OIDC", default=[])
SOCIALACCOUNT_ADAPTER = "members.adapters.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": provider["id"],
                "name": provider["name"],
                "client_id": provider["client_id"],
                "secret": provider["secret"],
                # For a provider that does not say which addresses are proven: its own domains.
                "settings": {"server_url": provider["url"], "verified_email": provider.get("domains", False)},
            }
            for provider in OIDC_PROVIDERS
        ],
    }
}
# A link and no form: a browser would not let a form lead to another host (form-action).
SOCIALACCOUNT_LOGIN_ON_GET = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PORTAL_PROXY_COUNT", default=0)

# Cookies and headers
SESSION_COOKIE_NAME = "__Host-sessionid" if IS_HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if IS_HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "ui.messages.MessageStorage"
MESSAGE_COOKIE_NAME = "__Host-messages" if IS_HTTPS else "messages"
CSRF_FAILURE_VIEW = "ui.views.csrf_failure"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REDIRECT_EXEMPT = [r"^-/"]
SECURE_HSTS_SECONDS = int(timedelta(days=730).total_seconds()) if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
# Wagtail shows a preview of a page inside its editor, and so not DENY.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
# The one style element that the rich-text editor writes; tests/ui pins it to the shipped file.
EDITOR_STYLE_HASH = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE, EDITOR_STYLE_HASH],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Images and tables of the rich-text editor as we want them; ui/prose.py says what is kept.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("js/pictures.js")], "extensions": {"Image": EXTENSION_MAPPING["Image"]}}
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Language and time: plain Dutch on screen, UTC in the database.
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What members attach: no address leads here, only the view that asks who may see it.
    "private": {
        "BACKEND": "files.storage.PrivateStorage",
        "OPTIONS": {
            "location": DATA_DIR / "private",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "ui.static_files.StaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Letters. Everything that Django, allauth or Wagtail sends becomes a row in the outbox;
# mailing/delivery.py alone speaks SMTP, to the server of MAILING_SMTP_URL.
EMAIL_BACKEND = "mailing.backend.OutboxBackend"
MAILING_EMAIL_URL = env.str("EMAIL_URL", default=f"file://{DATA_DIR / 'mail'}")
MAIL_DOMAIN = env.str("PORTAL_MAIL_DOMAIN", default=urlsplit(SITE_URL).hostname)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("PORTAL_MAIL_FROM", default=f"portaal@{MAIL_DOMAIN}")
DEFAULT_FROM_NAME = "Associatie Wijkteams"
# Where letters are answered by mail; without it no letter asks for that.
MAIL_REPLY_DOMAIN = env.str("PORTAL_REPLY_DOMAIN", default="")
# The mailbox that holds what is sent to that domain; it is emptied twice a minute.
MAIL_IMAP_URL = env.str("PORTAL_IMAP_URL", default="")
# The provider that posts mail to us, what it shows us to be believed, and what else Anymail asks for.
MAIL_PROVIDER = env.str("PORTAL_MAIL_PROVIDER", default="")
ANYMAIL = {
    **env.dict("PORTAL_MAIL_PROVIDER_KEYS", default={}),
    "WEBHOOK_SECRET": env.list("PORTAL_WEBHOOK_SECRET", default=[]),
}
# The name under which the host that takes our mail in writes down who sent it (RFC 8601).
MAIL_AUTHSERV_ID = env.str("PORTAL_MAIL_AUTHSERV_ID", default="")
# Under which name the mail server's key for signing stands in the DNS; only `mailcheck` asks.
MAIL_DKIM_SELECTOR = env.str("PORTAL_DKIM_SELECTOR", default="")
# A worker that is silent for this long loses its letters to another.
MAILING_LEASE_SECONDS = env.int("MAILING_LEASE_SECONDS", default=300)
# How many letters a minute one receiving domain gets, sign-in codes aside; nought is no limit.
MAILING_PACE = env.int("MAILING_PACE", default=0)
# How long a letter waits after each "not now" of a mail server; the last one repeats.
MAILING_RETRY_SECONDS = env.list(
    "MAILING_RETRY_SECONDS", cast=int, default=[60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600]
)

# Celery: a task carries no data and may run twice or never; the rows decide.
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
if not REDIS_URL:
    (DATA_DIR / "broker").mkdir(exist_ok=True)
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 3600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 0.5,
    }
    if REDIS_URL
    else {
        "data_folder_in": str(DATA_DIR / "broker"),
        "data_folder_out": str(DATA_DIR / "broker"),
        "control_folder": str(DATA_DIR / "broker"),
        "polling_interval": 0.1,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 840

# What is seen of it from outside
LOGGING = logs.configuration()
# Who left, in numbers, for after a restore: best kept where the backups are.
DEPARTURES_LIST = Path(env.str("PORTAL_DEPARTURES_LIST", default=str(DATA_DIR / "departures.jsonl")))
METRICS_TOKEN = env.str("PORTAL_METRICS_TOKEN", default="")

# Wagtail
WAGTAIL_SITE_NAME = "Associatie Wijkteams"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# Saving by itself may run into the editor's own click: both make the page, and she gets an error.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_I18N_ENABLED = False
# Who looks after the machines has no texts to read.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "dutch"}
}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILEMBEDS_FINDERS: list[dict] = []
