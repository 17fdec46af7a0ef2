import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { type AsyncApiFile, asyncApiFile, type DocumentedChannel } from './asyncapi-file';

/** Holds messages against docs/asyncapi.yaml: their headers and their payload. */
export class DocumentedMessages {
  private readonly document: AsyncApiFile = asyncApiFile();
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true })).addSchema(this.document, 'asyncapi');

  channelsOf(server: 'kafka' | 'gateway'): DocumentedChannel[] {
    const { channels } = this.document;
    return Object.values(channels).filter(({ servers }) => servers.some(({ $ref }) => $ref === `#/servers/${server}`));
  }

  /** What of a message is not as one of its kind is, in words; undefined where all is. */
  deviation($ref: string, headers: object, payload: unknown): string | undefined {
    const errors = [this.errors(`${$ref}/headers`, headers), this.errors(`${$ref}/payload`, payload)];
    return errors.filter((each) => each !== undefined).join(', ') || undefined;
  }

  private errors(reference: string, value: unknown): string | undefined {
    const isValid = this.ajv.getSchema(`asyncapi${reference}`);
    if (!isValid) throw new Error(`the document has no ${reference}`);
    return isValid(value) ? undefined : this.ajv.errorsText(isValid.errors);
  }
}
