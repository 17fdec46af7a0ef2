import { z } from 'zod';
import { type Environment, loadConfig } from '@app/common/config';
import { type StackConfig, stackVariables } from '@local-stack/settings/stack.config';
import { groupProjectorVariables } from '../../../group-projector/src/admin/variables';

/** Where commands work: on a local stack, or on what these variables name. */
export const targetVariables = {
  ...stackVariables,
  PROJECTOR_GROUP_ID: groupProjectorVariables.PROJECTOR_GROUP_ID,
  COGNITO_USER_POOL_ID: z.string().optional().describe('user pool that exists already'),
  COGNITO_CLIENT_ID: z.string().optional().describe('app client of that pool'),
};

export type TargetConfig = StackConfig & z.infer<z.ZodObject<typeof targetVariables>>;

export const loadTargetConfig = (environment: Environment = process.env): TargetConfig => ({
  ...loadConfig(targetVariables, environment),
  inherited: environment,
});
