import type { BackingServiceName } from './backing-services';
import { cognitoLocal } from './local/cognito-local';
import { dynamoDbLocal } from './local/dynamodb-local';
import { kafka } from './local/kafka';
import type { LocalService } from './local/local-service';
import { postgres } from './local/postgres';

export const LOCAL_SERVICES: Record<BackingServiceName, LocalService> = {
  'dynamodb-local': dynamoDbLocal,
  kafka,
  postgres,
  'cognito-local': cognitoLocal,
};
