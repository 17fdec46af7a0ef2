import { z } from 'zod';
import { blankOr, code } from '@app/common/http';

/** As long as a user pool lets a name be, and no invisible characters. */
const HANDLE = /^\P{C}{1,128}$/u;

/** A handle that nobody can have is answered like one that nobody has. */
export const canBeHandle = (text: string): boolean => HANDLE.test(text);

export const recipientHandle = z
  .string({ error: blankOr('user_reciever_handle_blank', 'user_reciever_handle_malformed') })
  .refine((text) => text.trim() !== '', { error: code('user_reciever_handle_blank'), abort: true })
  .refine(canBeHandle, code('user_reciever_handle_unknown'));
