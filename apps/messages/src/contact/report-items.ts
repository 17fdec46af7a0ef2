import { type Attributes, numberOf, optionalTextOf, textOf } from '@app/common/dynamodb/lean';
import { REPORT, type ReportItem, reportKey, type ReportState } from '@app/common/table';
import type { Report } from './report';

export const toReportItem = (state: ReportState, report: Report): ReportItem => ({
  ...reportKey(state, report.createdAt, report.uuid),
  report_uuid: report.uuid,
  message_group_uuid: report.groupUuid,
  number: report.number,
  revision: report.revision,
  message: report.text,
  sender_uuid: report.sender.uuid,
  sender_handle: report.sender.handle,
  sender_display_name: report.sender.displayName,
  sent_at: report.sentAt,
  reporter_uuid: report.reporter.uuid,
  reporter_handle: report.reporter.handle,
  reason: report.reason,
  created_at: report.createdAt,
  ...(report.closedAt !== undefined && { closed_at: report.closedAt }),
  ...(report.outcome !== undefined && { outcome: report.outcome }),
});

export const readReport = (item: Attributes): Report => ({
  uuid: textOf(item, REPORT.uuid),
  groupUuid: textOf(item, REPORT.groupUuid),
  number: numberOf(item, REPORT.number),
  revision: numberOf(item, REPORT.revision),
  text: textOf(item, REPORT.text),
  sender: {
    uuid: textOf(item, REPORT.senderUuid),
    handle: textOf(item, REPORT.senderHandle),
    displayName: textOf(item, REPORT.senderDisplayName),
  },
  sentAt: textOf(item, REPORT.sentAt),
  reporter: { uuid: textOf(item, REPORT.reporterUuid), handle: textOf(item, REPORT.reporterHandle) },
  reason: textOf(item, REPORT.reason),
  createdAt: textOf(item, REPORT.createdAt),
  closedAt: optionalTextOf(item, REPORT.closedAt),
  outcome: optionalTextOf(item, REPORT.outcome),
});
