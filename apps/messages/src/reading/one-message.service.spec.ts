import { aPerson } from '../../../../test/support/builders';
import { ChangedConversation } from '../../test/changed-conversation';
import { ConversationInPieces } from '../../test/conversation-in-pieces';
import { readingOn } from '../../test/reading-on';

jest.mock('@app/common/patience', () => ({
  ...jest.requireActual<object>('@app/common/patience'),
  pause: () => Promise.resolve(),
}));

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';

describe('a history of which not all can be seen yet', () => {
  const [sender, reader] = [aPerson('sender'), aPerson('reader')];

  /** An entry that says that it is edited, and its revision, which appears with this read of an item. */
  function aScene(appearsAt: number) {
    const truth = new ChangedConversation({ groupUuid: GROUP, members: [sender, reader] });
    const table = new ConversationInPieces();
    table.write(truth.send(sender, 'one'));
    table.write(truth.edit(1, 'first').toReversed(), 1);
    let reads = 0;
    table.between = () => {
      reads += 1;
      if (reads === appearsAt) table.appear();
    };
    return readingOn(table.client).one;
  }

  it('is read again until all is there', async () => {
    const history = await aScene(5).history(GROUP, 1, reader.uuid);
    expect(history.map(({ revision, message }) => [revision, message])).toEqual([
      [0, 'one'],
      [1, 'first'],
    ]);
  });

  it('is refused, to be asked for again, where that takes long', async () => {
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
    const history = aScene(Infinity).history(GROUP, 1, reader.uuid);
    await expect(history).rejects.toMatchObject({ code: 'service_unavailable' });
    clock.mockRestore();
  });
});
