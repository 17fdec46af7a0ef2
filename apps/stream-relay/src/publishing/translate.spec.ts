import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { CloudEvent } from '@app/common/events';
import type { StreamRecord } from '../stream/table-streams';
import { eventOfItem, requestOf, translate, UntranslatableRecordError } from './translate';

interface Fixture {
  record: StreamRecord;
  event: CloudEvent | null;
}

type Key = { pk: string; sk: string };

const FOLDER = join(__dirname, '../../test/fixtures');
/** A group may have no name, and an entry of no kind is a message. */
const OPTIONAL = ['group_name', 'kind'];
const STREAM_LABEL = '2026-11-24T08:00:00.000';

const fixture = (file: string): Fixture => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Fixture;

describe('translate', () => {
  it.each(readdirSync(FOLDER))('makes of %s what the file says', (file) => {
    const { record, event } = fixture(file);
    expect(translate(record, STREAM_LABEL) ?? null).toEqual(event);
  });

  it.each(readdirSync(FOLDER))('makes of the item of %s the same as of its record', (file) => {
    const { record, event } = fixture(file);
    const item = unmarshall((record.dynamodb!.NewImage ?? {}) as Parameters<typeof unmarshall>[0]);
    const fromItem = record.eventName === 'INSERT' ? eventOfItem(item as Key) : undefined;
    expect(fromItem).toEqual(event ? { ...event, id: `table/${(item as Key).pk}/${(item as Key).sk}` } : undefined);
  });

  it.each([
    'message-put.json',
    'conversation-put.json',
    'revision-edited-put.json',
    'revision-deleted-put.json',
    'revision-reacted-put.json',
    'group-created-put.json',
    'group-left-put.json',
    'group-message-put.json',
    'revision-edited-in-a-group-put.json',
  ])(
    'refuses of %s, image and item alike, what lacks any attribute of its event or has another in its place',
    (file) => {
      const { record, event } = fixture(file);
      for (const name of Object.keys(event!.data as object)) {
        for (const wrong of [undefined, { BOOL: true }, { N: '-1' }, { N: '1.5' }, { L: [{ N: '1' }] }]) {
          if (wrong === undefined && OPTIONAL.includes(name)) continue;
          const { [name]: _right, ...others } = record.dynamodb!.NewImage!;
          const NewImage = { ...others, ...(wrong && { [name]: wrong }) };
          const item = unmarshall(NewImage as Parameters<typeof unmarshall>[0]) as Key;
          const changed: StreamRecord = { ...record, dynamodb: { ...record.dynamodb, NewImage } };
          expect(() => translate(changed, STREAM_LABEL)).toThrow(UntranslatableRecordError);
          expect(() => eventOfItem(item)).toThrow(UntranslatableRecordError);
        }
      }
    },
  );

  it.each([{ BOOL: true }, { N: '0' }, { N: '1.5' }, { S: '1' }])(
    'refuses, image and item alike, a message that answers %j',
    (wrong) => {
      const { record } = fixture('message-that-answers-put.json');
      record.dynamodb!.NewImage!['reply_to'] = wrong;
      const item = unmarshall(record.dynamodb!.NewImage as Parameters<typeof unmarshall>[0]) as Key;
      expect(() => translate(record, STREAM_LABEL)).toThrow(UntranslatableRecordError);
      expect(() => eventOfItem(item)).toThrow(UntranslatableRecordError);
    },
  );

  it('refuses a message that lacks what its event must have', () => {
    const { record } = fixture('message-put.json');
    delete record.dynamodb!.NewImage!['member_uuids'];
    expect(() => translate(record, STREAM_LABEL)).toThrow(UntranslatableRecordError);
    expect(() => translate(record, STREAM_LABEL)).toThrow(/member_uuids/);
  });

  it.each([
    ['revision-edited-put.json', { S: 'moved' }],
    ['revision-edited-put.json', { S: 'toString' }],
    ['revision-edited-put.json', { N: '1' }],
    ['revision-edited-put.json', undefined],
    ['group-added-put.json', { S: 'pinned' }],
    ['group-added-put.json', { N: '1' }],
    ['message-put.json', { S: 'edited' }],
    ['conversation-put.json', { S: 'channel' }],
  ])('refuses, image and item alike, what of %s would be of a kind that it does not know: %j', (file, kind) => {
    const { record } = fixture(file);
    const { kind: _known, ...others } = record.dynamodb!.NewImage!;
    record.dynamodb!.NewImage = { ...others, ...(kind && { kind }) };
    const item = unmarshall(record.dynamodb!.NewImage as Parameters<typeof unmarshall>[0]) as Key;
    expect(() => translate(record, STREAM_LABEL)).toThrow(/no known kind/);
    expect(() => eventOfItem(item)).toThrow(/no known kind/);
  });

  it.each([
    ['message-put.json', { member_count: { N: '2' } }],
    ['group-message-put.json', { member_uuids: { L: [{ S: 'b2a6e3a4-9f0c-4f6c-9df4-0f6a52c2f001' }] } }],
    ['group-added-put.json', { history: { S: 'some' } }],
    ['group-added-put.json', { group_name: { BOOL: true } }],
  ])('refuses, image and item alike, %s with %j', (file, wrong) => {
    const { record } = fixture(file);
    Object.assign(record.dynamodb!.NewImage!, wrong);
    const item = unmarshall(record.dynamodb!.NewImage as Parameters<typeof unmarshall>[0]) as Key;
    expect(() => translate(record, STREAM_LABEL)).toThrow(UntranslatableRecordError);
    expect(() => eventOfItem(item)).toThrow(UntranslatableRecordError);
  });

  it.each([{ '🚀': { N: '0' } }, { '🚀': { N: '1.5' } }, { '🚀': { S: '1' } }])(
    'refuses a count of reactions that is none: %j',
    (counts) => {
      const { record } = fixture('revision-reacted-put.json');
      record.dynamodb!.NewImage!['reactions'] = { M: counts };
      expect(() => translate(record, STREAM_LABEL)).toThrow(UntranslatableRecordError);
    },
  );

  it('finds the request in an image that it cannot translate, and finds nothing in an image without one', () => {
    const { NewImage } = fixture('message-of-a-traced-request.json').record.dynamodb!;
    expect(requestOf({ ...NewImage, number: { nonsense: 1 } })).toEqual({
      requestid: '0f8fad5b-d9cb-469f-a165-70867728950e',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    });
    expect([undefined, {}, { request_id: { N: '1' }, trace_parent: 7 }].map(requestOf)).toEqual([{}, {}, {}]);
  });

  it('refuses a record without the keys of this table', () => {
    const { record } = fixture('message-put.json');
    record.dynamodb!.Keys = { id: { N: '1' } };
    expect(() => translate(record, STREAM_LABEL)).toThrow(UntranslatableRecordError);
  });

  it('refuses an image that is no image', () => {
    const { record } = fixture('message-put.json');
    record.dynamodb!.NewImage!['number'] = { nonsense: 1 } as never;
    expect(() => translate(record, STREAM_LABEL)).toThrow(UntranslatableRecordError);
  });
});
