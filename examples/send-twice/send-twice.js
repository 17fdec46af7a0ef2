import { randomUUID } from 'node:crypto';
import { CruddurClient } from '@cruddur/client';
import { badNetwork } from './bad-network.js';
import { signIn } from './sign-in.js';

const { CRUDDUR_URL = 'http://localhost:4567', DEMO_PASSWORD = 'Cruddur-demo-1' } = process.env;

const network = await badNetwork(CRUDDUR_URL);
const client = new CruddurClient({ url: network.url, token: () => signIn('andrewbrown@example.com', DEMO_PASSWORD) });

for await (const groups of client.pages(await client.listMessageGroups(), 'next')) {
  for (const { display_name, message } of groups) console.log(`${display_name}: ${message}`);
}

const message = { handle: 'bayko', message: `Sent twice at ${new Date().toISOString()}` };
const key = randomUUID();
network.loseNextAnswer();
const first = await client.send(message, { key, onDelayed: (error) => console.log(`Once more, because of: ${error}`) });
const second = await client.send(message, { key });
console.log(`Sent as number ${first.number}, and again as number ${second.number}.`);

const { body: page } = await client.readMessages({ message_group_uuid: first.message_group_uuid });
console.log(`Messages that say so: ${page.filter((each) => each.message === message.message).length}.`);
network.end();
