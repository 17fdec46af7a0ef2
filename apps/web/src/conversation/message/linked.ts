/** A piece of a text, and where it leads if it is an address. */
export interface Piece {
  text: string;
  href?: string;
}

const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"“”„«»]+/giu;
/** Ends a sentence more often than an address. */
const BEHIND = /[.,:;!?'*_~…]+$/u;
const SAFE = ['http:', 'https:', 'mailto:'];

/** The pieces of a text, with its addresses of the web and of mail as links, and of nothing else. */
export function linked(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutWhatIsBehind(found);
    const href = hrefOf(address);
    if (href === undefined) continue;
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** Without a full stop, and without a bracket that is not opened in it. */
function withoutWhatIsBehind(found: string): string {
  const address = found.replace(BEHIND, '');
  const isUnopened = /[)\]}]$/u.test(address) && count(address, /[)\]}]/gu) > count(address, /[([{]/gu);
  return isUnopened ? withoutWhatIsBehind(address.slice(0, -1)) : address;
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

function hrefOf(address: string): string | undefined {
  const url = URL.parse(address);
  const isWhole = url && (url.hostname !== '' || url.pathname !== '');
  return isWhole && SAFE.includes(url.protocol) ? url.href : undefined;
}
