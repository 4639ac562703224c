import asyncio, faulthandler, uuid, sys, json, os
async def test_probe(engine):
    from ventanilla.chat.problem import problem
    from ventanilla.api import answer as a
    from tests.people import cliente_token
    tok = cliente_token("acme","deep-2")
    D=int(os.environ["D"])
    body = f'{{"uid":"{uuid.uuid4()}","texto":"Hola","contexto":{{"a":{"["*D}{"]"*D}}}}}'.encode()
    faulthandler.dump_traceback_later(8, exit=True, file=open("/tmp/tb.txt","w"))
    r = a.Request("POST","/api/chat/soporte/mensajes/","",{"host":"acme.localhost","authorization":f"Bearer {tok}"},body)
    print(D, str(await a.answer(r))[:300])
    faulthandler.cancel_dump_traceback_later()
