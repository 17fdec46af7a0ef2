import { CruddurError } from '@cruddur/client';
import type { Chat } from '../../chat/chat';
import { openConversation } from '../../chat/use-route';

const TRIES = 40;
const PAUSE_MS = 250;

/** Opens a conversation that has just begun, once its row is there: that may take a moment. */
export async function openNew({ client, store }: Chat, uuid: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await client.readMessageGroup({ message_group_uuid: uuid }).catch(whereThereIsNone);
    if (answer) {
      store.listed([answer.body]);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  openConversation(uuid);
}

const whereThereIsNone = (error: unknown): undefined => {
  if (!(error instanceof CruddurError && error.status === 404)) throw error;
};
