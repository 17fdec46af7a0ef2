import type { DynamoDbConfig } from '@app/common/dynamodb';
import { isThisMachine } from '../ports/this-machine';

export const hasTablesOnThisMachine = ({ DYNAMODB_ENDPOINT }: DynamoDbConfig): boolean =>
  !!DYNAMODB_ENDPOINT && isThisMachine(new URL(DYNAMODB_ENDPOINT).hostname);
