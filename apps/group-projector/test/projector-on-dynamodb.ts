import { Test } from '@nestjs/testing';
import { Registry } from 'prom-client';
import { LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { services } from '../../../test/support/services';
import { GroupRowsProjection } from '../src/projections/group-rows.projection';
import { ProjectionsModule } from '../src/projections/projections.module';
import { Rebuild } from '../src/rebuild/rebuild';
import { RebuildModule } from '../src/rebuild/rebuild.module';

/** What projectors and rebuilds of one process do to a table. */
export interface ProjectorOnDynamoDb {
  projection: GroupRowsProjection;
  rebuild: Rebuild;
  metrics: Registry;
}

export async function projectorOn(tableName: string, dynamoDb: LeanDynamoDbClient): Promise<ProjectorOnDynamoDb> {
  const config = { AWS_REGION: 'us-east-1', ...services(), TABLE_NAME: tableName };
  const app = await Test.createTestingModule({
    imports: [ProjectionsModule.register(config), RebuildModule.register(config)],
  })
    .overrideProvider(LeanDynamoDbClient)
    .useValue(dynamoDb)
    .compile();
  return { projection: app.get(GroupRowsProjection), rebuild: app.get(Rebuild), metrics: app.get(Registry) };
}
