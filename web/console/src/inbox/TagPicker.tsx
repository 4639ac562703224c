// The tags of a chat: those that there are, and a new one by its name.
import { useTags } from "../data/queries";
import { useTexts } from "../texts";
import { Picker } from "../ui/Picker";
import { Dot } from "../ui/Tag";

type Props = { selected: readonly string[]; onToggle: (tag: string, on: boolean) => void };

export function TagPicker({ selected, onToggle }: Props) {
  const t = useTexts();
  const { data } = useTags();
  const known = (data?.resultados ?? []).filter(
    ({ nombre, archivada }) => !archivada || selected.includes(nombre),
  );
  const strange = selected.filter((tag) => !known.some(({ nombre }) => nombre === tag));
  return (
    <Picker
      label={t.tagWith}
      options={[
        ...known.map(({ nombre, color, abiertos }) => ({
          id: nombre,
          text: nombre,
          hint: abiertos > 0 ? abiertos : undefined,
          mark: <Dot color={color} />,
        })),
        ...strange.map((tag) => ({ id: tag, text: tag })),
      ]}
      selected={selected}
      onPick={(tag) => onToggle(tag, !selected.includes(tag))}
      create={{ text: t.newTag, run: (typed) => onToggle(typed, true) }}
    />
  );
}
