import { type DynamicModule, Module } from '@nestjs/common';
import type { TableConfig } from '@app/common/config';
import { createLeanClient, LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { GROUP_PROJECTOR_CONFIG } from '../config/group-projector.config';
import { GroupRowsStore } from './group-rows.store';

/** The rows of the members' conversation lists. */
@Module({})
export class RowsModule {
  static register(config: TableConfig): DynamicModule {
    return {
      module: RowsModule,
      providers: [
        { provide: GROUP_PROJECTOR_CONFIG, useValue: config },
        { provide: LeanDynamoDbClient, useFactory: () => createLeanClient(config) },
        GroupRowsStore,
      ],
      exports: [GROUP_PROJECTOR_CONFIG, GroupRowsStore],
    };
  }
}
