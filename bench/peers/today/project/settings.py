"""Django, django-tenants, Channels and DRF as one finds them set up, with every switch known to help turned on."""

import os

SECRET_KEY = os.environ["SECRET_KEY"]
TOKEN_SECRET = os.environ["TOKEN_SECRET"]
DEBUG = False
ALLOWED_HOSTS = ["*"]
USE_TZ = True
ROOT_URLCONF = "project.urls"
ASGI_APPLICATION = "project.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SHARED_APPS = ["django_tenants", "tenants", "django.contrib.contenttypes"]
TENANT_APPS = ["chat"]
INSTALLED_APPS = ["daphne", *SHARED_APPS, *TENANT_APPS, "channels", "rest_framework"]
MIDDLEWARE = ["django_tenants.middleware.main.TenantMainMiddleware"]
TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True  # one SET search_path fewer for each query

DATABASES = {
    "default": {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": os.environ["PGDATABASE"],
        "USER": os.environ["PGUSER"],
        "HOST": os.environ["PGHOST"],
        "CONN_MAX_AGE": 600,  # Django's default, 0, opens a connection for each message
    }
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            "hosts": [os.environ.get("REDIS_URL", "redis://localhost")],
            "capacity": 100_000,  # the default, 100, drops messages for a busy agent
        },
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["chat.tokens.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
}
LOGGING_CONFIG = None
