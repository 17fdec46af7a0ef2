import { pairGroupUuid } from './pair-group-uuid';

const ANDREW = '1d0c2d5e-0f3e-4b1e-8d2a-0a6f5a9f6a01';
const BAYKO = '2d0c2d5e-0f3e-4b1e-8d2a-0a6f5a9f6a02';
const LONDO = '3d0c2d5e-0f3e-4b1e-8d2a-0a6f5a9f6a03';

describe('pairGroupUuid', () => {
  it('is the same whoever writes first', () => {
    expect(pairGroupUuid(ANDREW, BAYKO)).toBe(pairGroupUuid(BAYKO, ANDREW));
  });

  it('differs from pair to pair', () => {
    expect(pairGroupUuid(ANDREW, BAYKO)).not.toBe(pairGroupUuid(ANDREW, LONDO));
  });

  it('never changes, since stored conversations are found by it', () => {
    expect(pairGroupUuid(ANDREW, BAYKO)).toBe('b0e793d3-aef2-5dfc-a45c-dc3fd15790d6');
  });
});
