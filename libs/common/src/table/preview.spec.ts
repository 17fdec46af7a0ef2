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
});
