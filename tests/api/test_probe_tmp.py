import asyncio, json, httpx, pytest, os
from tests.people import *
async def test_probe(server):
    eva=Cliente(server,"acme"); ana=Agente(server)
    from tests.api.test_bodies import NO_JSON, post_raw
    import time
    for n,b in NO_JSON.items():
        t=time.time()
        try: r=await asyncio.wait_for(post_raw(eva,"/api/chat/soporte/mensajes/",b),3); print(n,r.status_code,len(b),round(time.time()-t,3))
        except Exception as e: print(n,repr(e)[:100])
    for depth in (500,900,950,970,980,985,990,994,995,996,997,998,999,1000):
        c=Cliente(server,"acme")
        body = f'{{"uid":"{new_uid()}","texto":"Hola","contexto":{{"a":{"["*depth}{"]"*depth}}}}}'.encode()
        t=time.time()
        try: r=await asyncio.wait_for(post_raw(c,"/api/chat/soporte/mensajes/",body),5); print(depth,r.status_code,r.text[:100],round(time.time()-t,3))
        except Exception as e: print(depth,repr(e)[:100])
        try: r=await asyncio.wait_for(eva.say("x"),3); print("  neighbour ok",round(time.time()-t,3))
        except Exception as e: print("  neighbour",repr(e)[:100])
    print(server.log.read_text()[-6000:])
