import { Command } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';

@Example('cruddur openapi > docs/openapi.json')
@Command({ name: 'openapi', description: "Print the OpenAPI document of the gateway's REST API." })
export class OpenApiCommand extends CruddurCommand {
  async run(): Promise<void> {
    const { openApiDocument } = await import('../../../gateway/src/admin/openapi-document.js');
    const { printJsonAsIs } = await import('../output/json.js');
    printJsonAsIs(openApiDocument());
  }
}
