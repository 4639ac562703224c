// Keeps what the list is narrowed to under a name, for oneself or for everyone.
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { send } from "../data/queries";
import { type DeskSearch, filterOf } from "../desk-search";
import { codigoOf } from "../http";
import { BOX, Modal } from "../over/Modal";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { toasts } from "../shell/toasts";
import { problemText, useTexts } from "../texts";
import { Button } from "../ui/Button";
import { Checkbox, Field, TextInput } from "../ui/fields";
import type { wire } from "../wire";

export function SaveViewDialog({ search, onClose }: { search: DeskSearch; onClose: () => void }) {
  const t = useTexts();
  const { yo } = useDesk();
  const navigate = useNavigate();
  const [nombre, setNombre] = useState("");
  const [compartida, setCompartida] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const save = async () => {
    try {
      const filtro = filterOf(search);
      const view = await send<wire.Vista>("POST", "/api/soporte/vistas/", {
        nombre,
        compartida,
        filtro,
      });
      toasts.show({ title: t.saveViewDone });
      onClose();
      void navigate({ to: ".", search: { ...search, guardada: view.id } as never });
    } catch (error) {
      setProblem(problemText(t, codigoOf(error)));
    }
  };

  return (
    <Modal
      title={t.saveView}
      className={`w-[min(400px,calc(100vw-32px))] ${BOX}`}
      onClose={onClose}
    >
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t.saveViewName} error={problem}>
          {(props) => (
            <TextInput
              {...props}
              maxLength={60}
              value={nombre}
              onChange={(event) => setNombre(event.target.value)}
            />
          )}
        </Field>
        {may(yo, "plantillas") && (
          <Checkbox
            label={t.saveViewShared}
            checked={compartida}
            onChange={(event) => setCompartida(event.target.checked)}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" look="primary" disabled={nombre.trim() === ""}>
            {t.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
