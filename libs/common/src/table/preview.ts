const PREVIEW_CHARACTERS = 256;

/** What a conversation list shows of a message: its first 256 characters (code points), then `…` if it goes on. */
export function previewOf(message: string): string {
  if (message.length <= PREVIEW_CHARACTERS) return message;
  const characters = Array.from(message);
  return characters.length <= PREVIEW_CHARACTERS ? message : characters.slice(0, PREVIEW_CHARACTERS).join('') + '…';
}
