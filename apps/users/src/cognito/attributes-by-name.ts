import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import type { PoolAttributes } from './newcomer';

export const attributesByName = (attributes: AttributeType[] = []): PoolAttributes =>
  Object.fromEntries(attributes.map(({ Name = '', Value = '' }) => [Name, Value]));
