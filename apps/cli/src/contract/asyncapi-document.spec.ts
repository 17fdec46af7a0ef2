import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { LIVE_EVENT_DATA } from '@app/common/contracts';
import { LIVE_TOPIC, MESSAGE_EVENT_DATA, USER_EVENT_DATA } from '@app/common/events';
import { topicDefinitions } from '@local-stack/provisioning/provide-topics';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { yamlOf } from '../output/yaml';
import { asyncApiDocument } from './asyncapi-document';

interface Document {
  channels: Record<string, { address: string; messages: Record<string, object>; bindings?: { kafka: object } }>;
  components: { messages: Record<string, { name: string; payload: object }> };
}

const GRAVE: number[] = [DiagnosticSeverity.Error, DiagnosticSeverity.Warning];

/** As whoever reads it gets it. */
const document = JSON.parse(JSON.stringify(asyncApiDocument())) as Document;

describe('the AsyncAPI document', () => {
  it('is what docs/asyncapi.yaml says, which `npx cruddur asyncapi > docs/asyncapi.yaml` writes', () => {
    expect(readFileSync(join(PROJECT_ROOT, 'docs/asyncapi.yaml'), 'utf8')).toBe(yamlOf(asyncApiDocument()));
  });

  it('is one by the parser of the specification', async () => {
    const { document: parsed, diagnostics } = await new Parser().parse(yamlOf(asyncApiDocument()));
    expect(diagnostics.filter(({ severity }) => GRAVE.includes(severity))).toEqual([]);
    expect(parsed?.allMessages().all().length).toBe(Object.keys(document.components.messages).length);
  }, 60_000);

  it('has every topic that a stack creates, and no other but that of the gateways alone', () => {
    const onKafka = Object.values(document.channels).filter(({ bindings }) => bindings);
    const addresses = onKafka.map(({ address }) => address);
    expect(addresses.sort()).toEqual(
      topicDefinitions('')
        .map(({ topic }) => topic)
        .filter((topic) => topic !== LIVE_TOPIC)
        .sort(),
    );
  });

  it('has every event, on the topic on which it is published', () => {
    const types = ({ messages }: Document['channels'][string]): string[] =>
      Object.keys(messages).map((name) => document.components.messages[name]!.name);
    expect(types(document.channels['messages']!)).toEqual(Object.keys(MESSAGE_EVENT_DATA));
    expect(types(document.channels['users']!)).toEqual(Object.keys(USER_EVENT_DATA));
  });

  it('has every event that the gateway streams, under its name', () => {
    const { address, messages } = document.channels['live-events']!;
    expect(address).toBe('/api/events');
    expect(Object.keys(messages)).toEqual(Object.keys(LIVE_EVENT_DATA));
    const named = Object.keys(messages).map((name) => document.components.messages[`live.${name}`]!.name);
    expect(named).toEqual(Object.keys(LIVE_EVENT_DATA));
  });
});
