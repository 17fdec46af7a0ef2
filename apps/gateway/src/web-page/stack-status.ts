import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Client } from 'undici';
import { z } from 'zod';
import { DomainError } from '@app/common/errors';

/** Where a local stack takes orders. */
export const STACK_SOCKET = Symbol('STACK_SOCKET');

/** The stack looks at all of its parts for each question; that of a frozen part takes it six seconds. */
const KEPT_MS = 1_000;
const LONGEST_ANSWER_MS = 10_000;

const partStatuses = z.array(z.object({ name: z.string(), address: z.string().nullable(), health: z.string() }));

export interface PartState {
  name: string;
  address: string | null;
  /** `ok`, or why not. */
  state: string;
}

/** Asks the stack that this gateway is part of; who asks at the same time is one question. */
@Injectable()
export class StackStatus implements OnApplicationShutdown {
  private readonly stack: Client;
  private readonly answers = new LRUCache<'parts', PartState[]>({
    max: 1,
    ttl: KEPT_MS,
    fetchMethod: () => this.ask(),
  });

  constructor(@Inject(STACK_SOCKET) socketPath: string) {
    this.stack = new Client('http://stack', {
      socketPath,
      headersTimeout: LONGEST_ANSWER_MS,
      bodyTimeout: LONGEST_ANSWER_MS,
    });
  }

  /** @throws DomainError `service_unavailable` where the stack does not answer. */
  async parts(): Promise<PartState[]> {
    try {
      return await this.answers.forceFetch('parts');
    } catch (error) {
      throw new DomainError('service_unavailable', { detail: 'the stack does not answer', cause: error });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stack.destroy();
  }

  private async ask(): Promise<PartState[]> {
    const { statusCode, body } = await this.stack.request({ method: 'GET', path: '/parts' });
    const answer: unknown = await body.json();
    if (statusCode !== 200) throw new Error(`GET /parts answered ${statusCode}`);
    return partStatuses.parse(answer).map(({ name, address, health }) => ({ name, address, state: health }));
  }
}
