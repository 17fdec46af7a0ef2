import { CruddurCommand } from '../command/cruddur-command';

export const asyncApi = () =>
  new CruddurCommand('asyncapi')
    .description('Print the AsyncAPI document of the events on topics and of live updates.')
    .example('cruddur asyncapi > docs/asyncapi.yaml')
    .action(async () => {
      const { asyncApiDocument } = await import('./asyncapi-document.js');
      const { printYaml } = await import('../output/yaml.js');
      printYaml(asyncApiDocument());
    });
