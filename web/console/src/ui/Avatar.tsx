// A person: their picture where this server has one, else two letters. Pictures elsewhere are not
// fetched: they would tell a third party when a cliente is being looked at.
import { useState } from "react";
import { initials } from "../format";

type Props = { name: string; src?: string | null | undefined; large?: boolean; small?: boolean };

export function Avatar({ name, src, large = false, small = false }: Props) {
  const [broken, setBroken] = useState(false);
  const size = large ? "size-10 text-base" : small ? "size-5 text-[9px]" : "size-7 text-xs";
  if (src && /^\/(?!\/)/.test(src) && !broken) {
    return (
      <img
        alt=""
        src={src}
        className={`flex-none rounded-full object-cover ${size}`}
        onError={() => setBroken(true)}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={`grid flex-none place-items-center rounded-full bg-accent-soft font-semibold text-accent ${size}`}
    >
      {initials(name)}
    </span>
  );
}
