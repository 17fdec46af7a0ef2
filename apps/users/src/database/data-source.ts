import { loadConfig } from '@app/common/config';
import { createDataSource } from './create-data-source';
import { databaseVariables } from '../users.config';

/** For TypeORM's own command line: `npx typeorm migration:show -d dist/apps/users/src/database/data-source.js`. */
export default createDataSource(loadConfig(databaseVariables).DATABASE_URL);
