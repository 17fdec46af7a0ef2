import { type Attributes, numberOf, numberOrZero } from '@app/common/dynamodb/lean';
import { GROUP_ROW } from '@app/common/table';
import type { GroupRowPosition } from './group-row-move';

export const positionOf = (row: Attributes): GroupRowPosition => ({
  lastNumber: numberOf(row, GROUP_ROW.lastNumber),
  revision: numberOrZero(row, GROUP_ROW.revision),
  previewNumber: numberOrZero(row, GROUP_ROW.previewNumber),
  previewRevision: numberOrZero(row, GROUP_ROW.previewRevision),
  lastReadNumber: numberOf(row, GROUP_ROW.lastReadNumber),
  forcedNumber: numberOrZero(row, GROUP_ROW.forcedNumber),
  seenNumber: numberOrZero(row, GROUP_ROW.seenNumber),
  uncountedNumber: numberOrZero(row, GROUP_ROW.uncountedNumber),
  membersAt: numberOrZero(row, GROUP_ROW.membersAt),
  spansAt: numberOrZero(row, GROUP_ROW.spansAt),
  movedAt: numberOrZero(row, GROUP_ROW.movedAt),
});
