import { MovingLine } from './moving-line';

function written(isTTY: boolean): string {
  let text = '';
  const write = (piece: string): boolean => Boolean((text += piece));
  const line = new MovingLine({ isTTY, write } as unknown as NodeJS.WriteStream);
  line.show('1 of 2 MB');
  line.show('2 of 2 MB');
  line.end();
  return text;
}

describe('a moving line', () => {
  it('is one line of a terminal, and gone in the end', () => {
    expect(written(true)).toBe('\r\u001b[K1 of 2 MB\r\u001b[K2 of 2 MB\r\u001b[K');
  });

  it('is nothing in a file', () => expect(written(false)).toBe(''));
});
