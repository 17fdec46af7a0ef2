import { type DynamicModule, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { HEALTH_CHECKS } from '@app/common/health';
import { CONNECT_TO_SERVICE, overHttp } from '@app/common/http';
import { BatchConsumerStrategy } from '@app/common/kafka-consumer';
import { LoggingModule } from '@app/common/logging';
import { MetricsModule } from '@app/common/metrics';
import { TracingModule } from '@app/common/trace-export';
import { ApiDocsController } from './api-docs/api-docs.controller';
import { AccountsClient } from './auth/accounts.client';
import { Identities } from './auth/identities';
import { TokenVerifier } from './auth/token-verifier';
import { GATEWAY_CONFIG, type GatewayConfig } from './config/gateway.config';
import { BlocksClient } from './contact/blocks.client';
import { BlocksController } from './contact/blocks.controller';
import { MessageReportController } from './contact/message-report.controller';
import { MessageRequestsClient } from './contact/message-requests.client';
import { MessageRequestsController } from './contact/message-requests.controller';
import { ReportsClient } from './contact/reports.client';
import { HealthCheckController } from './health-check/health-check.controller';
import { PublicHealthController } from './health-check/public-health.controller';
import { readinessChecks } from './health-check/readiness-checks';
import { KafkaFeed } from './live/feed/kafka-feed';
import { LiveSignals } from './live/signals/live-signals';
import { LiveUpdates } from './live/signals/live-updates';
import { TypingController } from './live/signals/typing.controller';
import { EventCursors } from './live/streams/event-cursors';
import { EventPolls } from './live/streams/event-polls';
import { EventsController } from './live/streams/events.controller';
import { LiveMetrics } from './live/streams/live-metrics';
import { LiveSessions } from './live/streams/live-sessions';
import { LiveStreams } from './live/streams/live-streams';
import { OpenStreams } from './live/streams/open-streams';
import { StreamPlaces } from './live/streams/stream-places';
import { TableConversations } from './live/table/table-conversations';
import { Admission } from './load/admission';
import { LoadMetrics } from './load/load.metrics';
import { ChoicesClient } from './message-groups/choices.client';
import { GroupChangesController } from './message-groups/group-changes.controller';
import { GroupMembersController } from './message-groups/group-members.controller';
import { GroupsClient } from './message-groups/groups.client';
import { MarkersClient } from './message-groups/markers.client';
import { MessageGroupsClient } from './message-groups/message-groups.client';
import { MessageGroupsController } from './message-groups/message-groups.controller';
import { OthersReceiptsController } from './message-groups/others-receipts.controller';
import { OwnChoicesController } from './message-groups/own-choices.controller';
import { OwnMarkersController } from './message-groups/own-markers.controller';
import { MessageReactionsController } from './messages/message-reactions.controller';
import { MessagesClient } from './messages/messages.client';
import { MessagesController } from './messages/messages.controller';
import { MissedChangesController } from './messages/missed-changes.controller';
import { OneMessageClient } from './messages/one-message.client';
import { OneMessageController } from './messages/one-message.controller';
import { ReactionsClient } from './messages/reactions.client';
import { OwnProfileController } from './profile/own-profile.controller';
import { ProfileClient } from './profile/profile.client';
import { RateLimitMetrics } from './rate-limits/rate-limit-metrics';
import { RateLimits } from './rate-limits/rate-limits';
import { ServiceConnections } from './services/service-connections';
import { OwnSettingsController } from './settings/own-settings.controller';
import { SettingsClient } from './settings/settings.client';
import { userEvents, UserEventsConsumer } from './user-events/user-events.consumer';
import { PeopleController } from './users/people.controller';
import { ShortUserController } from './users/short-user.controller';
import { UsersClient } from './users/users.client';
import { USUAL_WEB_FOLDER, WebPageModule } from './web-page/web-page.module';

const CONTROLLERS = [
  HealthCheckController,
  MessageGroupsController,
  GroupChangesController,
  GroupMembersController,
  OwnMarkersController,
  OthersReceiptsController,
  OwnChoicesController,
  MessagesController,
  EventsController,
  TypingController,
  MissedChangesController,
  OneMessageController,
  MessageReactionsController,
  OwnSettingsController,
  BlocksController,
  MessageRequestsController,
  MessageReportController,
  OwnProfileController,
  UserEventsConsumer,
  PeopleController,
  PublicHealthController,
  ShortUserController,
];

const SERVICES = [
  Admission,
  EventCursors,
  EventPolls,
  KafkaFeed,
  LiveMetrics,
  LiveSessions,
  LiveSignals,
  LiveStreams,
  LiveUpdates,
  OpenStreams,
  StreamPlaces,
  TableConversations,
  LoadMetrics,
  RateLimitMetrics,
  ServiceConnections,
  MessagesClient,
  OneMessageClient,
  ReactionsClient,
  MessageGroupsClient,
  GroupsClient,
  MarkersClient,
  ChoicesClient,
  SettingsClient,
  BlocksClient,
  MessageRequestsClient,
  ReportsClient,
  ProfileClient,
  UsersClient,
  AccountsClient,
  Identities,
  RateLimits,
  TokenVerifier,
];

@Module({})
export class GatewayModule {
  static register(config: GatewayConfig, connect = overHttp, webFolder = USUAL_WEB_FOLDER): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        LoggingModule.register('gateway', config.LOG_LEVEL),
        TracingModule.register('gateway', config),
        MetricsModule,
        ...(config.WEB_PAGE ? [WebPageModule.register(config, webFolder)] : []),
      ],
      controllers: [...CONTROLLERS, ...(config.API_DOCS ? [ApiDocsController] : [])],
      providers: [
        { provide: GATEWAY_CONFIG, useValue: config },
        { provide: CONNECT_TO_SERVICE, useValue: connect },
        {
          provide: HEALTH_CHECKS,
          inject: [ServiceConnections, TokenVerifier, BatchConsumerStrategy, KafkaFeed],
          useFactory: readinessChecks,
        },
        {
          provide: BatchConsumerStrategy,
          inject: [Registry],
          useFactory: (registry: Registry) => userEvents(config, registry),
        },
        ...SERVICES,
      ],
    };
  }
}
