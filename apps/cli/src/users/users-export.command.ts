import { Option, SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, OnTarget } from '../command/shared-options';
import type { ExportOptions } from './export-user';

@Example('cruddur users export bayko --output bayko.json')
@OnTarget()
@SubCommand({
  name: 'export',
  arguments: '<handle>',
  description: 'Print everything that is held of a person, as JSON.',
})
export class UsersExportCommand extends CruddurCommand {
  async run([handle = '']: string[], options: ExportOptions): Promise<void> {
    const { exportUser } = await import('./export-user.js');
    await exportUser(handle, options);
  }

  @Option({ flags: '--output <file>', description: 'a new file instead of standard output, for its owner alone' })
  output(file: string): string {
    return file;
  }
}
