// A dialog with something that is shown this once.
import { BOX, Modal } from "../over/Modal";
import { useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { SecretOnce } from "./SecretOnce";
import { settingsTexts } from "./texts";

type Props = { title: string; about?: string; secret: string; onDone: () => void };

export function ShownOnce({ title, about, secret, onDone }: Props) {
  const s = useTextsOf(settingsTexts);
  return (
    <Modal title={title} className={`w-[min(480px,calc(100vw-24px))] ${BOX}`} onClose={onDone}>
      <div className="mt-2 flex flex-col gap-4">
        {about && <p className="text-ink-2">{about}</p>}
        <SecretOnce secret={secret} />
        <Button look="primary" className="self-end" onClick={onDone}>
          {s.done}
        </Button>
      </div>
    </Modal>
  );
}
