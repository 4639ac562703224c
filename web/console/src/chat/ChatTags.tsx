// The tags of a chat, and the way to put on another one.
import { Plus } from "lucide-react";
import { useTags } from "../data/queries";
import { TagPicker } from "../inbox/TagPicker";
import type { ChatStore } from "../live/chat-store";
import { useDesk } from "../session/desk-context";
import { may } from "../session/may";
import { useTexts, useTextsOf } from "../texts";
import { writingTexts } from "../texts/writing";
import { Popover } from "../ui/Popover";
import { Tag } from "../ui/Tag";
import { useChatActions } from "./use-chat-actions";
import { useRow } from "./use-row";

export function ChatTags({ chat }: { chat: ChatStore }) {
  const t = useTexts();
  const w = useTextsOf(writingTexts);
  const { yo } = useDesk();
  const { etiquetas, asignado_a } = useRow(chat);
  const actions = useChatActions(chat, asignado_a);
  const known = useTags().data?.resultados ?? [];
  const colour = (tag: string) => known.find(({ nombre }) => nombre === tag)?.color;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {etiquetas.map((tag) => (
        <Tag key={tag} color={colour(tag)}>
          {tag}
        </Tag>
      ))}
      {etiquetas.length === 0 && !may(yo, "etiquetar") && (
        <p className="text-sm text-ink-3">{w.noTags}</p>
      )}
      {may(yo, "etiquetar") && (
        <Popover
          label={t.tagWith}
          align="end"
          button={(props) => (
            <button
              type="button"
              data-key="tags"
              className="inline-flex min-h-6 items-center gap-1 rounded-[5px] border border-dashed border-line-strong px-1.5 text-xs text-ink-2 hover:bg-sunk max-desk:min-h-11 max-desk:px-3"
              {...props}
            >
              <Plus size={12} aria-hidden="true" /> {w.addTag}
            </button>
          )}
        >
          {() => (
            <TagPicker selected={etiquetas} onToggle={(tag, on) => void actions.tag(tag, on)} />
          )}
        </Popover>
      )}
    </div>
  );
}
