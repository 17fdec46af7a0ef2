import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { TableConfig } from '@app/common/config';
import { createLeanClient, LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { MEMBERS_TABLE, MembersAt } from '@app/common/members';
import { MetricsModule } from '@app/common/metrics';
import { ChangeableMessages } from './changing/changeable-messages';
import { ChangesMetrics } from './changing/changes-metrics';
import { ChangesQueue } from './changing/changes-queue';
import { ChangingService } from './changing/changing.service';
import { Reacting } from './changing/reacting';
import { type ChangesConfig, MESSAGES_CONFIG, USUAL_CHANGES } from './config/messages.config';
import { BlocksService } from './contact/blocks.service';
import { BlocksStore } from './contact/blocks.store';
import { ContactFactsStore } from './contact/contact-facts.store';
import { ContactRules } from './contact/contact-rules';
import { ReportsService } from './contact/reports.service';
import { ReportsStore } from './contact/reports.store';
import { RequestsService } from './contact/requests.service';
import { RequestsStore } from './contact/requests.store';
import { ConversationHeads } from './conversations/messages/conversation-heads';
import { MessagesStore } from './conversations/messages/messages.store';
import { RevisionHeads } from './conversations/revisions/revision-heads';
import { RevisionsStore } from './conversations/revisions/revisions.store';
import { SendKeysStore } from './conversations/messages/send-keys.store';
import { SeveralItems } from './conversations/requests/several-items';
import { Standings } from './conversations/standing/standings';
import { ChoicesService } from './lists/choices/choices.service';
import { ChoicesStore } from './lists/choices/choices.store';
import { ConversationListsStore } from './lists/rows/conversation-lists.store';
import { GroupMembersService } from './lists/known/group-members.service';
import { KnownConversations } from './lists/known/known-conversations';
import { ListMetrics } from './lists/unread/list-metrics';
import { ListedMembers } from './lists/rows/listed-members';
import { ListsService } from './lists/rows/lists.service';
import { LiveService } from './lists/known/live.service';
import { MarkersService } from './lists/markers/markers.service';
import { MarkersStore } from './lists/markers/markers.store';
import { ReceiptsService } from './lists/markers/receipts.service';
import { ReceiptsStore } from './lists/markers/receipts.store';
import { SettingsService } from './lists/choices/settings.service';
import { SettingsStore } from './lists/choices/settings.store';
import { UnreadCounts } from './lists/unread/unread-counts';
import { UnreadEntriesStore } from './lists/unread/unread-entries.store';
import { FoundGroups } from './members/found-groups';
import { GroupStartService } from './members/group-start.service';
import { GroupView } from './members/group-view';
import { MembershipChanges } from './members/membership-changes';
import { MembershipService } from './members/membership.service';
import { MembershipStore } from './members/membership.store';
import { KnownNames } from './names/known-names';
import { KnownNamesStore } from './names/known-names.store';
import { NamesDirectory } from './names/names-directory';
import { NamesService } from './names/names.service';
import { NamesStore } from './names/names.store';
import { AsSeen } from './reading/as-seen';
import { BehindKnown } from './reading/behind-known';
import { EntriesStore } from './reading/entries.store';
import { MissedChangesService } from './reading/missed-changes.service';
import { OneMessageService } from './reading/one-message.service';
import { ReaderSpans } from './reading/reader-spans';
import { ReadersView } from './reading/readers-view';
import { ReadingService } from './reading/reading.service';
import { VisibleStretches } from './reading/visible-stretches';
import { Clock, SystemClock } from './conversations/clock';
import { ConversationQueue } from './sending/conversation-queue';
import { MessagesService } from './sending/messages.service';
import { NewMessages } from './sending/new-messages';
import { Numbering } from './sending/numbering';
import { PairStart } from './sending/pair-start';
import { SendingMetrics } from './sending/sending-metrics';

/** Of the table. */
const STORES = [
  MembersAt,
  MessagesStore,
  SendKeysStore,
  SeveralItems,
  EntriesStore,
  RevisionsStore,
  ConversationListsStore,
  MarkersStore,
  ChoicesStore,
  ReceiptsStore,
  SettingsStore,
  ContactFactsStore,
  BlocksStore,
  RequestsStore,
  ReportsStore,
  UnreadEntriesStore,
  NamesStore,
  KnownNamesStore,
  MembershipStore,
];

/** What services share of the rules. */
const RULES = [
  Standings,
  ReaderSpans,
  AsSeen,
  VisibleStretches,
  BehindKnown,
  ContactRules,
  NewMessages,
  Numbering,
  PairStart,
  ChangeableMessages,
  Reacting,
  GroupView,
  FoundGroups,
  MembershipChanges,
  KnownNames,
  KnownConversations,
  ListedMembers,
  UnreadCounts,
];

/** What a process remembers. */
const REMEMBERED = [ConversationHeads, RevisionHeads, NamesDirectory];

/** Who writes into a conversation, one after the other. */
const TURNS = [ConversationQueue, ChangesQueue];

const METRICS = [ListMetrics, SendingMetrics, ChangesMetrics];

/** What doors, commands and tests call. */
const SERVICES = [
  MessagesService,
  ChangingService,
  ReadingService,
  ReadersView,
  OneMessageService,
  MissedChangesService,
  ListsService,
  LiveService,
  GroupMembersService,
  MarkersService,
  ChoicesService,
  ReceiptsService,
  SettingsService,
  BlocksService,
  RequestsService,
  ReportsService,
  NamesService,
  GroupStartService,
  MembershipService,
];

/** Conversations and messages: their rules and their table, for whoever opens a door to them. */
@Module({})
export class MessagingModule {
  /**
   * @param config without the rules of changes the usual ones hold.
   * @param ports the `UserDirectory`: who can be written to; and the `StartLimit`, where starts are limited.
   */
  static register(config: TableConfig & Partial<ChangesConfig>, ports: Provider[]): DynamicModule {
    return {
      module: MessagingModule,
      imports: [MetricsModule],
      providers: [
        { provide: MESSAGES_CONFIG, useValue: { ...USUAL_CHANGES, ...config } },
        { provide: LeanDynamoDbClient, useFactory: () => createLeanClient(config) },
        { provide: Clock, useClass: SystemClock },
        ...ports,
        { provide: MEMBERS_TABLE, useValue: config.TABLE_NAME },
        ...STORES,
        ...RULES,
        ...REMEMBERED,
        ...TURNS,
        ...METRICS,
        ...SERVICES,
      ],
      exports: [MessagesStore, ...SERVICES],
    };
  }
}
