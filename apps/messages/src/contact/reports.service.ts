import { Inject, Injectable } from '@nestjs/common';
import type { PresentedReport, ReportRequest } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { ReportState } from '@app/common/table';
import { whileContended } from '../conversations/requests/while-contended';
import { OneMessageService } from '../reading/one-message.service';
import { Clock } from '../conversations/clock';
import { type Report, reportUuidOf } from './report';
import { ReportsStore } from './reports.store';

/** What members find wrong, for those who look after the installation. Nobody else learns of it, least of all the sender. */
@Injectable()
export class ReportsService {
  constructor(
    @Inject(ReportsStore) private readonly store: Pick<ReportsStore, 'open' | 'find' | 'of' | 'close'>,
    @Inject(OneMessageService) private readonly messages: Pick<OneMessageService, 'message'>,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps the message as the reporter sees it now. One person reports a message once: a repetition is answered with the first
   * report, also when the message has been deleted since.
   * @throws DomainError `message_group_not_found`, `message_not_found`, as whoever reads the message; `message_own`,
   * `message_deleted`.
   */
  async report(groupUuid: string, number: number, { reporter, reason }: ReportRequest): Promise<PresentedReport> {
    const message = await this.messages.message(groupUuid, number, reporter.uuid);
    if (message.kind !== 'message') throw new DomainError('message_not_found');
    if (message.user_uuid === reporter.uuid) throw new DomainError('message_own');
    const uuid = reportUuidOf(reporter.uuid, groupUuid, number);
    if (message.deleted_at !== null) return present(await this.first(uuid));
    const report = await this.store.open({
      uuid,
      groupUuid,
      number,
      revision: message.revision,
      text: message.message,
      sender: { uuid: message.user_uuid, handle: message.handle, displayName: message.display_name },
      sentAt: message.created_at,
      reporter: { uuid: reporter.uuid, handle: reporter.handle },
      reason,
      createdAt: this.clock.now().toISOString(),
    });
    return present(report);
  }

  /** By ascending time, page by page. */
  list(state: ReportState): AsyncGenerator<Report[]> {
    return this.store.of(state);
  }

  show(uuid: string): Promise<Report | undefined> {
    return this.store.find(uuid);
  }

  /** @returns the closed report; one that was closed before stays as it was. Undefined where there is none. */
  async close(uuid: string, outcome: string | undefined): Promise<Report | undefined> {
    return whileContended(async () => {
      const report = await this.store.find(uuid);
      if (!report || report.closedAt !== undefined) return report;
      const closed = { ...report, closedAt: this.clock.now().toISOString(), outcome };
      return (await this.store.close(closed)) ? closed : 'contended';
    });
  }

  private async first(uuid: string): Promise<Report> {
    const report = await this.store.find(uuid);
    if (!report) throw new DomainError('message_deleted');
    return report;
  }
}

const present = ({ uuid, groupUuid, number, reason, createdAt }: Report): PresentedReport => ({
  uuid,
  message_group_uuid: groupUuid,
  number,
  reason,
  created_at: createdAt,
});
