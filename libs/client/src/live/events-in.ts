import { CruddurError } from '../calls/cruddur-error.js';
import type { LiveEvent } from './live-event.js';

/** The events of a stream, as lines of Server-Sent Events have them. One that is not whole is none. */
export async function* eventsIn(body: AsyncIterable<Uint8Array>): AsyncGenerator<LiveEvent, void> {
  let fields: Record<string, string> = {};
  for await (const line of linesOf(body)) {
    if (line !== '') {
      const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      fields[name] = name === 'data' && fields['data'] !== undefined ? `${fields['data']}\n${value}` : value;
      continue;
    }
    const { id = '', event, data } = fields;
    fields = {};
    if (event !== undefined && data !== undefined) yield { id, event, data: JSON.parse(data) as unknown } as LiveEvent;
  }
}

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
    }
  } catch (cause) {
    throw new CruddurError('the stream broke off', { cause });
  }
}
