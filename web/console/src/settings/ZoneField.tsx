// A time zone, of those that the browser knows.
import { useTextsOf } from "../texts";
import { Field, Select } from "../ui/fields";
import { notificationTexts } from "./notifications/texts";

export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const zones = (chosen: string): string[] => {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(chosen) ? known : [chosen, ...known];
};

type Props = { zona: string; onChange: (zona: string) => void };

export function ZoneField({ zona, onChange }: Props) {
  const t = useTextsOf(notificationTexts);
  return (
    <Field label={t.zone}>
      {(props) => (
        <Select {...props} value={zona} onChange={({ target }) => onChange(target.value)}>
          {zones(zona).map((each) => (
            <option key={each} value={each}>
              {each.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
