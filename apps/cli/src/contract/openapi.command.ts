import { CruddurCommand } from '../command/cruddur-command';

export const openApi = () =>
  new CruddurCommand('openapi')
    .description("Print the OpenAPI document of the gateway's REST API.")
    .example('cruddur openapi > docs/openapi.json')
    .action(async () => {
      const { openApiDocument } = await import('../../../gateway/src/admin/openapi-document.js');
      const { printJsonAsIs } = await import('../output/json.js');
      printJsonAsIs(openApiDocument());
    });
