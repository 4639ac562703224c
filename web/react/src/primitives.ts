// The parts of the panel, for a chat of one's own making. Drawn inside <ChatSoporteFrame>, with what
// `useChatSoporte` gives.

export {
  ChatSoporteFrame,
  type ChatSoporteFrameProps,
} from "./host/ChatSoporteFrame";
export { ContextCard } from "./view/ContextCard";
export { DraftComposer as Composer } from "./view/DraftComposer";
export { Earlier as History } from "./view/Earlier";
export { Header } from "./view/Header";
export { HowItWent as Rating } from "./view/HowItWent";
export { Panel } from "./view/Panel";
export { Transcript } from "./view/Transcript";
export { useWords } from "./words";
