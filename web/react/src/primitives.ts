// The parts of the panel, for a chat of one's own making. Drawn inside <ChatSoporteFrame>, with what
// `useChatSoporte` gives.

export {
  ChatSoporteFrame,
  type ChatSoporteFrameProps,
} from "./host/ChatSoporteFrame";
export { ContextCard } from "./view/ContextCard";
export { DraftComposer as Composer } from "./view/DraftComposer";
export { Header } from "./view/Header";
export { History } from "./view/History";
export { Panel } from "./view/Panel";
export { Rating } from "./view/Rating";
export { Transcript } from "./view/Transcript";
export { useWords } from "./words";
