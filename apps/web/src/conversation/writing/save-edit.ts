import { type CruddurClient, CruddurError, type Message, type SentMessage } from '@cruddur/client';

export type Saved = { saved: SentMessage } | { changedTo: SentMessage };

/**
 * Gives a message another text, unless that was changed since `known` was read: then nothing is, and it is answered as it
 * has become. A reaction that came meanwhile is no such change.
 * @throws CruddurError
 */
export async function saveEdit(
  client: Pick<CruddurClient, 'editMessage' | 'readMessage'>,
  message_group_uuid: string,
  known: Message,
  text: string,
): Promise<Saved> {
  const place = { message_group_uuid, number: known.number };
  try {
    const answer = await client.editMessage({ ...place, 'If-Match': `"${known.revision}"`, body: { message: text } });
    return { saved: answer.body };
  } catch (error) {
    if (!(error instanceof CruddurError && error.codes.includes('message_changed_meanwhile'))) throw error;
  }
  const { body: now } = await client.readMessage(place);
  const hasOtherText = now.message !== known.message && now.deleted_at === null;
  return hasOtherText ? { changedTo: now } : saveEdit(client, message_group_uuid, now, text);
}
