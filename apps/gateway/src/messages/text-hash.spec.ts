import { textHashOf } from './text-hash';

describe('the hash of a text under a send key', () => {
  it('is the one that older keys have been kept with', () => {
    expect(textHashOf('hi')).toBe('j0NDRmSPa5bfid2pAcUXaxCm2Dlh3TwayItZstwyeqQ');
    expect(textHashOf(' Grüße 😀\n')).toBe('_H6ZpmVVio4HaEqoAfxlxjQt3XvDLiblhQROvZoQYcg');
  });

  it('is another one for each text, and for each message that it answers', () => {
    const hashes = [
      textHashOf('hi'),
      textHashOf('hi '),
      textHashOf('hi', 1),
      textHashOf('hi', 11),
      textHashOf('1hi', 1),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
