export { type CorrectedRow, Rebuild, type RebuildOutcome } from '../rebuild/rebuild';
export { RebuildModule } from '../rebuild/rebuild.module';
