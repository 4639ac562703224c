"""HTTP to Django, sockets to the consumers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from chat.consumers import AgenteConsumer, ClienteConsumer  # noqa: E402
from django.urls import path  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "websocket": URLRouter(
            [path("ws/chat/soporte/", ClienteConsumer.as_asgi()), path("ws/soporte/", AgenteConsumer.as_asgi())]
        ),
    }
)
