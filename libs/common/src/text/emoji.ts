const VARIATION_SELECTOR = /\ufe0f/g;
/** Shown as text unless a selector follows; under a skin tone it is an emoji without one. */
const SHOWN_AS_TEXT = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;
/** What Unicode recommends for general interchange, each one grapheme cluster: what keyboards offer and fonts draw. */
const EMOJI = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');

/**
 * One emoji in the one form under which it is stored: U+FE0F stands where Unicode calls it needed, and nowhere else.
 * Undefined for every other text.
 */
export function emojiOf(text: string): string | undefined {
  const emoji = text.replace(VARIATION_SELECTOR, '').replace(SHOWN_AS_TEXT, '$&\ufe0f');
  return EMOJI.test(emoji) ? emoji : undefined;
}
