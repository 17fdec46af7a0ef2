import { SubCommand } from 'nest-commander';
import { CruddurCommand } from '../cruddur-command';
import { Confirmed, type ConfirmedOptions, Example } from '../shared-options';

@Example('cruddur db connect -- -c "select handle from users"')
@Confirmed()
@SubCommand({
  name: 'connect',
  arguments: '[psql...]',
  description: 'Open psql on the database. What follows -- is for psql.',
})
export class DbConnectCommand extends CruddurCommand {
  async run(psqlArguments: string[], options: ConfirmedOptions): Promise<void> {
    const { connect } = await import('../../database/connect.js');
    await connect(psqlArguments, options);
  }
}
