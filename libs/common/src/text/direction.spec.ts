import { balanceDirection, turnsDirection } from './direction';

const [LRE, RLE, PDF, LRO, RLO] = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e'];
const [LRI, RLI, FSI, PDI] = ['\u2066', '\u2067', '\u2068', '\u2069'];

describe('The direction of a text', () => {
  it.each([LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI])('is turned by %j', (control) =>
    expect(turnsDirection(`a${control}b`)).toBe(true),
  );

  it.each(['abc', 'שלום', 'שלום\u200f!', 'a\u200eb', 'a\u061cb', 'علی\u200cرضا'])('is its own: %j', (text) => {
    expect(turnsDirection(text)).toBe(false);
    expect(balanceDirection(text)).toBe(text);
  });

  it.each([
    ['an override', `a${RLO}b`, `a${RLO}b${PDF}`],
    ['embeddings in each other', `${LRE}a${RLE}b`, `${LRE}a${RLE}b${PDF}${PDF}`],
    ['an isolate', `${FSI}a`, `${FSI}a${PDI}`],
    ['an override in an isolate', `${RLI}a${LRO}b`, `${RLI}a${LRO}b${PDF}${PDI}`],
    ['an isolate in an override', `${LRO}a${LRI}b`, `${LRO}a${LRI}b${PDI}${PDF}`],
    ['what a line feed would have ended', `${RLO}a\nb`, `${RLO}a\nb${PDF}`],
  ])('ends with it: %s', (_, text, wanted) => expect(balanceDirection(text)).toBe(wanted));

  it.each([
    ['one override', `a${RLO}b${PDF}c`],
    ['an isolate with an override', `${FSI}a${RLO}b${PDF}${PDI}c`],
    ['an override that the end of its isolate ends', `${FSI}a${RLO}b${PDI}c`],
  ])('is balanced already: %s', (_, text) => expect(balanceDirection(text)).toBe(text));

  it.each([
    ['an embedding', `a${PDF}b`, 'ab'],
    ['an isolate', `a${PDI}b`, 'ab'],
    ['an embedding around its isolate', `${RLO}a${LRI}b${PDF}c${PDI}d`, `${RLO}a${LRI}bc${PDI}d${PDF}`],
    ['more than it has begun', `${RLI}a${PDI}${PDI}${PDF}b`, `${RLI}a${PDI}b`],
  ])('ends nothing that others have begun: %s', (_, text, wanted) => expect(balanceDirection(text)).toBe(wanted));
});
