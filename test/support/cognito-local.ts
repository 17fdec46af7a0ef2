import { cognitoLocal } from '../../local-stack/backing/local/cognito-local';
import { probeCognito } from '../../local-stack/backing/probes';
import { SupervisedProcess } from '../../local-stack/supervision/supervised-process';

export interface CognitoLocalSettings {
  folder: string;
  port: number;
  /** Where the users service will listen, whose trigger is called. */
  usersPort: number;
}

/** A cognito-local for one stack alone: a shared one cannot call the trigger of each. */
export async function startCognitoLocal({ folder, port, usersPort }: CognitoLocalSettings): Promise<SupervisedProcess> {
  const address = `http://127.0.0.1:${port}`;
  const service = cognitoLocal({ dataFolder: folder, port, usersPort, jars: '' });
  const cognito = new SupervisedProcess(
    {
      ...service,
      name: 'cognito-local',
      address,
      ports: [port],
      stateFolder: folder,
      environment: { ...process.env, ...service.environment },
      probe: () => probeCognito(address),
    },
    () => undefined,
  );
  await cognito.start();
  return cognito;
}
