import type { LiveEvent, Message } from '../../../../libs/client/src';
import { printable } from '../output/printable';
import { remarksOn, textOf } from './print-messages';

/** An event in a line: where, who or which message, and what it is now. Undefined where nothing has happened. */
export function lineOfEvent(told: LiveEvent): string | undefined {
  switch (told.event) {
    case 'message':
      return lineOf(told.data.message_group_uuid, told.data);
    case 'message_edited':
    case 'message_deleted':
    case 'reaction':
      return lineOf(told.data.message_group_uuid, told.data.message);
    case 'read':
      return [told.data.message_group_uuid, `read to #${told.data.last_read_number} by ${told.data.uuid}`].join('  ');
    case 'message_group':
      return [told.data.uuid, `is at #${told.data.last_number}, revision ${told.data.revision}`].join('  ');
    case 'typing':
      return [told.data.message_group_uuid, `${told.data.uuid} is typing`].join('  ');
    case 'profile':
      return `${told.data.uuid} is ${printable(told.data.handle)}, ${printable(told.data.display_name)}`;
    case 'settings':
      return 'settings have changed';
    case 'state':
      return told.data.read === 'all' ? 'read everything again' : 'read the list again';
    default:
      return undefined;
  }
}

function lineOf(groupUuid: string, message: Message): string {
  const remarks = remarksOn(message);
  const text = `${message.handle}: ${printable(textOf(message))}`;
  return [groupUuid, `#${message.number}`, text, ...(remarks === '' ? [] : [`(${remarks})`])].join('  ');
}
