import { DocumentedMessages } from './documented-messages';

/** Holds what `GET /api/events` streams against docs/asyncapi.yaml. */
export class DocumentedEvents {
  private readonly documented = new DocumentedMessages();
  /** Where the kinds stand in the document, by their names. */
  private readonly kinds = new Map(
    this.documented
      .channelsOf('gateway')
      .flatMap(({ messages }) => Object.entries(messages).map(([name, { $ref }]) => [name, $ref] as const)),
  );

  /** What of an event is not documented, in words; undefined where all is. `fields` are those beside `data`. */
  deviation(fields: Readonly<Record<string, string>>, data: unknown): string | undefined {
    const kind = this.kinds.get(fields['event'] ?? '');
    const found = kind ? this.documented.deviation(kind, fields, data) : 'its kind is not documented';
    return found && `${JSON.stringify(fields)} ${JSON.stringify(data).slice(0, 500)}: ${found}`;
  }
}
