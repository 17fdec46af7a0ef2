import type { CruddurClient, LiveStore, Message } from '@cruddur/client';

interface Known {
  client: CruddurClient;
  store: LiveStore;
}

/** Adds one's reaction, or takes it back. @throws CruddurError, such as for what is no emoji. */
export async function toggleReaction({ client, store }: Known, groupUuid: string, message: Message, emoji: string) {
  const request = { message_group_uuid: groupUuid, number: message.number, emoji };
  const isThere = message.reactions.some((reaction) => reaction.own && reaction.emoji === emoji);
  const { body } = await (isThere ? client.takeBackReaction(request) : client.react(request));
  store.changedBySelf(body);
}
