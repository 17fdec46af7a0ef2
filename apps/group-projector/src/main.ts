import { runService } from '@app/common/process';
import { groupProjectorApplication } from './group-projector-application';

runService(() => groupProjectorApplication());
