export { SHARD_END, TRIM_HORIZON } from '../leases/checkpoint';
export { BEFORE_THE_STREAM } from '../stream/shard-graph';
export { isMissing, streamLabel } from '../stream/table-streams';
