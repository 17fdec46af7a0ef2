import { type DynamicModule, Module } from '@nestjs/common';
import type { TableConfig } from '@app/common/config';
import { createLeanClient, LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { MEMBERS_TABLE, MembersAt } from '@app/common/members';
import { GROUP_PROJECTOR_CONFIG } from '../config/group-projector.config';
import { GroupRowsStore } from './group-rows.store';
import { LostRows } from './lost-rows';
import { MembershipsStore } from './memberships.store';

/** The rows of the members' conversation lists. */
@Module({})
export class RowsModule {
  static register(config: TableConfig): DynamicModule {
    return {
      module: RowsModule,
      providers: [
        { provide: GROUP_PROJECTOR_CONFIG, useValue: config },
        { provide: LeanDynamoDbClient, useFactory: () => createLeanClient(config) },
        { provide: MEMBERS_TABLE, useValue: config.TABLE_NAME },
        MembersAt,
        GroupRowsStore,
        MembershipsStore,
        LostRows,
      ],
      exports: [GROUP_PROJECTOR_CONFIG, GroupRowsStore, MembersAt, MembershipsStore, LostRows],
    };
  }
}
