import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Confirmed, Example } from '../command/shared-options';
import type { ConfirmedOptions } from '../where/options';

@Example('cruddur db connect -- -c "select handle from users"')
@Confirmed()
@SubCommand({
  name: 'connect',
  arguments: '[psql...]',
  description: 'Open psql on the database. What follows -- is for psql.',
})
export class DbConnectCommand extends CruddurCommand {
  async run(psqlArguments: string[], options: ConfirmedOptions): Promise<void> {
    const { connect } = await import('./connect.js');
    await connect(psqlArguments, options);
  }
}
