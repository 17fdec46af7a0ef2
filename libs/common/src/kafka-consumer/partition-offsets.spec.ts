import { PartitionOffsets } from './partition-offsets';

describe('PartitionOffsets', () => {
  let offsets: PartitionOffsets;
  let settled = 0;

  beforeEach(() => {
    settled = 0;
    offsets = new PartitionOffsets('t', 0, () => (settled += 1));
  });

  it('has nothing to commit before anything is done', () => {
    expect(offsets.toCommit).toBeUndefined();
    offsets.take('5', '7', ['5', '6', '7']);
    expect(offsets.toCommit).toBeUndefined();
  });

  it('stays at the oldest record that is not settled, in whatever order the others are', () => {
    offsets.take('5', '8', ['5', '6', '7', '8']);
    offsets.settle(['7', '8']);
    expect(offsets.toCommit).toBeUndefined();
    offsets.settle(['5']);
    expect(offsets.toCommit).toBe('6');
    offsets.settle(['6']);
    expect(offsets.toCommit).toBe('9');
    expect(settled).toBe(3);
  });

  it('goes on over the next batches, one behind the last record of all', () => {
    offsets.take('5', '6', ['5', '6']);
    offsets.take('7', '9007199254740993', ['7']);
    offsets.settle(['7', '6']);
    expect(offsets.toCommit).toBeUndefined();
    offsets.settle(['5']);
    expect(offsets.toCommit).toBe('9007199254740994');
  });

  it('waits for no record that is for somebody else', () => {
    offsets.take('5', '9', ['7']);
    expect(offsets.toCommit).toBe('7');
    offsets.settle(['7']);
    expect(offsets.toCommit).toBe('10');
    offsets.take('10', '12', []);
    expect([offsets.toCommit, settled]).toEqual(['13', 2]);
  });

  it('has nothing more to commit once that is committed', () => {
    offsets.take('5', '5', ['5']);
    offsets.settle(['5']);
    offsets.commit('6');
    expect(offsets.toCommit).toBeUndefined();
  });

  it('goes back when the topic was deleted and created again', () => {
    offsets.take('5', '5', ['5']);
    offsets.settle(['5']);
    offsets.commit('6');
    offsets.take('0', '1', ['0', '1']);
    offsets.settle(['0', '1']);
    expect(offsets.toCommit).toBe('2');
  });
});
