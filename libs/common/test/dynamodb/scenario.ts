import { toAttributes } from '@app/common/dynamodb/lean';
import type { Operation, Request } from './both-clients';

const TABLE = { TableName: '<table>' };
const key = (sk: string, pk = 'MSG#1') => ({ pk: { S: pk }, sk: { S: sk } });
const item = (sk: string, more: object = {}, pk = 'MSG#1') => toAttributes({ pk, sk, ...more });

const request = (operation: Operation, input: object): Request => ({ operation, input: { ...TABLE, ...input } });
const put = (Item: object, more: object = {}) => request('PutItem', { Item, ...more });
const get = (sk: string, more: object = {}) => request('GetItem', { Key: key(sk), ...more });
const update = (sk: string, UpdateExpression: string, more: object = {}) =>
  request('UpdateItem', { Key: key(sk), UpdateExpression, ...more });
const query = (more: object = {}) =>
  request('Query', {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'MSG#1' } },
    ...more,
  });
const transact = (...puts: object[]): Request => ({
  operation: 'TransactWriteItems',
  input: { TransactItems: puts.map((each) => ({ Put: { ...TABLE, ...each } })) },
});
const CREATE_ONLY = { ConditionExpression: 'attribute_not_exists(pk)' };
const SHOW_OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
const CAPACITY = { ReturnConsumedCapacity: 'INDEXES' };

const EVERY_TYPE = {
  text: 'böse "Zeichen" \\ \u0000 🦊',
  empty: '',
  numbers: [0, -1.5, 12_345_678_901, Number.MAX_SAFE_INTEGER],
  yes: true,
  no: false,
  nothing: null,
  nested: { list: [{ deep: [] }, {}] },
};

/** Every operation with its options and its refusals, one after the other on one table. */
export const SCENARIO: Record<string, Request> = {
  'a read of nothing': get('1'),
  'a put': put(item('1', EVERY_TYPE)),
  'a read of every type': get('1', { ConsistentRead: true }),
  'a read of a part': get('1', {
    ProjectionExpression: '#t, nested.#l[0]',
    ExpressionAttributeNames: { '#t': 'text', '#l': 'list' },
    ReturnConsumedCapacity: 'TOTAL',
  }),
  'a put that shows what it replaces': put(item('1', { n: 1 }), { ReturnValues: 'ALL_OLD', ...CAPACITY }),
  'a put with metrics': put(item('2', { last_message_at: '2026' }), {
    ReturnItemCollectionMetrics: 'SIZE',
    ...CAPACITY,
  }),
  'a put whose condition fails': put(item('1'), CREATE_ONLY),
  'a put whose condition fails, and shows why': put(item('1'), { ...CREATE_ONLY, ...SHOW_OLD }),
  'a put whose condition holds': put(item('1', { n: 2 }), {
    ConditionExpression: '#n < :n',
    ExpressionAttributeNames: { '#n': 'n' },
    ExpressionAttributeValues: { ':n': { N: '2' } },
  }),
  'an update that shows the old': update('1', 'SET n = :n, m = :m', {
    ExpressionAttributeValues: { ':n': { N: '3' }, ':m': { L: [{ S: 'x' }] } },
    ReturnValues: 'UPDATED_OLD',
    ...CAPACITY,
  }),
  'an update that shows the new': update('1', 'ADD n :n REMOVE m', {
    ExpressionAttributeValues: { ':n': { N: '1' } },
    ReturnValues: 'ALL_NEW',
  }),
  'an update whose condition fails': update('1', 'SET n = :n', {
    ConditionExpression: 'n < :n',
    ExpressionAttributeValues: { ':n': { N: '1' } },
    ...SHOW_OLD,
  }),
  'an update of nothing whose condition fails': update('9', 'SET n = :n', {
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':n': { N: '1' } },
    ...SHOW_OLD,
  }),
  'an update that makes the item': update('3', 'SET n = :n', { ExpressionAttributeValues: { ':n': { N: '1' } } }),
  'a deletion whose condition fails': request('DeleteItem', {
    Key: key('3'),
    ConditionExpression: 'n > :n',
    ExpressionAttributeValues: { ':n': { N: '1' } },
    ...SHOW_OLD,
  }),
  'a deletion that shows the old': request('DeleteItem', { Key: key('3'), ReturnValues: 'ALL_OLD', ...CAPACITY }),
  'a deletion of nothing': request('DeleteItem', { Key: key('3') }),
  'a read of several': {
    operation: 'BatchGetItem',
    input: { RequestItems: { '<table>': { Keys: [key('1'), key('none')], ConsistentRead: true } }, ...CAPACITY },
  },
  'a query': query(CAPACITY),
  'a query backwards': query({ ScanIndexForward: false, ConsistentRead: true, Limit: 2 }),
  'a query that goes on': query({ ExclusiveStartKey: key('1'), Limit: 1 }),
  'a query of a range': query({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :a AND :b',
    ExpressionAttributeValues: { ':pk': { S: 'MSG#1' }, ':a': { S: '2' }, ':b': { S: '3' } },
  }),
  'a query with a filter': query({
    FilterExpression: 'n > :n',
    ExpressionAttributeValues: { ':pk': { S: 'MSG#1' }, ':n': { N: '2' } },
    ProjectionExpression: 'sk',
  }),
  'a query that counts': query({ Select: 'COUNT' }),
  'a query of nothing': query({ ExpressionAttributeValues: { ':pk': { S: 'MSG#none' } } }),
  'a transaction': transact({ Item: item('4'), ...CREATE_ONLY }, { Item: item('5'), ...CREATE_ONLY }),
  'a transaction that is cancelled': transact(
    { Item: item('6'), ...CREATE_ONLY },
    { Item: item('1'), ...CREATE_ONLY, ...SHOW_OLD },
    { Item: item('2'), ...CREATE_ONLY },
  ),
  'a transaction on one item twice': transact({ Item: item('7') }, { Item: item('7') }),
  'a transaction with a token': {
    operation: 'TransactWriteItems',
    input: { ClientRequestToken: 'token', TransactItems: [{ Put: { ...TABLE, Item: item('8') } }] },
  },
  'another transaction with the same token': {
    operation: 'TransactWriteItems',
    input: { ClientRequestToken: 'token', TransactItems: [{ Put: { ...TABLE, Item: item('9') } }] },
  },
  'a key of the wrong type': request('GetItem', { Key: { pk: { N: '1' }, sk: { S: '1' } } }),
  'an empty key': put(item('')),
  'an expression that cannot be read': update('1', 'SET SET'),
  'an item that is too large': put(item('1', { text: 'x'.repeat(410 * 1_024) })),
  'a table that is not there': request('GetItem', { TableName: 'nowhere', Key: key('1') }),
  'an index that is not there': query({ IndexName: 'nowhere' }),
};
