import { loadConfig } from '@app/common/config';
import type { Person } from '@app/common/contracts';
import { LeanDynamoDbClient, meter, type MeteredRequest } from '@app/common/dynamodb/lean';
import {
  MissedChangesService,
  ChangingService,
  ConversationHeads,
  GroupMembersService,
  GroupStartService,
  ListsService,
  MarkersService,
  MembershipService,
  MessagesService,
  MessagesStore,
  MessagingModule,
  pairGroupUuid,
  ReadersView,
  ReadingService,
  UserDirectory,
} from '../../../messages/src/admin/messaging';
import { changeVariables, groupVariables } from '../../../messages/src/admin/variables';
import { withStores } from '../services/dynamodb';
import type { Target } from '../where/target';

/** The messages app's own rules and stores on the target's table. */
export interface MessagesApp {
  writing: MessagesService;
  changing: ChangingService;
  reading: ReadingService;
  /** What one reader is told beside messages. */
  view: ReadersView;
  changes: MissedChangesService;
  lists: ListsService;
  markers: MarkersService;
  groupStarts: GroupStartService;
  memberships: MembershipService;
  members: GroupMembersService;
  /** Looks whether two people have a conversation, which saves the writing the vain attempt to start one. */
  lookUp: (one: Person, other: Person) => Promise<void>;
  /** What has been asked of DynamoDB so far. */
  requests: MeteredRequest[];
}

/**
 * @param people those who can be written to.
 * @throws ConfigError where a variable of the rules of changes or groups is wrong: they hold as the environment has them.
 */
export const withMessagesApp = <Answer>(
  target: Target,
  people: Person[],
  work: (messages: MessagesApp) => Promise<Answer>,
): Promise<Answer> =>
  withStores(target, messaging(target, people), (app) => {
    const lookUp = async (one: Person, other: Person): Promise<void> => {
      const head = await app.get(MessagesStore).head(pairGroupUuid(one.uuid, other.uuid));
      if (head) app.get(ConversationHeads).remember(head);
    };
    const requests = meter(app.get(LeanDynamoDbClient));
    return work({
      writing: app.get(MessagesService),
      changing: app.get(ChangingService),
      reading: app.get(ReadingService),
      view: app.get(ReadersView),
      changes: app.get(MissedChangesService),
      lists: app.get(ListsService),
      markers: app.get(MarkersService),
      groupStarts: app.get(GroupStartService),
      memberships: app.get(MembershipService),
      members: app.get(GroupMembersService),
      lookUp,
      requests,
    });
  });

const messaging = (target: Target, people: Person[]) =>
  MessagingModule.register({ ...target, ...loadConfig({ ...changeVariables, ...groupVariables }) }, [
    directoryOf(people),
  ]);

const directoryOf = (people: Person[]) => ({
  provide: UserDirectory,
  useValue: {
    byHandle: (handle) => Promise.resolve(people.find((person) => person.handle === handle)),
  } satisfies UserDirectory,
});
