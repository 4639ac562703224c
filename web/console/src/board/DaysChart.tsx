// Opened and closed by day. In a chunk of its own: the library that draws it is large.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useLanguage, useTextsOf } from "../texts";
import type { wire } from "../wire";
import { boardTexts } from "./texts";

export default function DaysChart({ days }: { days: readonly wire.DiaEnTablero[] }) {
  const t = useTextsOf(boardTexts);
  const language = useLanguage();
  const short = (dia: string) =>
    new Date(`${dia}T12:00`).toLocaleDateString(language, { day: "numeric", month: "short" });
  const tick = { fill: "var(--ink-3)", fontSize: 11.5 };
  return (
    <ResponsiveContainer width="100%" height={220}>
      <BarChart
        data={[...days]}
        barGap={2}
        margin={{ top: 4, right: 0, bottom: 0, left: -24 }}
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="dia"
          tickFormatter={short}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          minTickGap={24}
        />
        <YAxis tick={tick} tickLine={false} axisLine={false} allowDecimals={false} />
        <Tooltip
          cursor={{ fill: "var(--sunk)" }}
          isAnimationActive={false}
          content={({ active, payload, label }) =>
            active && payload?.length ? (
              <div className="rounded-sm border border-line bg-panel px-3 py-2 text-sm shadow-float">
                <p className="mb-1 font-medium">{short(String(label))}</p>
                {payload.map((each) => (
                  <p key={String(each.dataKey)} className="flex items-center gap-2">
                    <Key name={each.dataKey === "abiertos" ? "opened" : "closed"} />
                    {each.dataKey === "abiertos" ? t.opened : t.closed}
                    <span className="ml-auto pl-4 font-medium">{String(each.value)}</span>
                  </p>
                ))}
              </div>
            ) : null
          }
        />
        <Bar
          dataKey="abiertos"
          fill="var(--accent)"
          radius={[2, 2, 0, 0]}
          isAnimationActive={false}
        />
        <Bar
          dataKey="cerrados"
          fill="var(--accent-line)"
          stroke="var(--accent)"
          strokeWidth={0.5}
          radius={[2, 2, 0, 0]}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

export function Key({ name }: { name: "opened" | "closed" }) {
  return (
    <span
      aria-hidden="true"
      className={`size-2.5 flex-none rounded-[3px] ${name === "opened" ? "bg-accent" : "bg-accent-line ring-1 ring-accent ring-inset"}`}
    />
  );
}
