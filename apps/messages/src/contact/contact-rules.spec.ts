import type { DomainError } from '@app/common/errors';
import type { ContactFacts, PairContact } from './contact-facts.store';
import { ContactRules } from './contact-rules';

const PAIR: PairContact = { groupUuid: 'group', senderUuid: 'andrew', recipientUuid: 'bayko' };
const OPEN: ContactFacts = {
  accepts: 'everybody',
  recipientBlocks: false,
  senderBlocks: false,
  waitsForSender: false,
};

/** What the table says, which may change, and what was asked of it. */
function rulesOn(facts: ContactFacts) {
  const table = { facts, takeMembership: true };
  const ofPair = jest.fn(() => Promise.resolve({ ...table.facts }));
  const accept = jest.fn(() => Promise.resolve(undefined));
  const store = { ofPair, allTakeMembershipFrom: jest.fn(() => Promise.resolve(table.takeMembership)) };
  return { table, ofPair, accept, store, rules: new ContactRules(store, { accept }) };
}

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'allowed',
    (error: unknown) => error,
  );

describe('who may write to whom', () => {
  // The cache takes a time of 0 for none.
  beforeEach(() => jest.useFakeTimers().advanceTimersByTime(1));
  afterEach(() => jest.useRealTimers());

  it('is everybody, as long as nobody has said otherwise', async () => {
    const { rules } = rulesOn(OPEN);
    expect(await rules.allowStart(PAIR)).toEqual({});
    await rules.allowSend(PAIR);
  });

  it.each(['allowStart', 'allowSend'] as const)(
    'is refused alike by %s to somebody who is blocked and to somebody who writes to a person who takes messages from nobody',
    async (ask) => {
      const answers: unknown[] = [];
      for (const why of [{ recipientBlocks: true }, { accepts: 'nobody' as const }]) {
        const { rules, ofPair } = rulesOn({ ...OPEN, ...why });
        const { code, message } = (await refusal(rules[ask](PAIR))) as DomainError;
        answers.push([code, message, ofPair.mock.calls.length]);
      }
      const code = 'recipient_takes_no_messages';
      expect(answers).toEqual([
        [code, code, 1],
        [code, code, 1],
      ]);
    },
  );

  it('is refused to a blocker for their own block first, whatever the other has set', async () => {
    for (const theirs of [{}, { recipientBlocks: true }, { accepts: 'nobody' as const }]) {
      const { rules } = rulesOn({ ...OPEN, senderBlocks: true, ...theirs });
      expect(await refusal(rules.allowSend(PAIR))).toMatchObject({ code: 'recipient_blocked' });
    }
  });

  it('lets a start wait where the recipient takes requests, and not a send into what has begun', async () => {
    const { rules, accept } = rulesOn({ ...OPEN, accepts: 'requests' });
    expect(await rules.allowStart(PAIR)).toEqual({ request: 'pending' });
    await rules.allowSend(PAIR);
    expect(accept).not.toHaveBeenCalled();
  });

  it('accepts by a send what waits for the sender, once', async () => {
    const { rules, accept } = rulesOn({ ...OPEN, waitsForSender: true });
    await rules.allowSend(PAIR);
    await rules.allowSend(PAIR);
    expect(accept.mock.calls).toEqual([['andrew', 'group']]);
  });

  it('accepts nothing by a send that is refused', async () => {
    const { rules, accept } = rulesOn({ ...OPEN, waitsForSender: true, recipientBlocks: true });
    await refusal(rules.allowSend(PAIR));
    expect(accept).not.toHaveBeenCalled();
  });

  it('asks once for all who ask meanwhile, and within 4 s of that; then anew', async () => {
    const { rules, table, ofPair } = rulesOn(OPEN);
    await Promise.all([rules.allowSend(PAIR), rules.allowSend(PAIR)]);
    table.facts = { ...OPEN, recipientBlocks: true };
    jest.advanceTimersByTime(3_900);
    await rules.allowSend(PAIR);
    expect(ofPair).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(200);
    expect(await refusal(rules.allowSend(PAIR))).toMatchObject({ code: 'recipient_takes_no_messages' });
    expect(ofPair).toHaveBeenCalledTimes(2);
  });

  it('counts the 4 s from the moment when it asked, however long the answer took', async () => {
    const { rules, ofPair } = rulesOn(OPEN);
    ofPair.mockImplementationOnce(() => {
      jest.advanceTimersByTime(3_000);
      return Promise.resolve({ ...OPEN });
    });
    await rules.allowSend(PAIR);
    jest.advanceTimersByTime(1_500);
    await rules.allowSend(PAIR);
    expect(ofPair).toHaveBeenCalledTimes(2);
  });

  it('keeps no failure', async () => {
    const { rules, ofPair } = rulesOn(OPEN);
    ofPair.mockRejectedValueOnce(new Error('away'));
    expect(await refusal(rules.allowSend(PAIR))).toEqual(new Error('away'));
    expect(await refusal(rules.allowSend(PAIR))).toBe('allowed');
  });

  it('asks again for a send where it knew of no conversation: it may wait for the sender by now', async () => {
    const { rules, table, accept } = rulesOn({ ...OPEN, waitsForSender: undefined });
    await rules.allowStart(PAIR);
    table.facts = { ...OPEN, waitsForSender: true };
    await rules.allowSend(PAIR);
    expect(accept).toHaveBeenCalledTimes(1);
  });

  it('knows each way of a pair by itself, and forgets both', async () => {
    const { rules, ofPair } = rulesOn(OPEN);
    const back = { ...PAIR, senderUuid: 'bayko', recipientUuid: 'andrew' };
    for (const pair of [PAIR, back, PAIR, back]) await rules.allowSend(pair);
    expect(ofPair).toHaveBeenCalledTimes(2);
    rules.forget('andrew', 'bayko');
    for (const pair of [PAIR, back]) await rules.allowSend(pair);
    expect(ofPair).toHaveBeenCalledTimes(4);
  });
});

it('lets people become members if all of them take messages from those in the group, and does not name who does not', async () => {
  const { rules, table, store } = rulesOn(OPEN);
  await rules.allowMembers(['bayko', 'londo'], ['andrew', 'andrew']);
  expect(store.allTakeMembershipFrom).toHaveBeenCalledWith(['bayko', 'londo'], ['andrew']);
  table.takeMembership = false;
  expect(await refusal(rules.allowMembers(['bayko'], ['andrew']))).toMatchObject({ code: 'member_takes_no_messages' });
});
