import { Progress } from './progress';

describe('the progress of something that is counted', () => {
  let written: string;
  let now: number;

  beforeEach(() => {
    written = '';
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    jest.spyOn(process.stderr, 'write').mockImplementation((line) => {
      written += String(line);
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());

  it('is said at most once a second, and not of what is done at once', () => {
    const progress = new Progress();
    for (now = 0; now < 2_500; now += 100) progress.count(`${now / 100} are done`);
    expect(written).toBe('[  1.0 s] 10 are done\n[  2.0 s] 20 are done\n');
  });
});
