import { OwnService } from './own-service';

/*
 * A DynamoDB Local for each file of fault tests. It keeps the stream records of dropped tables for a day, and walks past
 * all of them at every write and every read of a later stream: after the thousands that fault tests write, a write of
 * 5 ms takes 60.
 */
let dynamoDb: OwnService | undefined;

beforeAll(async () => {
  if (process.env['DYNAMODB_IS_GIVEN'] === 'true') return;
  dynamoDb = await OwnService.start('dynamodb-local');
  process.env['DYNAMODB_ENDPOINT'] = dynamoDb.address;
});
afterAll(async () => {
  await dynamoDb?.remove();
});
