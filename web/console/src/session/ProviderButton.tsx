// Comes in by the company's own log-in, where the platform has one.
import { useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useEffect, useState } from "react";
import { codigoOf } from "../http";
import { problemText, useTexts, useTextsOf } from "../texts";
import { Button } from "../ui/Button";
import { backFrom, leaveForProvider, providerName } from "./oidc";
import { secondTexts } from "./texts";

type Props = { onProblem: (text: string | null) => void };

export default function ProviderButton({ onProblem }: Props) {
  const t = useTexts();
  const s = useTextsOf(secondTexts);
  const [working, setWorking] = useState(false);
  const { data: name } = useQuery({ queryKey: ["oidc"], queryFn: providerName, retry: false });

  useEffect(() => {
    if (backFrom(location.search) === "refused") onProblem(s.providerRefused);
  }, [onProblem, s]);

  if (!name) return null;
  const go = async () => {
    setWorking(true);
    onProblem(null);
    try {
      await leaveForProvider();
    } catch (error) {
      setWorking(false);
      onProblem(problemText(t, codigoOf(error)));
    }
  };
  return (
    <Button className="min-h-11" disabled={working} onClick={() => void go()}>
      <Building2 size={16} aria-hidden="true" /> {s.byProvider(name)}
    </Button>
  );
}
