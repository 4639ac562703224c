"""The opening call and a page of messages, with DRF."""

from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Chat, Mensaje

PAGE = 50


class ChatSerializer(serializers.ModelSerializer):
    creado = serializers.BooleanField(read_only=True)

    class Meta:
        model = Chat
        fields = ("id", "cliente_id", "cerrado", "creado_en", "ultimo_seq", "creado")


class AbrirSerializer(serializers.Serializer):
    contexto = serializers.DictField(required=False)


class AutorSerializer(serializers.Serializer):
    tipo = serializers.CharField(source="autor_tipo")
    id = serializers.CharField(source="autor_id")


class MensajeSerializer(serializers.ModelSerializer):
    autor = AutorSerializer(source="*")

    class Meta:
        model = Mensaje
        fields = ("chat_id", "seq", "uid", "autor", "texto", "creado_en")


class AbrirChat(APIView):
    def post(self, request):
        AbrirSerializer(data=request.data).is_valid(raise_exception=True)
        chat = Chat.objects.filter(cliente_id=request.user.cliente_id, cerrado=False).first()
        creado = chat is None
        if creado:
            chat = Chat.objects.create(cliente_id=request.user.cliente_id)
        chat.creado = creado
        return Response(ChatSerializer(chat).data)


class Mensajes(APIView):
    def get(self, request, chat_id):
        chat = get_object_or_404(Chat, pk=chat_id, cliente_id=request.user.cliente_id)
        newest = list(chat.mensajes.order_by("-seq")[: PAGE + 1])
        page = MensajeSerializer(reversed(newest[:PAGE]), many=True)
        return Response({"resultados": page.data, "hay_mas": len(newest) > PAGE})
