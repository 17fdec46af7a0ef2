import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Browser } from 'playwright-core';
import { createDocumentClient } from '@app/common/dynamodb';
import { messageKey } from '@app/common/table';
import { messageData } from '../support/builders';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { onOwnDynamoDb } from '../support/own-dynamodb';
import { range } from '../support/range';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';
import { ChatWindow } from './support/chat-window';

const MESSAGES = 10_000;
/** As many as DynamoDB writes at once. */
const AT_ONCE = 25;

onOwnDynamoDb();

describeInBrowser('a conversation of 10,000 messages', () => {
  let stack: TestStack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  /** Written behind the service's back, in the form in which it writes them; the last is sent, so that all is counted. */
  async function aLongConversation(): Promise<void> {
    const andrew = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
    const { body: first } = await andrew.start('bayko', 'message 1');
    const [sent] = (await andrew.messages(first.message_group_uuid)).body;
    const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...endpoint() });
    const item = (number: number) => ({
      ...messageKey(first.message_group_uuid, number),
      ...messageData(first.message_group_uuid, number, { user_uuid: sent!.user_uuid }),
    });
    for (let from = 2; from < MESSAGES; from += AT_ONCE) {
      const numbers = range(Math.min(AT_ONCE, MESSAGES - from)).map((index) => from + index);
      const requests = numbers.map((number) => ({ PutRequest: { Item: item(number) } }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [stack.environment['TABLE_NAME']!]: requests } }));
    }
    documents.destroy();
    await stack.restart('messages');
    await andrew.send(first.message_group_uuid, `message ${MESSAGES}`);
    await andrew.close();
  }

  const endpoint = () => ({ DYNAMODB_ENDPOINT: stack.environment['DYNAMODB_ENDPOINT'] });

  it('scrolls to its beginning and back, and shows every message once', async () => {
    await aLongConversation();
    const bayko = await ChatWindow.of('bayko', browser, stack.gatewayUrl);
    await bayko.choose('Andrew Brown');
    await bayko.message('message').first().waitFor();
    await bayko.page.evaluate(WATCH_FRAMES);
    const seen = await bayko.scrollThrough();
    console.info(`the longest frame took ${await bayko.page.evaluate<number>('longestFrame')} ms`);
    expect(seen.map(({ number }) => number)).toEqual(range(MESSAGES).map((index) => index + 1));
    expect(seen.map(({ text }) => text)).toEqual(range(MESSAGES).map((index) => `message ${index + 1}`));
    expect(bayko.complaints).toEqual([]);
    await bayko.close();
  });
});

const WATCH_FRAMES = `
  globalThis.longestFrame = 0;
  let last = performance.now();
  const frame = (now) => {
    longestFrame = Math.round(Math.max(longestFrame, now - last));
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
`;
