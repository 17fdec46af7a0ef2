import { type DynamicModule, Module } from '@nestjs/common';
import { RelayStoresModule, type RelayTables } from '../stores/relay-stores.module';
import { RelayLetters } from './relay-letters';
import { RelayStatusReader } from './relay-status';

export { RelayLetters } from './relay-letters';
export { type RelayStatus, RelayStatusReader } from './relay-status';

/** What the relays have written down, for who looks after them. */
@Module({})
export class RelayAdminModule {
  static register(tables: RelayTables): DynamicModule {
    return {
      module: RelayAdminModule,
      imports: [RelayStoresModule.register(tables)],
      providers: [RelayStatusReader, RelayLetters],
      exports: [RelayStatusReader, RelayLetters],
    };
  }
}
