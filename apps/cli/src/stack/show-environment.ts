import { ControlClient } from '@local-stack/control/control-client';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { unknownPart } from '@local-stack/supervision/stack';
import { printJsonAsIs } from '../output/json';
import { shellQuoted } from '../output/shell-quoted';

type Form = 'dotenv' | 'export' | 'json';

/** `cruddur stack env`, of one service or of all. */
export async function showEnvironment(name: string | undefined, form: Form): Promise<void> {
  const environments = await new ControlClient(loadStackConfig().CRUDDUR_FOLDER).environments();
  const apps = Object.entries(environments).filter(([app]) => name === undefined || app === name);
  if (apps.length === 0)
    throw unknownPart(
      name!,
      Object.keys(environments).map((app) => ({ name: app })),
    );
  const variables = Object.fromEntries(apps.flatMap(([, environment]) => Object.entries(environment)));
  if (form === 'json') return printJsonAsIs(variables);
  for (const [variable, value] of Object.entries(variables)) {
    console.log(form === 'export' ? `export ${variable}=${shellQuoted(value)}` : `${variable}=${value}`);
  }
}
