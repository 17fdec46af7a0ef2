import type { BackingServiceName } from '../backing-services';
import { cognitoLocal } from './cognito-local';
import { dynamoDbLocal } from './dynamodb-local';
import { kafka } from './kafka';
import type { LocalService } from './local-service';
import { postgres } from './postgres';

export const LOCAL_SERVICES: Record<BackingServiceName, LocalService> = {
  'dynamodb-local': dynamoDbLocal,
  kafka,
  postgres,
  'cognito-local': cognitoLocal,
};
