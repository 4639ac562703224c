// Who is not let in, inside a host's project: to its log-in page at once, or told first what has happened.
import { useEffect } from "react";
import { useTexts } from "../texts";
import { Button } from "../ui/Button";
import { WindowMark } from "../ui/Mark";
import { Notice } from "../ui/Notice";
import { toHostLogin } from "./host";

export default function HostDoor({ notice }: { notice: string | null }) {
  const t = useTexts();
  useEffect(() => {
    if (notice === null) toHostLogin();
  }, [notice]);
  if (notice === null) return null;
  return (
    <main className="grid h-full place-items-center">
      <Notice alert title={notice} icon={<WindowMark size={32} />}>
        <Button onClick={toHostLogin}>{t.loginSubmit}</Button>
      </Notice>
    </main>
  );
}
