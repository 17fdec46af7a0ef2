import { MAX_MESSAGE_CHARACTERS } from '@app/common/contracts';
import { DIALOGUE } from './dialogue';

describe('the seeded dialogue', () => {
  it('is a conversation of at least forty messages, begun by Andrew', () => {
    expect(DIALOGUE.length).toBeGreaterThanOrEqual(40);
    expect(DIALOGUE[0]!.from).toBe('andrewbrown');
  });

  it('is told by both', () => {
    expect(new Set(DIALOGUE.map(({ from }) => from))).toEqual(new Set(['andrewbrown', 'bayko']));
  });

  it('has only messages that the gateway takes', () => {
    for (const { text } of DIALOGUE) {
      expect(text.trim()).toBe(text);
      expect([...text].length).toBeLessThanOrEqual(MAX_MESSAGE_CHARACTERS);
    }
  });
});
