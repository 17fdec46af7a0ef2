import { Injectable } from '@nestjs/common';
import { type Person, type PresentedBlock, presentPerson } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { KnownNames } from '../names/known-names';
import { KnownNamesStore } from '../names/known-names.store';
import { Clock } from '../conversations/clock';
import { type Block, BlocksStore } from './blocks.store';
import { ContactRules } from './contact-rules';

/** Whom one does not want to hear of in conversations of two. Nobody else learns of it; groups that both are in stay. */
@Injectable()
export class BlocksService {
  constructor(
    private readonly store: BlocksStore,
    private readonly names: KnownNames,
    private readonly knownNames: KnownNamesStore,
    private readonly rules: ContactRules,
    private readonly clock: Clock,
  ) {}

  /** It holds in this process at once, and in every other 5 s later at the latest. @throws DomainError `user_handle_own`. */
  async block(userUuid: string, other: Person): Promise<PresentedBlock> {
    if (other.uuid === userUuid) throw new DomainError('user_handle_own');
    await this.names.learn([other]);
    const block = await this.store.add(userUuid, {
      userUuid: other.uuid,
      createdAt: this.clock.now().toISOString(),
    });
    this.rules.forget(userUuid, other.uuid);
    return present(block, other);
  }

  /** As `block`. */
  async unblock(userUuid: string, otherUuid: string): Promise<void> {
    await this.store.remove(userUuid, otherUuid);
    this.rules.forget(userUuid, otherUuid);
  }

  /** The newest first. */
  async list(userUuid: string): Promise<PresentedBlock[]> {
    const blocks = (await this.store.of(userUuid)).sort(byTime);
    const people = await this.knownNames.of(blocks.map((block) => block.userUuid));
    return blocks.map((block) => present(block, people.get(block.userUuid) ?? nameless(block.userUuid)));
  }
}

const byTime = (one: Block, other: Block): number =>
  other.createdAt.localeCompare(one.createdAt) || one.userUuid.localeCompare(other.userUuid);

/** Of a person of whom nothing is known any more. */
const nameless = (uuid: string): Person => ({ uuid, handle: '', displayName: '' });

const present = ({ createdAt }: Block, person: Person): PresentedBlock => ({
  ...presentPerson(person),
  created_at: createdAt,
});
