import { z } from 'zod';
import { isHandle, normalHandle } from '@app/common/contracts';
import { blankOr, code } from '@app/common/errors';

/** A handle that nobody can have is answered like one that nobody has. */
export const recipientHandle = z
  .string({ error: blankOr('user_reciever_handle_blank', 'user_reciever_handle_malformed') })
  .transform(normalHandle)
  .refine((handle) => handle !== '', { error: code('user_reciever_handle_blank'), abort: true })
  .refine(isHandle, code('user_reciever_handle_unknown'))
  .meta({
    description: 'Of the other person, also with `@` before it or blanks around it, in any case of its letters.',
  });
