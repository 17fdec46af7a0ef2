import { type DynamoDbConfig } from '@app/common/dynamodb/lean';
import { hostsElsewhere } from '../ports/this-machine';

export const hasTablesOnThisMachine = ({ DYNAMODB_ENDPOINT }: DynamoDbConfig): boolean =>
  !!DYNAMODB_ENDPOINT && hostsElsewhere('DYNAMODB_ENDPOINT', DYNAMODB_ENDPOINT).length === 0;
