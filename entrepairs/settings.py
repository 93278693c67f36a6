"""Settings, read from the environment alone; the command line fills it in (see
entrepairs/cli.py)."""

import json
import os
from pathlib import Path

import django

from entrepairs.core import places
from entrepairs.core.content_policy import POLICY
from entrepairs.core.database_settings import connection_pool, read_address
from entrepairs.core.environment import in_megabytes, path_at, secret
from entrepairs.core.log_settings import LOGS
from entrepairs.core.mail_settings import mail_sender, read_mail_settings
from entrepairs.core.sms_settings import read_sms_settings

PACKAGE = Path(__file__).resolve().parent
DATA = places.data_folder()
MODE = os.environ.get("ENTREPAIRS_MODE", "serve")  # serve, demo or test
DEMO = MODE == "demo"
DEBUG = False
SECRET_KEY = secret("ENTREPAIRS_SECRET_KEY", "secret_key")
WORD_KEYS = [
    key for key in secret("ENTREPAIRS_WORD_KEYS", "word_keys").replace(",", "\n").split() if key
]
LOGIN_URL_OF_DATABASE = os.environ.get("DATABASE_URL", "postgresql:///entrepairs")
DATABASES = {
    # The login role has no right of its own: each transaction puts on a hat (see core/hats.py).
    "default": read_address(
        LOGIN_URL_OF_DATABASE,
        pool=connection_pool(os.environ),
        # Values travel apart from the statement and plans are kept: planning through row security
        # costs more than running.
        server_side_binding=True,
        prepare_threshold=2,
    ),
    # Owns the tables; only to migrate and to apply policies. No page waits for it: it is patient.
    # Tables are made in public: the schema app is dropped and written again after each migration.
    "owner": read_address(
        os.environ.get("DATABASE_OWNER_URL", LOGIN_URL_OF_DATABASE),
        "-c search_path=public",
        connect_timeout="20",
    ),
    # Counts tries at sign-in, outside the request's transaction, under the gate hat from the first
    # byte.
    "tries": read_address(LOGIN_URL_OF_DATABASE, "-c role=entrepairs_gate"),
}
DATABASE_ROUTERS = ["entrepairs.core.hats.TriesRouter"]
CACHES = {
    "default": {
        "BACKEND": "entrepairs.accounts.throttle_cache.TriesCache",
        "LOCATION": "accounts_tries",
    }
}

ROOMS = [
    *("core", "files", "ui", "ledger", "vocabulary", "matching", "people", "accounts"),
    *("notices", "search", "calendar", "conversations", "meetings", "library", "suggestions"),
    "safeguarding",
    *("events", "recordings", "pairs", "groups", "roles", "learning", "plans", "gatherings"),
    "schedules",
    *("calls", "registrations", "rounds", "drafts", "decisions", "mandates", "reviews"),
    *("teams", "items", "complaints", "vacancies", "sharing", "reports", "sittings", "courses"),
    *("delegations", "minutes"),
    *("observatory", "rights", "today"),
]
INSTALLED_APPS = [
    *(f"entrepairs.{room}" for room in ROOMS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "entrepairs.ui.resource_policy.ResourcePolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "entrepairs.files.responses.CompressionMiddleware",
    "entrepairs.ui.plain_input.PlainInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "entrepairs.ui.language.LanguageMiddleware",
    "entrepairs.ui.leaving.LeftMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "entrepairs.ui.middleware.HatMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):  # the engine said it, before we are loaded
    MIDDLEWARE.insert(0, "entrepairs.engine.metrics.MetricsMiddleware")
ROOT_URLCONF = "entrepairs.urls"
WSGI_APPLICATION = "entrepairs.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "entrepairs.ui.jinja.Templates",
        "DIRS": [
            *(PACKAGE / room / "templates" for room in (*ROOMS, "engine")),
            Path(django.__file__).parent / "forms" / "jinja2",  # what fields are made of
        ],
        "OPTIONS": {
            "environment": "entrepairs.ui.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "entrepairs.ui.context_processors.page",
            ],
        },
    }
]

# Languages and time
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 31536000
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = USE_TZ = True
TIME_ZONE = os.environ.get("ENTREPAIRS_TIME_ZONE", "Europe/Paris")

# Jobs: each room's jobs.py
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Pages that wait for news: each holds a thread of a web process, so fewer than it has threads.
LIVE_WAITS = int(os.environ.get("ENTREPAIRS_LIVE_WAITS", "24"))
LIVE_SECONDS = 25  # then the page asks again

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = places.static_folder()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    # Files of the library and of groups: on this disk, or wherever a storage of Django's puts them
    # (S3: "storages.backends.s3.S3Storage").
    "files": {
        "BACKEND": os.environ.get(
            "ENTREPAIRS_FILES_BACKEND", "django.core.files.storage.FileSystemStorage"
        ),
        "OPTIONS": json.loads(os.environ.get("ENTREPAIRS_FILES_OPTIONS", "null"))
        or {
            "location": DATA / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
# In tests found where they are and when they are asked for: each client would list them all first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test"

# Files that people send. The folder of those on their way is shared by all web and job processes.
UPLOADS_ROOT = Path(os.environ.get("ENTREPAIRS_UPLOADS", DATA / "uploads"))
FILES_LARGEST = in_megabytes("ENTREPAIRS_FILES_LARGEST_MB", 2000)
FILES_LARGEST_BY_FORM = in_megabytes("ENTREPAIRS_FILES_LARGEST_BY_FORM_MB", 100)  # no JavaScript
FILES_OF_ORGANISATION = in_megabytes("ENTREPAIRS_FILES_OF_ORGANISATION_MB", 50_000)
FILES_OF_GROUP = in_megabytes("ENTREPAIRS_FILES_OF_GROUP_MB", 2000)
FILES_OF_BODY = in_megabytes("ENTREPAIRS_FILES_OF_BODY_MB", 1000)
FILES_LARGEST_OF_SITTING = in_megabytes("ENTREPAIRS_FILES_LARGEST_OF_SITTING_MB", 20)
FILES_LEAVE_FREE = in_megabytes("ENTREPAIRS_FILES_LEAVE_FREE_MB", 2000)  # of the disk
# Long downloads and slow sends at once in a web process: each holds a thread, asleep most of the
# time.
DOWNLOADS = int(os.environ.get("ENTREPAIRS_DOWNLOADS", "16"))
SENDS = int(os.environ.get("ENTREPAIRS_SENDS", "12"))
# A web server in front hands files over itself: "X-Accel-Redirect:/kept/" (nginx) or "X-Sendfile:"
# (Apache).
FILES_HANDED_ON = os.environ.get("ENTREPAIRS_FILES_HANDED_ON", "")

# Getting in
AUTH_USER_MODEL = "accounts.Account"
SESSION_ENGINE = "entrepairs.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SAMESITE = "Lax"
LOGIN_URL = "/enter/"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
if MODE == "test":
    # Nothing to protect, and in no time.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "entrepairs.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "signup": "entrepairs.accounts.forms.SignupForm",
    "request_login_code": "entrepairs.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "entrepairs.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "entrepairs.accounts.forms.ConfirmEmailForm",
    "add_email": "entrepairs.accounts.forms.AddEmailForm",
}
ACCOUNT_CHANGE_EMAIL = True  # one address at a time, replaced once the new one is confirmed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# All tries are counted in one place, accounts/throttling.py.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "entrepairs.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "serve"
# Paths that run under the gate hat from end to end: accounts and sessions, nothing of anybody's
# life.
GATE_PATHS = ("/account/", "/enter/", "/demo/")

# Safety
ALLOWED_HOSTS = [h for h in os.environ.get("ENTREPAIRS_HOSTS", "").split(",") if h] or (
    ["127.0.0.1", "localhost", "[::1]", "testserver"] if MODE != "serve" else []
)
ORIGIN = os.environ.get("ENTREPAIRS_ORIGIN", "")
SECURE_ORIGIN = ORIGIN.startswith("https://")
# How many proxies stand before us and tell in X-Forwarded-For where a request comes from; believed
# behind https only.
PROXIES = int(os.environ.get("ENTREPAIRS_PROXIES", "1"))
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []
# Behind https, names that browsers let no other host and no plain page write.
COOKIE_PREFIX = "__Host-" if SECURE_ORIGIN else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}session", f"{COOKIE_PREFIX}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_ORIGIN
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_ORIGIN else None
SECURE_HSTS_SECONDS = 31536000 if SECURE_ORIGIN else 0
# Nothing to other sites; and not "no-referrer", with which browsers send forms with `Origin: null`,
# refused as forged.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = POLICY
CSRF_FAILURE_VIEW = "entrepairs.ui.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Where "leave this site" goes: a page that says nothing about the person.
EXIT_URL = os.environ.get("ENTREPAIRS_EXIT_URL", "https://meteofrance.com/")
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# What the law wants said of a site; shown as missing, and told by doctor, where it is.
SITE_NAME = os.environ.get("ENTREPAIRS_NAME", "") or "Entrepairs"  # what feeds and archives call it
# What an administrator changes of the vocabulary, each value with its source.
VOCABULARY_CORRECTIONS = path_at("ENTREPAIRS_VOCABULARY")
# The answers to the questions on hosting (rights/data/hosting.yaml).
HOSTING_ANSWERS = path_at("ENTREPAIRS_HOSTING")
PUBLISHER = os.environ.get("ENTREPAIRS_PUBLISHER", "")
CONTACT = os.environ.get("ENTREPAIRS_CONTACT", "")
HOSTED_BY = os.environ.get("ENTREPAIRS_HOSTED_BY", "")

# Mail. Without a server no mail leaves, and nothing is written instead: a code belongs in no log.
MAILS = read_mail_settings(os.environ)
MAILS_LEAVE = bool(MAILS.host) or MODE == "test"
MAILERS = MAILS.mailers

# Help without a network, and notifications on a phone or computer: the service worker
# (ui/offline.py), and the key by which the makers of browsers know this site.
OFFLINE = os.environ.get("ENTREPAIRS_OFFLINE", "on") != "off"
PUSH_KEY = secret("ENTREPAIRS_PUSH_KEY", "push_key") if OFFLINE else ""
PUSH_LOOPBACK = False  # tests: to a push service of this machine, without https

# Text messages, by a gateway: an address, or a command of this machine. None leaves without one.
SMS = read_sms_settings(os.environ)
TEXTS_LEAVE = bool(SMS.url or SMS.command)

# "L’Escale <bonjour@escale.example>" or an address alone: people read the first, machines are
# given the second.
DEFAULT_FROM_EMAIL, MAIL_ADDRESS = mail_sender(os.environ.get("ENTREPAIRS_MAIL_FROM", ""))

# Errors tell the administrator what happened, without what people wrote: no request bodies, no
# variables, no secret of an address.
LOGGING = LOGS
