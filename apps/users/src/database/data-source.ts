import { loadConfig } from '@app/common/config';
import { databaseVariables } from '../config/users.config';
import { createDataSource } from './create-data-source';

/** For TypeORM's own command line: `npx typeorm migration:show -d dist/apps/users/src/database/data-source.js`. */
export default createDataSource(loadConfig(databaseVariables).DATABASE_URL);
