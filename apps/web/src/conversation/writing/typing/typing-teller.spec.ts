import { TypingTeller } from './typing-teller';

describe('that one writes', () => {
  let now: number;
  let told: number[];
  let teller: TypingTeller;

  beforeEach(() => {
    now = 0;
    told = [];
    teller = new TypingTeller(
      () => told.push(now),
      () => now,
    );
  });

  const writesAt = (...times: number[]): void => {
    for (now of times) teller.written('something');
  };

  it('is told at once, and once in 3 s', () => {
    writesAt(0, 10, 2_999, 3_000, 3_001, 9_000);
    expect(told).toEqual([0, 3_000, 9_000]);
  });

  it('is not told of what nobody would see', () => {
    teller.written(' \n');
    expect(told).toEqual([]);
    writesAt(1);
    expect(told).toEqual([1]);
  });
});
