import { Command } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';

@Example('cruddur asyncapi > docs/asyncapi.yaml')
@Command({ name: 'asyncapi', description: 'Print the AsyncAPI document of the events on topics and of live updates.' })
export class AsyncApiCommand extends CruddurCommand {
  async run(): Promise<void> {
    const { asyncApiDocument } = await import('./asyncapi-document.js');
    const { printYaml } = await import('../output/yaml.js');
    printYaml(asyncApiDocument());
  }
}
