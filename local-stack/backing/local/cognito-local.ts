import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { POST_CONFIRMATION_FUNCTION } from '../../../apps/users/src/admin/cognito';
import type { LocalService } from './local-service';

/** What every sign-up is confirmed with: it sends no email. */
export const CONFIRMATION_CODE = '123456';

/**
 * cognito-local keeps its pools in `.cognito` under its working folder, and names its issuer after HOST and PORT. It calls
 * the triggers of all its pools by Lambda's Invoke API, here at the users service.
 */
export const cognitoLocal: LocalService = ({ dataFolder, port, usersPort }) => ({
  command: process.execPath,
  args: ['--max-old-space-size=128', require.resolve('cognito-local/lib/bin/start.js')],
  environment: { HOST: '127.0.0.1', PORT: String(port), CODE: CONFIRMATION_CODE },
  folder: dataFolder,
  prepare: async () => {
    const folder = join(dataFolder, '.cognito');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'config.json'), JSON.stringify(configuration(usersPort)));
  },
});

const configuration = (usersPort: number): object => ({
  LambdaClient: { endpoint: `http://127.0.0.1:${usersPort}` },
  TriggerFunctions: { PostConfirmation: POST_CONFIRMATION_FUNCTION },
});
