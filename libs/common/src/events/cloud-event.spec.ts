import {
  decodeCloudEvent,
  encodeCloudEvent,
  encodeTombstone,
  extensionsOf,
  UndecodableEventError,
  type CloudEvent,
} from './cloud-event';
import { MESSAGE_EVENT_DATA, MESSAGE_SENT, type MessageSentData } from './message-events';

const event: CloudEvent<typeof MESSAGE_SENT, MessageSentData> = {
  id: 'stream/1',
  source: '/cruddur/stream-relay',
  type: MESSAGE_SENT,
  time: '2026-01-02T03:04:05.678Z',
  subject: 'group',
  data: {
    message_group_uuid: 'group',
    number: 7,
    message_uuid: 'message',
    message: 'hi 🦊',
    user_uuid: 'user',
    user_handle: 'andrewbrown',
    user_display_name: 'Andrew Brown',
    created_at: '2026-01-02T03:04:05.678Z',
    member_uuids: ['user', 'other'],
  },
};

/** As a consumer receives it: everything in bytes. */
const received = (record = encodeCloudEvent(event)) => ({
  value: Buffer.from(record.value),
  headers: Object.fromEntries(Object.entries(record.headers).map(([name, value]) => [name, Buffer.from(value)])),
});

describe('a CloudEvent on Kafka', () => {
  it('comes back as it was sent', () => {
    expect(decodeCloudEvent(received(), MESSAGE_EVENT_DATA)).toEqual(event);
  });

  it('has its attributes in headers and its subject as the key', () => {
    const { key, headers } = encodeCloudEvent(event);
    expect(key).toBe('group');
    expect(headers).toMatchObject({ ce_specversion: '1.0', ce_type: MESSAGE_SENT, 'content-type': 'application/json' });
  });

  it('brings along the request and the trace that it goes back to', () => {
    const ids = { requestid: 'request', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
    const record = received(encodeCloudEvent({ ...event, ...ids }));
    expect(Object.keys(record.headers)).toEqual(expect.arrayContaining(['ce_requestid', 'ce_traceparent']));
    expect(decodeCloudEvent(record, MESSAGE_EVENT_DATA)).toEqual({ ...event, ...ids });
    expect(extensionsOf(record)).toEqual(ids);
  });

  it('is nobody’s business here when its type is unknown', () => {
    const { value, headers } = received();
    const other = { value, headers: { ...headers, ce_type: Buffer.from('com.example.other') } };
    expect(decodeCloudEvent(other, MESSAGE_EVENT_DATA)).toBeUndefined();
  });

  it('says nothing when it is a tombstone, with or without headers', () => {
    const tombstone = { ...received(), value: encodeTombstone(event).value };
    expect(decodeCloudEvent(tombstone, MESSAGE_EVENT_DATA)).toBeUndefined();
    expect(decodeCloudEvent({ value: null }, MESSAGE_EVENT_DATA)).toBeUndefined();
  });

  it('may carry fields that this version does not know', () => {
    const record = encodeCloudEvent({ ...event, data: { ...event.data, mood: 'sunny' } });
    expect(decodeCloudEvent(received(record), MESSAGE_EVENT_DATA)).toEqual(event);
  });

  it.each([
    ['has no headers', { value: received().value }],
    ['is not JSON', { ...received(), value: Buffer.from('{') }],
    ['lacks a field', { ...received(), value: Buffer.from('{"number":1}') }],
    ['lacks an attribute', { ...received(), headers: { ...received().headers, ce_id: undefined } }],
  ])('is undecodable when it %s', (_what, record) => {
    expect(() => decodeCloudEvent(record, MESSAGE_EVENT_DATA)).toThrow(UndecodableEventError);
  });
});
