const ADVICE: [symptom: RegExp, variables: string][] = [
  [/certificate|self.signed/i, 'KAFKA_SSL_CA_FILE'],
  [/SASL/, 'KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD'],
  [/SSL routines|wrong version number|ssl3/i, 'KAFKA_SSL'],
];

/** The text of a failure, with the variables to look at where it comes from how the connection is secured. */
export function withAdvice(text: string): string {
  const [, variables] = ADVICE.find(([symptom]) => symptom.test(text)) ?? [];
  return variables ? `${text} (see ${variables})` : text;
}
