"""Django's settings, made from the environment alone (see environment.py)."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from lhs_portal.environment import BASE_DIR, read_environment
from lhs_portal.lib.catalogs import compiled
from lhs_portal.lib.languages import INTERFACE
from lhs_portal.lib.logs import logging_config

ENVIRONMENT = read_environment()
PRODUCTION = ENVIRONMENT.production
DEMO = ENVIRONMENT.mode == "demo"

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key_in_use()
SIGNING_KEY = ENVIRONMENT.signing_key_in_use()
OLD_SIGNING_KEYS = ENVIRONMENT.public_keys()
SITE_URL = ENVIRONMENT.site_url.rstrip("/")
ALLOWED_HOSTS = ENVIRONMENT.hosts()
CSRF_TRUSTED_ORIGINS = [SITE_URL] if PRODUCTION else []
ROOT_URLCONF = "lhs_portal.urls"
WSGI_APPLICATION = "lhs_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
LANGUAGES = list(INTERFACE.items())
LANGUAGE_COOKIE_SECURE = urlsplit(SITE_URL).scheme == "https"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 31_536_000
LOCALE_PATHS = [compiled(BASE_DIR / "locale", ENVIRONMENT.data_dir / "locale")]
FORMAT_MODULE_PATH = "lhs_portal.formats"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

INSTALLED_APPS = [
    "lhs_portal.audit",
    "lhs_portal.accounts",
    "commitments",
    "commitments.drafting",
    "assessments",
    "reports",
    "reports.plans",
    "reports.field",
    "reports.releases",
    "reports.dryrun",
    "reports.workbench",
    "reports.hub",
    "lhs_portal.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "lhs_portal.lib.request_ids.RequestIdMiddleware",
    "lhs_portal.lib.utf8_forms.Utf8FormsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lhs_portal.lib.private_pages.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lhs_portal.accounts.languages.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "lhs_portal.site.context_processors.site",
            ],
            "string_if_invalid": "",
        },
    }
]

# Database. SQLite: without IMMEDIATE concurrent saves fail with "database is locked" (design.md).
DATABASES = {"default": dj_database_url.parse(ENVIRONMENT.database(), conn_max_age=600)}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["TEST"] = {"NAME": str(ENVIRONMENT.data_dir / "test.sqlite3")}
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)

# Sessions and rate limits are in the database: a lost Redis logs nobody out and lets nobody in.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Messages name people and organizations: they are no cookie of their own (privacy page).
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # Beyond Django's 300 entries a flood would push out the counts that limit it.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data_dir / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "lhs_portal.site.finders.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
MEDIA_ROOT = ENVIRONMENT.media()
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["lhs_portal.lib.uploads.handlers.LimitedUploadHandler"]
UPLOAD_MAX_BYTES = ENVIRONMENT.upload_mb * 1024 * 1024
CLAMD = ENVIRONMENT.clamd
CLAMD_DOWN = ENVIRONMENT.clamd_down
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "lhs_portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "lhs_portal.accounts.forms.SignupForm"
ACCOUNT_FORMS = {
    "login": "lhs_portal.accounts.sign_in_forms.LoginForm",
    "signup": "lhs_portal.accounts.sign_in_forms.SignupForm",
    "add_email": "lhs_portal.accounts.sign_in_forms.AddEmailForm",
    "change_password": "lhs_portal.accounts.sign_in_forms.ChangePasswordForm",
    "reset_password": "lhs_portal.accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "lhs_portal.accounts.sign_in_forms.ResetPasswordKeyForm",
    "reauthenticate": "lhs_portal.accounts.sign_in_forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and no other
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "LHS Portal"
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies or 0

# Mail. Demo mode writes it to a folder that a page shows.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.from_email
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if PRODUCTION
    else "lhs_portal.lib.mail_folder.EmailBackend"
)
EMAIL_FILE_PATH = ENVIRONMENT.data_dir / "mail"
EMAIL_HOST = ENVIRONMENT.email_host
EMAIL_PORT = ENVIRONMENT.email_port
EMAIL_HOST_USER = ENVIRONMENT.email_user
EMAIL_HOST_PASSWORD = ENVIRONMENT.email_password.get_secret_value()
EMAIL_USE_TLS = ENVIRONMENT.email_security == "starttls"
EMAIL_USE_SSL = ENVIRONMENT.email_security == "tls"
EMAIL_TIMEOUT = 10

# Fonts of documents besides those that come with the compiler
FONT_PATHS = [str(path) for path in ENVIRONMENT.font_paths]

# The thresholds of disclosure control: the file that we ship, and no other value
DISCLOSURE_FILE = BASE_DIR / "fixtures" / "disclosure.yaml"

# Jobs: see lhs_portal/celery.py
LEASE_SECONDS = ENVIRONMENT.lease_seconds
BROKER_URL = ENVIRONMENT.broker()

# The browser's protections
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies else None
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = urlsplit(SITE_URL).scheme == "https"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # the autosave script reads the token from it
CSRF_FAILURE_VIEW = "lhs_portal.site.views.errors.csrf_failure"

CRISPY_ALLOWED_TEMPLATE_PACKS = ("lhs",)
CRISPY_TEMPLATE_PACK = "lhs"
CRISPY_FAIL_SILENTLY = False

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(level=ENVIRONMENT.log_level, json=PRODUCTION)
