/** Where the backing services of this test run are; set by the global set-up, or by whoever runs the tests. */
export function services(): {
  DYNAMODB_ENDPOINT: string;
  KAFKA_BROKERS: string;
  DATABASE_URL: string;
  COGNITO_ENDPOINT: string;
} {
  const given = (name: string): string => {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set: run the tests through jest, whose set-up starts the services`);
    return value;
  };
  return {
    DYNAMODB_ENDPOINT: given('DYNAMODB_ENDPOINT'),
    KAFKA_BROKERS: given('KAFKA_BROKERS'),
    DATABASE_URL: given('DATABASE_URL'),
    COGNITO_ENDPOINT: given('COGNITO_ENDPOINT'),
  };
}
