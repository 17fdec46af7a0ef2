import { ReadMarks } from './read-marks';

describe('what was seen', () => {
  const ticks = async (check: () => void): Promise<void> => {
    for (let tries = 0; ; tries++) {
      try {
        return check();
      } catch (error) {
        if (tries > 500) throw error;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }
  };

  it('is marked by the newest of it, once between two rests', async () => {
    const marked: number[] = [];
    const marks = new ReadMarks((number) => Promise.resolve(marked.push(number)), 3, 5);
    for (const number of [2, 3, 4, 5, 6, 5]) marks.see(number);
    await ticks(() => expect(marked).toEqual([4, 6]));
    marks.see(7);
    await ticks(() => expect(marked).toEqual([4, 6, 7]));
  });

  it('is tried again, once it is seen again, where it could not be marked', async () => {
    const marked: number[] = [];
    let isAway = true;
    const marks = new ReadMarks(
      (number) => {
        marked.push(number);
        return isAway ? Promise.reject(new Error('away')) : Promise.resolve();
      },
      0,
      1,
    );
    marks.see(1);
    await ticks(() => expect(marked).toEqual([1]));
    isAway = false;
    await ticks(() => {
      marks.see(1);
      expect(marked).toEqual([1, 1]);
    });
  });

  it('is not marked any more after it was closed', async () => {
    const marked: number[] = [];
    const marks = new ReadMarks((number) => Promise.resolve(marked.push(number)), 0, 1);
    marks.see(1);
    marks.see(2);
    marks.close();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(marked).toEqual([1]);
  });
});
