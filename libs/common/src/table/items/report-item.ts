import type { TableKey } from './keys';

/** What one member has reported, as it was then. */
export interface ReportItem extends TableKey {
  report_uuid: string;
  message_group_uuid: string;
  number: number;
  /** Of the message as it was. */
  revision: number;
  message: string;
  sender_uuid: string;
  sender_handle: string;
  sender_display_name: string;
  sent_at: string;
  reporter_uuid: string;
  reporter_handle: string;
  reason: string;
  created_at: string;
  closed_at?: string;
  /** What was done about it. */
  outcome?: string;
}
