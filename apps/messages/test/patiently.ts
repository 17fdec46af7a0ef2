import { DomainError } from '@app/common/errors';

/** Asks again when others keep writing into the conversation and nothing was stored, as a caller should. */
export async function patiently<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof DomainError) || !error.retriable) throw error;
    return patiently(request);
  }
}
