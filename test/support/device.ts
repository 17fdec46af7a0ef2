import { ConversationCopy, type Message } from '@cruddur/client';
import type { RestClient } from './rest-client';

/** A person's device: it keeps a copy of one conversation, and asks for what it lacks by pages of `limit`. */
export const deviceOf = (client: RestClient, groupUuid: string, limit?: number): ConversationCopy<Message> =>
  new ConversationCopy(async (after) => {
    const { status, body } = await client.changes(groupUuid, after, limit);
    if (status !== 200) throw new Error(`no changes: ${status} ${JSON.stringify(body)}`);
    return body;
  });
