import { startOrEnd } from '@app/common/process';
import { runAll } from './run-all';

startOrEnd(runAll);
