"""The two HTTP calls that are compared."""

from chat.views import AbrirChat, Mensajes
from django.urls import path

urlpatterns = [
    path("api/chat/soporte/", AbrirChat.as_view()),
    path("api/chat/<int:chat_id>/mensajes/", Mensajes.as_view()),
]
