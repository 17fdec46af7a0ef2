import { MAX_MESSAGE_CHARACTERS } from '../../../../../../libs/common/src/contracts/messages/message';
import { hasAtMost } from '../../../../../../libs/common/src/text/length';
import { isVisible } from '../../../../../../libs/common/src/text/visible';
import { charactersLeft, isBlank, isSendable, MAX_CHARACTERS } from './message-text';

const FAMILY = '👨‍👩‍👧‍👦';
const LAST_CODE_POINT = 0x10ffff;

describe('a text that is written', () => {
  it('may be as long as the service says', () => expect(MAX_CHARACTERS).toBe(MAX_MESSAGE_CHARACTERS));

  it.each(['a', 'é', 'e\u0301', '😀', FAMILY, '\u200f', 'ש', '\n'])('is counted as the service counts: %j', (piece) => {
    for (let times = 0; times <= MAX_CHARACTERS + 2; times += 1) {
      const text = ` ${'x'.repeat(Math.max(0, MAX_CHARACTERS - times))}${piece.repeat(times)}.\n`;
      expect(charactersLeft(text) >= 0).toBe(hasAtMost(MAX_MESSAGE_CHARACTERS, text.trim()));
    }
  });

  it('is counted by its characters, without the blanks around it', () => {
    expect(charactersLeft('')).toBe(1024);
    expect(charactersLeft(` ${FAMILY}\n`)).toBe(1017);
    expect(charactersLeft('😀'.repeat(1025))).toBe(-1);
  });

  it('is blank where the service sees nothing', () => {
    const otherwise: number[] = [];
    for (let code = 0; code <= LAST_CODE_POINT; code += 1) {
      const character = String.fromCodePoint(code);
      if (isBlank(character) === isVisible(character)) otherwise.push(code);
    }
    expect(otherwise).toEqual([]);
  });

  it('is sent when something of it is seen, and not too much', () => {
    expect(isSendable(' \n\u3164')).toBe(false);
    expect(isSendable(` ${'a'.repeat(1024)} `)).toBe(true);
    expect(isSendable('a'.repeat(1025))).toBe(false);
  });
});
