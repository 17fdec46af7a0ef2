import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OnApplicationShutdown } from '@nestjs/common';
import { traced } from '@app/common/tracing';
import { type DynamoDbConfig, LOCAL_CREDENTIALS } from './lean/place';

const clientSettings = (config: DynamoDbConfig) => ({
  region: config.AWS_REGION,
  ...(config.DYNAMODB_ENDPOINT && { endpoint: config.DYNAMODB_ENDPOINT, credentials: LOCAL_CREDENTIALS }),
  maxAttempts: 4,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
    httpAgent: { maxSockets: 128 },
  },
});

export const createDynamoDbClient = (config: DynamoDbConfig): DynamoDBClient =>
  withSpans(withoutLogger(new DynamoDBClient(clientSettings(config))));

export const createDocumentClient = (config: DynamoDbConfig): DynamoDBDocumentClient =>
  new DocumentClient(createDynamoDbClient(config));

export const createStreamsClient = (config: DynamoDbConfig): DynamoDBStreamsClient =>
  withoutLogger(new DynamoDBStreamsClient(clientSettings(config)));

/** Closes the connections of the client beneath it too, which the SDK's own leaves open. */
class DocumentClient extends DynamoDBDocumentClient implements OnApplicationShutdown {
  constructor(private readonly beneath: DynamoDBClient) {
    super(beneath, { marshallOptions: { removeUndefinedValues: true } });
  }

  override destroy(): void {
    this.beneath.destroy();
  }

  onApplicationShutdown(): void {
    this.destroy();
  }
}

/** The SDK copies each answer for a logger, even for one that writes nothing: a tenth of the relay's work. */
function withoutLogger<Client extends DynamoDBClient | DynamoDBStreamsClient>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/** Each request is a step of the trace that it is made in, by its operation and nothing of what it says. */
function withSpans(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const operation = commandName.replace(/Command$/, '');
        const attributes = { 'db.system.name': 'aws.dynamodb', 'db.operation.name': operation };
        return traced(`DynamoDB ${operation}`, attributes, () => next(args));
      },
    { step: 'initialize', name: 'spans' },
  );
  return client;
}
