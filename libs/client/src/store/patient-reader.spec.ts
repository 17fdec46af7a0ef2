import { CruddurError } from '../calls/cruddur-error';
import { PatientReader } from './patient-reader';

describe('what is read in the background', () => {
  /** How often a work is tried of which the first 50 tries fail. */
  const triesOf = async (error: CruddurError): Promise<number> => {
    let tries = 0;
    const reader = new PatientReader();
    reader.readBy({ pause: () => Promise.resolve() });
    reader.read('a row', () => (++tries > 50 ? Promise.resolve() : Promise.reject(error)));
    // All of it is done in microtasks.
    await new Promise(setImmediate);
    return tries;
  };

  it('is waited for as long as there is no answer', async () => {
    expect(await triesOf(new CruddurError('no answer'))).toBe(51);
  });

  it('is left where a service goes on failing', async () => {
    expect(await triesOf(new CruddurError('failed', { status: 503 }))).toBe(9);
  });

  it('is left at once where it is refused for good', async () => {
    const refusal = new CruddurError('left', { status: 404, problems: [{ code: 'message_group_not_found' }] });
    expect(await triesOf(refusal)).toBe(1);
  });
});
