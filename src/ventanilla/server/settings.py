"""Django's settings for the standalone server. What an operator may change comes in by the environment."""

from __future__ import annotations

import secrets
from typing import Any

from csp.constants import NONE, SELF

from .environment import Environment, connection_settings
from .postgres import address
from .secret import read_key

_env = Environment.read()

DEBUG = False
# The command line makes the key before it comes here; a key of the moment serves tools that only read settings.
SECRET_KEY = _env.secret_key or read_key(_env.data_dir) or secrets.token_urlsafe(48)
# Which host is whose is decided by the tenants' domains: every other one is 404.
ALLOWED_HOSTS = ["*"]

# --- Apps ---

SHARED_APPS = [
    "django_tenants",
    "ventanilla",
    "ventanilla.desk",
    "ventanilla.server",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "allauth.headless",
]
if _env.oidc:
    # It takes a tenth of a second to load, at each command.
    SHARED_APPS.append("allauth.socialaccount.providers.openid_connect")
TENANT_APPS = ["ventanilla"]
INSTALLED_APPS = SHARED_APPS

TENANT_MODEL = "ventanilla_server.Tenant"
TENANT_DOMAIN_MODEL = "ventanilla_server.Domain"
TENANT_LIMIT_SET_CALLS = True
SHOW_PUBLIC_IF_NO_TENANT_FOUND = False
ROOT_URLCONF = "ventanilla.server.urls"
PUBLIC_SCHEMA_URLCONF = "ventanilla.server.urls_public"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

VENTANILLA = {
    # There are no users here but agents: clientes come with tokens.
    "CLIENTE_DE_SESION": "",
    "RATE_LIMIT": _env.rate_limit,
    "TENANT_RATE_LIMIT": _env.tenant_rate_limit,
    "PUBLIC_DOMAIN": _env.public_domain,
    "REDIS_URL": _env.redis_url or "",
    "METRICS_TOKEN": _env.metrics_token,
    "TRUST_FORWARDED": _env.trust_forwarded,
    "PUBLIC_URL": _env.public_url,
    "PUSH_PRIVATE": _env.push_private,
}
VENTANILLA_DATA_DIR = _env.data_dir
VENTANILLA_DEMO = _env.demo

# --- Database ---


def _database() -> dict[str, Any]:
    url = _env.database_url or address(_env.data_dir)
    # Where the embedded PostgreSQL does not run there is no address: connecting to nowhere says so.
    nowhere = {"NAME": "ventanilla", "HOST": str(_env.data_dir / "run"), "OPTIONS": {}}
    found: dict[str, Any] = connection_settings(url) if url else nowhere
    # Under ASGI a kept connection belongs to a thread that may never come back: a pool, and CONN_MAX_AGE 0.
    pool = {"min_size": 1, "max_size": 8, "timeout": 10, "max_lifetime": 1800}
    return {
        **found,
        "ENGINE": "django_tenants.postgresql_backend",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**found["OPTIONS"], "pool": pool},
    }


DATABASES = {"default": _database()}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

# --- Files ---


def _files() -> dict[str, Any]:
    if _env.s3 is None:
        return {
            "BACKEND": "ventanilla.files.storage.PrivateFiles",
            "OPTIONS": {"location": _env.data_dir / "adjuntos"},
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _env.s3.bucket,
            "endpoint_url": _env.s3.endpoint,
            "region_name": _env.s3.region,
            "location": _env.s3.prefix,
            "file_overwrite": False,
            # What is read goes through a file of the disk's, not through memory.
            "max_memory_size": 1024 * 1024,
        },
    }


STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "adjuntos": _files(),
}

# --- E-mail ---

EMAIL_BACKEND = _env.mail.backend if _env.mail else "django.core.mail.backends.dummy.EmailBackend"
if _env.mail:
    EMAIL_HOST, EMAIL_PORT = _env.mail.host, _env.mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _env.mail.user, _env.mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _env.mail.tls, _env.mail.ssl
    EMAIL_FILE_PATH = _env.mail.folder or None
    DEFAULT_FROM_EMAIL = _env.mail_from
EMAIL_TIMEOUT = 20

# --- Requests ---

MIDDLEWARE = [
    "ventanilla.server.middleware.TenantMiddleware",
    "ventanilla.server.middleware.HardeningMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "ventanilla.server.middleware.StaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 300
# Vite puts a hash of the content into these names.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/ventanilla/(console|demo)/assets/.+-[\w-]{8}\.\w+$"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ventanilla.server.errors.forged"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
if _env.trust_forwarded:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True

# --- Agents' login ---

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
ACCOUNT_ADAPTER = "ventanilla.server.accounts.AgentsOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "20/m/ip,10/300s/key"}
MFA_TOTP_ISSUER = "Ventanilla"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A clock that is half a minute off must not lock its agente out.
MFA_TOTP_TOLERANCE = 1
# An agente's address comes from who keeps the team: nobody proves it by a message.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "ventanilla.server.oidc.AgentsByEmail"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if _env.oidc:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": _env.oidc.name,
                "client_id": _env.oidc.client_id,
                "secret": _env.oidc.client_secret,
                "settings": {"server_url": _env.oidc.issuer},
            }
        ],
    }

# --- Language and time ---

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Logs ---

LOGGING_CONFIG = "ventanilla.server.logs.configure"
# Django calls the function above only where this says something.
LOGGING: dict[str, Any] = {"version": 1}
