import { topicDefinitions } from './provide-topics';

describe('the topics', () => {
  const topics = topicDefinitions('test.');

  it('are those of messages and users, and the dead letters of the projector', () => {
    expect(topics.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining([
        'test.cruddur.messages',
        'test.cruddur.users',
        'test.cruddur.messages.group-projector.dead-letter',
      ]),
    );
  });

  it('have six partitions each', () => {
    for (const { numPartitions } of topics) expect(numPartitions).toBe(6);
  });

  it('are compacted where the last event of each user is kept', () => {
    const compacted = topics.filter(({ configEntries }) => configEntries?.some(({ value }) => value === 'compact'));
    expect(compacted.map(({ topic }) => topic)).toEqual(['test.cruddur.users']);
  });
});
