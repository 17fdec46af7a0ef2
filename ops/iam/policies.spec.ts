import { CONSUMERS, DEAD_LETTER_KEEPERS, deadLetterTopic, LIVE_TOPIC, STREAM_RELAY, TOPICS } from '@app/common/events';
import { awsCallsOf } from './aws-calls';
import { POLICIES, statementsOf } from './policies';

const actionsOf = (app: string): string[] => [...new Set(statementsOf(app).flatMap(({ Action }) => Action))].sort();

/** The last part of what an action is allowed on. */
const allowedOn = (app: string, action: string): string[] =>
  statementsOf(app)
    .filter(({ Action }) => Action.includes(`kafka-cluster:${action}`))
    .flatMap(({ Resource }) => Resource.map((arn) => arn.split('/').at(-1)!))
    .sort();

const READS: Record<string, string[]> = {
  [CONSUMERS.gateway]: [LIVE_TOPIC, TOPICS.messages, TOPICS.users],
  [CONSUMERS.messages]: [TOPICS.users],
  [CONSUMERS.groupProjector]: [TOPICS.messages],
};
const WRITES: Record<string, string[]> = {
  [CONSUMERS.gateway]: [LIVE_TOPIC],
  users: [TOPICS.users],
  [STREAM_RELAY]: [TOPICS.messages],
};

describe.each(POLICIES)('the policy of %s', (app) => {
  it('allows what its code asks of AWS, and nothing else', () => {
    const ofAws = actionsOf(app).filter((action) => !action.startsWith('kafka-cluster:'));
    expect(ofAws).toEqual(awsCallsOf(app));
  });

  it('allows the topics that it reads and writes, its dead letters among them, and no other', () => {
    const letters = DEAD_LETTER_KEEPERS.filter(({ keeper }) => keeper === app).map(({ topic }) =>
      deadLetterTopic(topic, app),
    );
    expect(allowedOn(app, 'ReadData')).toEqual(READS[app] ?? []);
    expect(allowedOn(app, 'WriteData')).toEqual([...(WRITES[app] ?? []), ...letters].sort());
    expect([...new Set(allowedOn(app, 'DescribeTopic'))]).toEqual(
      [...new Set([...allowedOn(app, 'ReadData'), ...allowedOn(app, 'WriteData')])].sort(),
    );
  });

  it('allows nothing everywhere', () => {
    for (const { Effect, Action, Resource } of statementsOf(app)) {
      expect(Effect).toBe('Allow');
      for (const name of [...Action, ...Resource]) expect(name).not.toMatch(/^\*$|:\*$/);
    }
  });
});

it('sees what the code asks for', () => {
  expect(awsCallsOf('gateway')).toEqual(['dynamodb:UpdateItem']);
  expect(awsCallsOf('group-projector')).toContain('dynamodb:UpdateItem');
});
