import { AlertList } from './alert-list';

describe('alerts', () => {
  let list: AlertList;
  const texts = () => list.shown.map(({ text }) => text);

  beforeEach(() => {
    jest.useFakeTimers();
    list = new AlertList();
  });

  afterEach(() => jest.useRealTimers());

  it('go by themselves, but for failures', () => {
    list.add('copied', false);
    list.add('refused', true);
    jest.runAllTimers();
    expect(texts()).toEqual(['refused']);
    list.close(list.shown[0]!.key);
    expect(texts()).toEqual([]);
  });

  it('are the last few, each once', () => {
    for (const text of ['1', '2', '3', '2', '4']) list.add(text, true);
    expect(texts()).toEqual(['3', '2', '4']);
  });
});
