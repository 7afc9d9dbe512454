"""Django settings of a registry, read from OJAQ_HOME after unlock. No secret is on disk or in the environment.

Imported while the vault is locked (making migrations, type checks) it works too: with a secret that lasts one process.
"""

import os
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from ojaq.config import databases
from ojaq.config.clock import time_zone
from ojaq.registry.vault import keyring
from ojaq.registry.vault.home import database_url, home, read_settings

BASE_DIR = Path(__file__).resolve().parent.parent
OJAQ_HOME = home()
_unlocked = keyring.is_unlocked()
_settings = read_settings(OJAQ_HOME)

SECRET_KEY = keyring.keys().django if _unlocked else secrets.token_hex(32)
DEBUG = False
ALLOWED_HOSTS = [
    name for name in os.environ.get("OJAQ_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if name
]

# A family that was begun at the desk and that nobody goes on telling is forgotten after so many days.
DRAFT_DAYS = int(os.environ.get("OJAQ_DRAFT_DAYS", "30"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "ojaq",
]

MIDDLEWARE = [
    "ojaq.config.middleware.RegistryHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ojaq.config.middleware.ShutRows",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "ojaq.config.middleware.OwnFigures",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "ojaq.config.urls"
ASGI_APPLICATION = "ojaq.config.asgi.application"
WSGI_APPLICATION = "ojaq.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "ojaq.web.context.page",
            ],
            "libraries": {"page": "ojaq.web.tags"},
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    }
]

# A PostgreSQL URL is sealed, so it is known after unlock only; before, nothing may open a database at all.
if _settings.database == "postgresql" and _unlocked:
    DATABASES = {"default": databases.postgresql(database_url(_settings))}
else:
    DATABASES = {"default": databases.sqlcipher(OJAQ_HOME / "register.db")}
# Tables belong to an owner whose URL is never kept: it is there while a registry is founded or upgraded, and only then.
if _owner_url := os.environ.pop("OJAQ_DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = databases.postgresql(_owner_url)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "ojaq.Account"
AUTHENTICATION_BACKENDS = ["ojaq.registry.access.authentication.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username",)},
    },
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

# Over TLS the browser must keep cookies to TLS; on loopback there is none. `ojaq serve` says which.
_over_tls = os.environ.get("OJAQ_TLS") == "1"
SESSION_COOKIE_NAME = "ojaq_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = _over_tls
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "ojaq_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = _over_tls
CSRF_FAILURE_VIEW = "ojaq.web.trouble.forbidden"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _over_tls else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _over_tls
SECURE_HSTS_PRELOAD = _over_tls
SECURE_SSL_REDIRECT = _over_tls
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"), ("az", "Azərbaycanca"), ("hy", "Հայերեն"), ("ru", "Русский"),
    ("tr", "Türkçe"), ("ka", "ქართული"), ("fa", "فارسی"),
]  # fmt: skip
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "ojaq_language"
LANGUAGE_COOKIE_SAMESITE = "Strict"
USE_I18N = True
USE_TZ = True
TIME_ZONE = time_zone()

# The package's own folder is the static root: nothing has to be collected, before `serve` or ever.
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "web" / "static"
# Pages name their files with a digest of the content (`asset`), so a browser may keep them for a year.
WHITENOISE_MAX_AGE = 31_536_000

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# A file that somebody sends stays in memory: on disk it would lie in the open. What is larger goes by the command line.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
# Pages and logs carry no personal data; Django's request logging names paths only, which hold numbers.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
