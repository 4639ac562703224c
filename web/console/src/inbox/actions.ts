// What is done to one chat or to many from anywhere: assign, tag, close. What the server answers with is
// shown at once; a refusal says why.
import { useMemo } from "react";
import { get, send } from "../data/queries";
import { codigoOf } from "../http";
import type { Desk } from "../live/desk";
import { useDesk } from "../session/desk-context";
import { toasts } from "../shell/toasts";
import { problemText, type Texts, useTexts } from "../texts";
import type { BandejaFila, wire } from "../wire";

export type Assignment = { agente_id: number | null; equipo_id?: number | null; nota?: string };

export class InboxActions {
  constructor(
    private readonly desk: Desk,
    private readonly t: Texts,
  ) {}

  /** `believed`: whom the agente saw it with. Someone else by now, and nothing is done. */
  async assign(chatId: number, to: Assignment, believed?: number | null): Promise<boolean> {
    const si = believed === undefined ? {} : { si: believed };
    return this.row(`/api/soporte/chats/${chatId}/asignar/`, { ...to, ...si });
  }

  async tag(chatId: number, tag: string, on: boolean): Promise<boolean> {
    const change = on ? { poner: [tag] } : { quitar: [tag] };
    return this.row(`/api/soporte/chats/${chatId}/etiquetas/`, change);
  }

  /** How many it was done to; what was refused is told. */
  async many(rows: readonly BandejaFila[], what: Omit<wire.Lote, "chats">): Promise<number> {
    const chats = rows.map(({ id }) => id);
    try {
      const done = await send<wire.LoteHecho>("POST", "/api/soporte/lote/", { chats, ...what });
      await this.refresh(chats);
      if (done.fallos.length > 0) this.tellOfRefused(done);
      return done.hechos.length;
    } catch (error) {
      toasts.show({ title: problemText(this.t, codigoOf(error)) });
      return 0;
    }
  }

  private async row(path: string, body: unknown): Promise<boolean> {
    try {
      this.desk.know([await send<BandejaFila>("POST", path, body)]);
      return true;
    } catch (error) {
      toasts.show({ title: this.why(codigoOf(error)) });
      return false;
    }
  }

  private async refresh(ids: readonly number[]): Promise<void> {
    const now = await get<wire.Filas>(`/api/soporte/bandeja/filas/?ids=${ids}`);
    this.desk.know(now.resultados);
  }

  private tellOfRefused({ fallos }: wire.LoteHecho): void {
    const first = fallos[0]!;
    const others = fallos.length - 1;
    toasts.show({
      title: this.t.bulkRefused(fallos.length),
      text: `${first.detail}${others > 0 ? ` (+${others})` : ""}`,
      lastsMs: 8_000,
    });
  }

  private why(codigo: string): string {
    if (codigo === "ya_asignado") return this.t.alreadyTaken;
    if (codigo === "chat_cerrado") return this.t.chatIsClosed;
    return problemText(this.t, codigo);
  }
}

export function useInboxActions(): InboxActions {
  const desk = useDesk();
  const t = useTexts();
  return useMemo(() => new InboxActions(desk, t), [desk, t]);
}
