import { previewOf } from './preview';

describe('previewOf', () => {
  it('leaves a message of 256 characters whole', () => {
    expect(previewOf('x'.repeat(256))).toBe('x'.repeat(256));
  });

  it('cuts a longer one after 256 characters and says so', () => {
    expect(previewOf('x'.repeat(257))).toBe('x'.repeat(256) + '…');
  });

  it('counts code points and cuts none in half', () => {
    expect(previewOf('🦊'.repeat(256))).toBe('🦊'.repeat(256));
    expect(previewOf('🦊'.repeat(257))).toBe('🦊'.repeat(256) + '…');
  });

  it.each([
    ['a family', '👨‍👩‍👧‍👦'],
    ['a letter with an accent', 'e\u0301'],
    ['a flag', '🇨🇭'],
  ])('cuts before %s that does not fit', (_, cluster) => {
    expect(previewOf('x'.repeat(255) + cluster + 'y')).toBe('x'.repeat(255) + '…');
  });

  it('is not empty for one letter under hundreds of marks', () => {
    expect(previewOf(`z${'\u0335'.repeat(1000)}`)).toBe(`z${'\u0335'.repeat(255)}…`);
  });

  it.each([
    ['an override', 'see \u202egnp.exe', 'see \u202egnp.exe\u202c'],
    ['an isolate in the part that is cut off', `\u2067${'x'.repeat(300)}\u2069`, `\u2067${'x'.repeat(255)}\u2069…`],
    ['the end of what stands around it', 'a\u2069\u202cb', 'ab'],
  ])('leaves the direction of what is beside it alone: %s', (_, message, preview) => {
    expect(previewOf(message)).toBe(preview);
  });
});
