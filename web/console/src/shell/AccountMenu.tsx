// Whose desk this is; theme, language, the keys, and the way out.
import { ChevronsUpDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { codigoOf } from "../http";
import { preferences, type Theme, usePreferences } from "../preferences";
import { logout } from "../session/allauth";
import { useDesk } from "../session/desk-context";
import { type Language, problemText, useTexts } from "../texts";
import { Avatar } from "../ui/Avatar";
import { Kbd } from "../ui/Kbd";
import { openKeysList } from "./DeskKeys";

const ITEM =
  "flex items-center gap-2 rounded-sm px-2 py-1.5 outline-none data-highlighted:bg-sunk max-desk:min-h-11";

export function AccountMenu() {
  const t = useTexts();
  const { agente } = useDesk().yo;
  const { theme, language } = usePreferences();

  const leave = async () => {
    try {
      await logout();
      location.assign("/soporte/"); // nothing of this agente stays in memory
    } catch (error) {
      toast.error(problemText(t, codigoOf(error)));
    }
  };

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={`${t.account}: ${agente.nombre}`}
        className="mt-2 flex items-center gap-2.5 rounded-sm p-2 text-left hover:bg-line/60 max-desk:min-h-11"
      >
        <Avatar name={agente.nombre} />
        <span className="min-w-0 flex-1 leading-tight">
          <span className="block truncate font-medium">{agente.nombre}</span>
          <span className="block truncate text-sm text-ink-3">{agente.usuario}</span>
        </span>
        <ChevronsUpDown size={14} aria-hidden="true" className="flex-none text-ink-3" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          side="top"
          align="start"
          sideOffset={6}
          className="floats z-40 w-60 rounded-md border border-line bg-panel p-1 shadow-float"
        >
          <Choice
            label={t.theme}
            value={theme}
            onChoose={(chosen) => preferences.choose({ theme: chosen as Theme })}
            options={[
              ["auto", t.themeAuto],
              ["light", t.themeLight],
              ["dark", t.themeDark],
            ]}
          />
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <Choice
            label={t.language}
            value={language}
            onChoose={(chosen) => preferences.choose({ language: chosen as Language })}
            options={[
              ["es", "Español"],
              ["en", "English"],
            ]}
          />
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item className={`${ITEM} max-desk:hidden`} onSelect={openKeysList}>
            {t.keys} <span className="ml-auto" /> <Kbd>?</Kbd>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={ITEM} onSelect={() => void leave()}>
            {t.logout}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ChoiceProps = {
  label: ReactNode;
  value: string;
  options: [value: string, text: string][];
  onChoose: (value: string) => void;
};

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
      <DropdownMenu.Label className="px-2 py-1 text-xs font-semibold text-ink-3">
        {label}
      </DropdownMenu.Label>
      {options.map(([each, text]) => (
        <DropdownMenu.RadioItem
          key={each}
          value={each}
          className={ITEM}
          onSelect={(event) => event.preventDefault()}
        >
          {text}
          <DropdownMenu.ItemIndicator className="ml-auto size-2 rounded-full bg-accent" />
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
