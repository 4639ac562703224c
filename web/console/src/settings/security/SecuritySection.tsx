// How one comes in: password, second steps, where one is logged in.
import { useTextsOf } from "../../texts";
import { SectionFrame } from "../SectionFrame";
import { PasskeysBlock } from "./PasskeysBlock";
import { PasswordBlock } from "./PasswordBlock";
import { RecoveryBlock } from "./RecoveryBlock";
import { SessionsBlock } from "./SessionsBlock";
import { TotpBlock } from "./TotpBlock";
import { securityTexts } from "./texts";

export default function SecuritySection() {
  const s = useTextsOf(securityTexts);
  return (
    <SectionFrame title={s.title} about={s.about}>
      <TotpBlock />
      <RecoveryBlock />
      <PasskeysBlock />
      <PasswordBlock />
      <SessionsBlock />
    </SectionFrame>
  );
}
