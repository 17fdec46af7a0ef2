import { OwnService } from './own-service';

/**
 * A DynamoDB Local for a file of tests that writes much. It keeps the stream records of dropped tables for a day, and
 * walks past all of them at every write and every read of a later stream: after the thousands of such a file, a write of
 * 5 ms takes 60.
 */
export function onOwnDynamoDb(): void {
  let dynamoDb: OwnService | undefined;

  beforeAll(async () => {
    if (process.env['DYNAMODB_IS_GIVEN'] === 'true') return;
    dynamoDb = await OwnService.start('dynamodb-local');
    process.env['DYNAMODB_ENDPOINT'] = dynamoDb.address;
  });
  afterAll(async () => {
    await dynamoDb?.remove();
  });
}
