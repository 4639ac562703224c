"""Files between a cliente and soporte: into the tray, into one message, to the other side, and to nobody else."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, Route, expect

from ..files import samples
from .cable import Cable
from .conftest import Sit
from .demo import Demo, somebody
from .hand import TOO_BIG, Archivo, Tray
from .house import COUNT_VIOLATIONS, Casa, Home, home_of
from .panel import Panel
from .watch import LINE_DOWN, Watch, picture

pytestmark = pytest.mark.browser

UPLOADS = "**/api/chat/soporte/adjuntos/"
NOTA = Archivo("nota.txt", b"uno\r\ndos\n")
ACENTOS = Archivo("año 1 «final».txt", "Año uno: 1.024,50 €\n".encode())
FOTO = Archivo("foto.jpg", samples.photo(scale=10), "image/jpeg")
CAPTURA = Archivo("image.png", samples.image(size=(300, 200)), "image/png")
PAGINA = Archivo(
    "pagina.html",
    b"<!doctype html><script>localStorage.setItem('corre', 'si'); document.title = 'corre'</script>",
    "text/html",
)

# The picture lies on its side in the file; upright, its yellow half is above its blue one.
HALVES = """(canvas) => {
  const { width, height } = canvas;
  const at = (y) => {
    const [red, , blue] = canvas.getContext('2d').getImageData(width / 2, height * y, 1, 1).data;
    return red > blue ? 'yellow' : 'blue';
  };
  return { tall: height > width, halves: [at(.2), at(.8)] };
}"""
UPRIGHT = {"tall": True, "halves": ["yellow", "blue"]}
DECODED = "(image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"


async def at_home(casa: Casa, watch: Watch, demo: Demo, nombre: str, *, port: int | None = None) -> tuple[Home, Tray]:
    """Somebody's panel, open, with its tray."""
    servidor = demo.origin("globex", port=port)
    home = await home_of(await watch.context(), casa.at(), somebody(nombre), servidor=servidor)
    await home.panel.open()
    return home, Tray(home.panel)


async def downloaded(press: Locator) -> tuple[str, bytes]:
    """What pressing it puts into the person's folder; no page is opened for it."""
    pages = len(press.page.context.pages)
    async with press.page.expect_download() as asked:
        await press.click()
    download = await asked.value
    assert len(press.page.context.pages) == pages
    return download.suggested_filename, Path(await download.path()).read_bytes()


async def held_uploads(page: Page) -> Callable[[], Awaitable[None]]:
    """Uploads of this page wait until what is returned is called."""
    free = asyncio.Event()

    async def wait(route: Route) -> None:
        await free.wait()
        await route.continue_()

    async def let_go() -> None:
        free.set()

    await page.route(UPLOADS, wait)
    return let_go


async def test_files_are_chosen_pasted_and_dropped_and_go_in_one_message(casa: Casa, demo: Demo, watch: Watch):
    home, tray = await at_home(casa, watch, demo, "Berta Ruiz")
    await tray.choose(NOTA, ACENTOS)
    await tray.paste(CAPTURA)
    await tray.drop(Archivo("datos.csv", b"a;b\n1;2\n", "text/csv"))
    capture = re.compile(r"captura-\d{4}-\d\d-\d\d-\d{4}\.png")
    await tray.has(NOTA.nombre, ACENTOS.nombre, capture, "datos.csv")
    await home.panel.say("Cuatro cosas")
    await home.panel.has_once("Cuatro cosas")
    await expect(tray.rows).to_have_count(0)
    [[(texto, *names)]] = demo.said_with_files(home.persona)
    assert (texto, names[:2], names[3]) == ("Cuatro cosas", [NOTA.nombre, ACENTOS.nombre], "datos.csv")
    assert capture.fullmatch(names[2])
    await expect(home.panel.log.get_by_role("img", name=capture)).to_be_visible()


async def test_a_photo_reaches_soporte_upright_and_without_the_place_it_was_taken_at(
    casa: Casa, demo: Demo, watch: Watch, sit: Sit
):
    ana = await sit()
    home, tray = await at_home(casa, watch, demo, "Berta Ruiz")
    await tray.choose(FOTO)
    await tray.has(FOTO.nombre)
    await home.panel.say("La foto del contador")
    await home.panel.has_once("La foto del contador")

    await ana.open("La foto del contador")
    shown = ana.log.get_by_role("img", name=FOTO.nombre)
    await expect(shown).to_be_visible()
    assert await shown.evaluate(DECODED) == [200, 400]
    await picture(ana.page, "files-ana")
    kept = demo.files_of(home.persona)[FOTO.nombre]
    content = demo.ask("GET", kept["url"], token=demo.agent_token()).content
    found = samples.opened(content)
    assert samples.SECRET_PLACE in FOTO.content
    assert samples.SECRET_PLACE not in content
    assert (found.size, dict(found.getexif())) == ((200, 400), {})
    assert len(content) == kept["bytes"]


async def test_a_file_is_downloaded_by_both_sides_under_its_name(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    ana = await sit()
    home, tray = await at_home(casa, watch, demo, "Berta Ruiz")
    await tray.choose(ACENTOS)
    await tray.has(ACENTOS.nombre)
    await home.panel.say("El texto del año")
    await home.panel.has_once("El texto del año")
    await ana.open("El texto del año")
    for press in (
        ana.log.get_by_role("link", name=ACENTOS.nombre),
        home.panel.log.get_by_role("button", name=ACENTOS.nombre),
    ):
        assert await downloaded(press) == (ACENTOS.nombre, ACENTOS.content)

    demo.reply(ana.chat_id, "Y el nuestro", respuesta__txt=b"De soporte\n")
    theirs = home.panel.log.get_by_role("button", name="respuesta.txt")
    assert await downloaded(theirs) == ("respuesta.txt", b"De soporte\n")


async def test_a_page_that_a_cliente_sends_runs_nowhere(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    ana = await sit()
    home, tray = await at_home(casa, watch, demo, "Berta Ruiz")
    await tray.choose(PAGINA)
    await tray.has(PAGINA.nombre)
    await home.panel.say("Una página")
    await home.panel.has_once("Una página")
    await ana.open("Una página")
    for press in (
        ana.log.get_by_role("link", name=PAGINA.nombre),
        home.panel.log.get_by_role("button", name=PAGINA.nombre),
    ):
        assert await downloaded(press) == (PAGINA.nombre, PAGINA.content)
        assert await press.page.evaluate("localStorage.getItem('corre')") is None
    # Its address, in a tab of its own where ana is logged in, is a download too.
    other = await ana.page.context.new_page()
    await other.goto(demo.console())
    url = demo.origin() + demo.files_of(home.persona)[PAGINA.nombre]["url"]
    async with other.expect_download():
        await other.evaluate("(url) => { location.href = url; }", url)
    assert await other.evaluate("[localStorage.getItem('corre'), document.title === 'corre']") == [None, False]


async def test_what_is_not_taken_is_said_in_words_and_the_text_survives(casa: Casa, demo: Demo, watch: Watch):
    watch.expect_errors(r"status of 422 .*/adjuntos/")
    home, tray = await at_home(casa, watch, demo, "Berta Ruiz")
    panel = home.panel
    await panel.composer.fill("Mira esto")
    await tray.choose(
        Archivo("instalar.exe", samples.PROGRAM),
        Archivo("rota.png", CAPTURA.content[:60], "image/png"),
        Archivo("vacio.txt"),
    )
    await tray.paste(TOO_BIG)
    for nombre, why in (
        ("instalar.exe", "Este tipo de archivo no se admite"),
        (TOO_BIG.nombre, "Demasiado grande: el límite es 10 MB"),
        ("rota.png", "Esta imagen no se puede leer"),
        ("vacio.txt", "Está vacío"),
    ):
        await expect(tray.row(nombre)).to_contain_text(why)
        await expect(tray.row(nombre).get_by_role("button", name=re.compile("^Reintentar"))).to_have_count(0)
    await expect(panel.composer).to_have_value("Mira esto")
    await picture(home.page, "files-refused")
    await panel.composer.press("Enter")
    await panel.has_once("Mira esto")
    assert demo.said_with_files(home.persona) == [[("Mira esto",)]]


async def test_a_cut_in_the_middle_of_an_upload_costs_nothing(casa: Casa, cable: Cable, demo: Demo, watch: Watch):
    watch.expect_errors(*LINE_DOWN)
    home, tray = await at_home(casa, watch, demo, "Berta Ruiz", port=cable.port)
    cable.lose(b"POST /api/chat/soporte/adjuntos/")
    await tray.choose(NOTA)
    await expect(tray.row(NOTA.nombre).get_by_role("progressbar")).to_be_visible()
    await home.panel.composer.fill("Con la nota")
    await home.panel.composer.press("Enter")
    await expect(home.panel.box.get_by_text("Se enviará al terminar de subir")).to_be_visible()
    await cable.cut()
    await expect(tray.row(NOTA.nombre)).to_contain_text("Sin conexión: se subirá al volver")
    await picture(home.page, "files-cut")
    await cable.mend()
    await home.panel.is_live()
    await home.panel.has_once("Con la nota")
    await expect(tray.rows).to_have_count(0)
    assert demo.said_with_files(home.persona) == [[("Con la nota", NOTA.nombre)]]


async def test_a_close_in_the_middle_of_an_upload_sends_it_into_the_next_chat(casa: Casa, demo: Demo, watch: Watch):
    home, tray = await at_home(casa, watch, demo, "Berta Ruiz")
    panel = home.panel
    await panel.say("Lo primero")
    await panel.has_once("Lo primero")
    let_go = await held_uploads(home.page)
    await tray.choose(NOTA)
    await expect(tray.row(NOTA.nombre).get_by_role("progressbar")).to_be_visible()
    await panel.composer.fill("Con la nota")
    await panel.composer.press("Enter")
    await expect(panel.box.get_by_text("Se enviará al terminar de subir")).to_be_visible()
    demo.hang_up(home.persona)
    await panel.folds_away()
    async with home.page.expect_response(UPLOADS):
        await let_go()
    await panel.open()
    await panel.has_once("Lo primero", "Con la nota")
    assert demo.said_with_files(home.persona) == [[("Lo primero",)], [("Con la nota", NOTA.nombre)]]


async def test_a_file_that_is_ready_waits_on_the_draft_over_a_reload(casa: Casa, demo: Demo, watch: Watch):
    home, tray = await at_home(casa, watch, demo, "Berta Ruiz")
    await tray.choose(NOTA)
    await tray.has(NOTA.nombre)
    await home.panel.composer.fill("Con la nota")
    await home.page.reload()
    await home.panel.open()
    await tray.has(NOTA.nombre)
    await expect(home.panel.composer).to_have_value("Con la nota")
    await home.panel.composer.press("Enter")
    await home.panel.has_once("Con la nota")
    await expect(tray.rows).to_have_count(0)
    assert demo.said_with_files(home.persona) == [[("Con la nota", NOTA.nombre)]]


async def test_a_strict_page_draws_pictures_and_nobody_else_gets_them(tienda: str, demo: Demo, watch: Watch):
    tomas = somebody("Tomás", "acme")
    watch.on_each_context(lambda context: context.add_init_script(COUNT_VIOLATIONS))
    page = await (await watch.context()).new_page()
    await page.goto(f"{tienda}/{tomas.cliente_id}")
    panel = Panel(page)
    tray = Tray(panel)
    await panel.open()
    await tray.paste(FOTO)
    await tray.has(FOTO.nombre)
    await panel.say("El contador")
    await panel.has_once("El contador")
    shown = panel.log.get_by_role("img", name=f"imagen {FOTO.nombre}")
    await expect(panel.log.locator(".picture.drawn")).to_be_visible()
    assert await shown.evaluate(HALVES) == UPRIGHT  # from the hand
    await page.reload()
    await panel.open()
    await expect(panel.log.locator(".picture.drawn")).to_be_visible()
    assert await shown.evaluate(HALVES) == UPRIGHT  # from the server
    await shown.click()
    viewer = panel.box.get_by_role("dialog", name=f"imagen {FOTO.nombre}")
    whole = viewer.get_by_role("img", name=FOTO.nombre)
    await expect(whole).to_have_attribute("height", "400")
    assert await whole.evaluate(HALVES) == UPRIGHT
    nombre, content = await downloaded(viewer.get_by_role("button", name="Descargar"))
    assert (nombre, samples.opened(content).size) == (FOTO.nombre, (200, 400))
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)
    await picture(page, "files-strict")
    assert await page.evaluate("violations") == []

    url = demo.files_of(tomas)[FOTO.nombre]["url"]
    gus, other = somebody("Gus", "globex"), somebody("Otra", "acme")
    for persona, status in ((tomas, 200), (other, 404), (gus, 404)):
        answer = demo.ask("GET", url, tenant=persona.tenant, token=demo.token_of(persona))
        assert (persona.nombre, answer.status_code) == (persona.nombre, status)
    assert demo.ask("GET", url, tenant="acme").status_code == 401
    # Not even where acme is asked by someone of globex.
    assert demo.ask("GET", url, tenant="acme", token=demo.token_of(gus)).status_code == 401
