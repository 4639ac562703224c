import type { ReactNode } from "react";
export const ChatSoporteProvider = (p: { children: ReactNode }) => <>{p.children}</>;
export const ChatConSoporte = () => (
  <button
    type="button"
    style={{
      position: "fixed",
      right: 20,
      bottom: 20,
      width: 56,
      height: 56,
      borderRadius: 28,
      border: 0,
      background: "var(--brand)",
    }}
  />
);
export const ChatConSoporteContextual = () => <div style={{ padding: 20 }}>panel</div>;
