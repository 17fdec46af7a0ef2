import { CommandGroup } from '../command/command-group';
import { relayStatus } from './relay-status.command';

export const relay = () =>
  new CommandGroup('relay')
    .description('The relay from the table’s stream to Kafka.')
    .has(relayStatus())
    .example('cruddur relay status');
