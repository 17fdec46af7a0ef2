import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type DynamicModule, Module } from '@nestjs/common';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanStreamsClient, LeanStreamsClient } from '@app/common/dynamodb/lean';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import { LeasesStore } from '../leases/leases.store';
import { GapsStore } from '../repair/gaps.store';
import { TableStreams } from '../stream/table-streams';

export type RelayTables = Pick<
  StreamRelayConfig,
  'AWS_REGION' | 'DYNAMODB_ENDPOINT' | 'TABLE_NAME' | 'LEASE_TABLE_NAME'
>;

/** The stream, and what the relays write down about it. */
@Module({})
export class RelayStoresModule {
  static register(config: RelayTables): DynamicModule {
    return {
      module: RelayStoresModule,
      providers: [
        { provide: STREAM_RELAY_CONFIG, useValue: config },
        { provide: LeanStreamsClient, useFactory: () => createLeanStreamsClient(config) },
        { provide: DynamoDBDocumentClient, useFactory: () => createDocumentClient(config) },
        TableStreams,
        LeasesStore,
        GapsStore,
      ],
      exports: [STREAM_RELAY_CONFIG, DynamoDBDocumentClient, TableStreams, LeasesStore, GapsStore],
    };
  }
}
