export { leaseTableDefinition } from '../leases/lease-table';
