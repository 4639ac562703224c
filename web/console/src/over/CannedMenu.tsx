// Puts a canned reply into a box that is not the composer's: the last message of a close.
import { Zap } from "lucide-react";
import { plainText } from "../chat/canned";
import { countUse, useCannedTexts } from "../chat/use-canned-texts";
import { useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import type { ChatDetail } from "../wire";

export function CannedMenu({
  detail,
  onPick,
}: {
  detail: ChatDetail;
  onPick: (texto: string) => void;
}) {
  const w = useTextsOf(writingTexts);
  const { all, pieces } = useCannedTexts(detail);
  if (all.length === 0) return null;
  return (
    <Menu
      label={w.canned}
      align="end"
      items={all.map((respuesta) => ({
        text: respuesta.titulo,
        run: () => {
          onPick(plainText(pieces(respuesta)));
          countUse(respuesta);
        },
      }))}
      button={(props) => (
        <IconButton label={w.canned} {...props}>
          <Zap size={15} />
        </IconButton>
      )}
    />
  );
}
