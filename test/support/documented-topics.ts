import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { KafkaMessage } from 'kafkajs';
import { parse } from 'yaml';
import type { Environment } from '@app/common/config';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { recordsOnTopic } from './topic-contents';

interface Document {
  channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
}

/** What the topics hold now, held against docs/asyncapi.yaml. */
export interface TopicsVerdict {
  /** The kinds of messages that are there, by their names in the document. */
  kinds: Set<string>;
  /** What is wrong with records that are not as the document says. */
  faults: string[];
}

export async function documentedTopics(environment: Environment): Promise<TopicsVerdict> {
  const document = parse(await readFile(join(PROJECT_ROOT, 'docs/asyncapi.yaml'), 'utf8')) as Document;
  const ajv = new Ajv({ strict: false, allErrors: true }).addSchema(document, 'asyncapi');
  addFormats(ajv);
  const verdict: TopicsVerdict = { kinds: new Set(), faults: [] };
  for (const { address, messages } of Object.values(document.channels)) {
    const kinds = Object.values(messages).map(({ $ref }) => $ref);
    for (const record of await recordsOnTopic(environment, address)) {
      const { headers, payload, text } = asText(record);
      const faults = kinds.map(($ref) =>
        [...errors(ajv, `${$ref}/headers`, headers), ...errors(ajv, `${$ref}/payload`, payload)].join(', '),
      );
      const kind = kinds[faults.indexOf('')];
      if (kind !== undefined && record.key !== null) verdict.kinds.add(kind.slice(kind.lastIndexOf('/') + 1));
      else verdict.faults.push(`${address}: ${text}: ${faults.join('; ')}`);
    }
  }
  return verdict;
}

function errors(ajv: Ajv, reference: string, value: unknown): string[] {
  const isValid = ajv.getSchema(`asyncapi${reference}`);
  if (!isValid) throw new Error(`the document has no ${reference}`);
  return isValid(value) ? [] : [ajv.errorsText(isValid.errors)];
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
