// The address of a chat, for a colleague.
import { toasts } from "../shell/toasts";

export async function copyLink(chatId: number, copied: string): Promise<void> {
  await navigator.clipboard.writeText(`${location.origin}/soporte/chats/${chatId}`);
  toasts.show({ title: copied });
}
