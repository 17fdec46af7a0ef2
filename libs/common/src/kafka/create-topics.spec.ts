import { type Admin, KafkaJSProtocolError } from 'kafkajs';
import { createTopics } from './create-topics';

const refusal = (type: string, code: number) =>
  new KafkaJSProtocolError(Object.assign(new Error('refused'), { type, code }));
const unheardOf = refusal('UNKNOWN_TOPIC_OR_PARTITION', 3);
const forbidden = refusal('TOPIC_AUTHORIZATION_FAILED', 29);

/** Its calls end as scripted, one after the other, and well once the script is over. */
class ScriptedAdmin {
  readonly calls: string[] = [];

  constructor(private readonly failures: (Error | undefined)[]) {}

  createTopics({ topics }: { topics: { topic: string }[] }): Promise<boolean> {
    return this.answer(`create ${topics.map(({ topic }) => topic).join()}`, true);
  }

  fetchTopicMetadata({ topics }: { topics: string[] }): Promise<object> {
    return this.answer(`look for ${topics.join()}`, { topics: [] });
  }

  private answer<Answer>(call: string, answer: Answer): Promise<Answer> {
    this.calls.push(call);
    const failure = this.failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve(answer);
  }
}

const create = (admin: ScriptedAdmin) => createTopics(admin as unknown as Admin, [{ topic: 'a' }, { topic: 'b' }]);

describe('making topics', () => {
  it('ends when the brokers know them, which may be later than the controller answers', async () => {
    const admin = new ScriptedAdmin([undefined, unheardOf, unheardOf]);
    await create(admin);
    expect(admin.calls).toEqual(['create a,b', 'look for a,b', 'create a,b', 'create a,b', 'look for a,b']);
  });

  it('fails at once where it is not allowed', async () => {
    const admin = new ScriptedAdmin([forbidden]);
    await expect(create(admin)).rejects.toBe(forbidden);
    expect(admin.calls).toHaveLength(1);
  });
});
