import type { KafkaMessage } from 'kafkajs';
import type { Environment } from '@app/common/config';
import { DocumentedMessages } from './contract/documented-messages';
import { recordsOnTopic } from './topic-contents';

/** What the topics hold now, held against docs/asyncapi.yaml. */
export interface TopicsVerdict {
  /** The kinds of messages that are there, by their names in the document. */
  kinds: Set<string>;
  /** What is wrong with records that are not as the document says. */
  faults: string[];
}

export async function documentedTopics(environment: Environment): Promise<TopicsVerdict> {
  const documented = new DocumentedMessages();
  const verdict: TopicsVerdict = { kinds: new Set(), faults: [] };
  for (const { address, messages } of documented.channelsOf('kafka')) {
    const kinds = Object.values(messages).map(({ $ref }) => $ref);
    for (const record of await recordsOnTopic(environment, address)) {
      const { headers, payload, text } = asText(record);
      const faults = kinds.map(($ref) => documented.deviation($ref, headers, payload));
      const kind = kinds[faults.indexOf(undefined)];
      if (kind !== undefined && record.key !== null) verdict.kinds.add(kind.slice(kind.lastIndexOf('/') + 1));
      else verdict.faults.push(`${address}: ${text}: ${faults.join('; ')}`);
    }
  }
  return verdict;
}

function asText({ headers = {}, value, key }: KafkaMessage): { headers: object; payload: unknown; text: string } {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, String(header)]));
  const text = String(value);
  return { headers: texts, payload: parsed(text), text: `${String(key)} ${JSON.stringify(texts)} ${text}` };
}

/** A dead letter may be anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
