import { encodeCloudEvent } from '@app/common/events';

const TOLD: Record<string, object> = {
  'content-type': {},
  ce_specversion: { description: 'Of CloudEvents.' },
  ce_id: { description: 'The same each time that the event is delivered, unless it is published anew from the table.' },
  ce_source: { description: 'Who has made it.' },
  ce_type: { description: 'Says what the payload is.' },
  ce_time: { description: 'When it happened.', format: 'date-time' },
  ce_subject: { description: 'What it is about, as the key says.' },
  ce_requestid: { description: 'The `X-Request-Id` of the request that it goes back to, if any.' },
  ce_traceparent: { description: 'The span that has made it, in the form of W3C, if it is traced.' },
};

const event = { id: '', source: '', type: '', time: '', subject: '', data: {} };
const always = encodeCloudEvent(event).headers;
const names = Object.keys(encodeCloudEvent({ ...event, requestid: '', traceparent: '' }).headers);

/** The headers of any event; what is the same in all is told as such. */
export const EVENT_HEADERS = {
  type: 'object',
  required: Object.keys(always),
  properties: Object.fromEntries(
    names.map((name) => [name, { type: 'string', ...(always[name] && { const: always[name] }), ...TOLD[name] }]),
  ),
};
