import type { Message, OutboxEntry } from '@cruddur/client';
import { areSame, beginsDay, countBehind, goesOn, type Line, messageAt, newestOf, placeOf } from './lines';

const message = (number: number, more: Partial<Message> = {}): Message => ({
  ...{ uuid: `m${number}`, number, kind: 'message', user_uuid: 'bayko', display_name: 'Bayko', handle: 'bayko' },
  ...{ message: `text ${number}`, created_at: new Date(2026, 0, 1, 12, number).toISOString(), revision: 0 },
  ...{ edited_at: null, deleted_at: null, reactions: [], reply_to: null, membership: null },
  ...more,
});
const entry: OutboxEntry = { key: 'k', position: 1, message: { message_group_uuid: 'a', message: 'not sent yet' } };
const unsent: Line = { unsent: entry };

describe('the lines of a conversation', () => {
  it('begin a day where the reader’s day begins', () => {
    const late = message(1, { created_at: new Date(2026, 0, 1, 23, 59).toISOString() });
    const early = message(2, { created_at: new Date(2026, 0, 2, 0, 1).toISOString() });
    expect([beginsDay(late, undefined), beginsDay(early, late), beginsDay(message(3), message(2))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(goesOn(early, late)).toBe(false);
  });

  it('name a sender once within minutes', () => {
    expect(goesOn(message(4), message(1))).toBe(true);
    expect(goesOn(message(6), message(1))).toBe(false);
    expect(goesOn(message(2, { user_uuid: 'londo' }), message(1))).toBe(false);
    expect(goesOn(message(2), message(1, { kind: 'renamed' }))).toBe(false);
  });

  it('are found by their numbers, also where there is a hole', () => {
    const lines: Line[] = [3, 4, 8].map((number) => ({ message: message(number) }));
    lines.push(unsent);
    expect([1, 3, 5, 8, 9].map((number) => placeOf(lines, number))).toEqual([0, 0, 2, 2, 3]);
    expect([messageAt(lines, 8)?.number, messageAt(lines, 5), messageAt(lines, 9)]).toEqual([8, undefined, undefined]);
    expect([newestOf(lines), newestOf([unsent]), newestOf([])]).toEqual([8, 0, 0]);
  });

  it('are others when a message has changed, and when one’s own is refused', () => {
    const said = message(1);
    expect(areSame([{ message: said }, unsent], [{ message: said }, { unsent: entry }])).toBe(true);
    expect(areSame([{ message: said }], [{ message: { ...said } }])).toBe(false);
    expect(areSame([unsent], [{ refused: { entry, why: 'It is too long.' } }])).toBe(false);
    expect(areSame([{ message: said }], [{ message: said }, unsent])).toBe(false);
  });

  it('count what others have said behind a number', () => {
    const lines: Line[] = [message(1), message(2, { user_uuid: 'me' }), message(3, { kind: 'added' }), message(4)].map(
      (each) => ({ message: each }),
    );
    lines.push(unsent);
    expect([0, 1, 4].map((number) => countBehind(lines, number, 'me'))).toEqual([2, 1, 0]);
  });
});
