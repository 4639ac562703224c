// How many messages are unread, told between the pages of one origin. Small, and without imports:
// a page that has loaded nothing else of us can show the number on its button.

/** Hears the number from any page of this browser that is connected to `servidor`. Returns the end of it. */
export function hearUnread(servidor: string, listener: (sinLeer: number) => void): () => void {
  if (typeof window === "undefined") return () => {};
  try {
    const channel = new BroadcastChannel(unreadChannel(servidor));
    channel.onmessage = ({ data }) => {
      if (typeof data?.sinLeer === "number") listener(data.sinLeer);
    };
    channel.postMessage("?");
    return () => channel.close();
  } catch {
    // Without the channel there is no number before the chat is opened.
    return () => {};
  }
}

export function unreadChannel(servidor: string): string {
  const base = servidor || location.origin;
  return `ventanilla:sin_leer:${base.replace(/^https?:\/\//, "").replace(/\/+$/, "")}`;
}
