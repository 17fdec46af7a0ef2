import { type DynamicModule, Module } from '@nestjs/common';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableConfig } from '@app/common/config';
import { createDocumentClient } from '@app/common/dynamodb';
import { RowsModule } from '../rows/rows.module';
import { Rebuild } from './rebuild';
import { RebuildStore } from './rebuild.store';
import { RowTruths } from './row-truths';

/** The rebuild of rows from the messages. */
@Module({})
export class RebuildModule {
  static register(config: TableConfig): DynamicModule {
    return {
      module: RebuildModule,
      imports: [RowsModule.register(config)],
      providers: [
        { provide: DynamoDBDocumentClient, useFactory: () => createDocumentClient(config) },
        RebuildStore,
        RowTruths,
        Rebuild,
      ],
      exports: [Rebuild],
    };
  }
}
