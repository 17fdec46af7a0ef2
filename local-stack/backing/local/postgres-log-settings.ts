/**
 * What Postgres may log: that something failed and by which rule, and nothing that somebody is called. The detail of a
 * refused write quotes the row, and a statement or its parameters may.
 */
export const POSTGRES_LOG_SETTINGS = [
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'log_statement=none',
  'log_min_duration_statement=-1',
];
