// Sends, by an outbox in a folder, the messages that are its arguments; says what is kept, and what is sent.
import { CruddurClient, Outbox } from '@cruddur/client';
import { FileOutboxStore } from '@cruddur/client/node';

const { GATEWAY, TOKEN, FOLDER } = process.env;
const outbox = await Outbox.open({
  client: new CruddurClient({ url: GATEWAY, token: () => TOKEN, timeoutMs: 5_000 }),
  store: await FileOutboxStore.open(FOLDER),
  pauses: { longestMs: 500 },
  onSent: ({ message }) => console.log(`sent ${message.message}`),
});
for (const message of process.argv.slice(2)) await outbox.add(JSON.parse(message));
console.log('kept');
