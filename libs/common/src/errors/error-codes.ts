/**
 * Every error that a caller can meet, with the HTTP status it has at every door.
 * The 422 codes are the frontend's own spelling where it has one.
 */
export const ERROR_CODES = {
  message_blank: { status: 422, retriable: false },
  message_malformed: { status: 422, retriable: false },
  message_exceed_max_chars_1024: { status: 422, retriable: false },
  message_address_ambiguous: { status: 422, retriable: false },
  message_group_uuid_blank: { status: 422, retriable: false },
  message_group_uuid_malformed: { status: 422, retriable: false },
  message_group_uuid_unknown: { status: 422, retriable: false },
  user_reciever_handle_blank: { status: 422, retriable: false },
  user_reciever_handle_malformed: { status: 422, retriable: false },
  user_reciever_handle_unknown: { status: 422, retriable: false },
  user_reciever_handle_own: { status: 422, retriable: false },
  number_malformed: { status: 422, retriable: false },
  page_malformed: { status: 422, retriable: false },
  limit_out_of_range_1_200: { status: 422, retriable: false },
  cursor_malformed: { status: 422, retriable: false },
  idempotency_key_malformed: { status: 422, retriable: false },
  idempotency_key_reused: { status: 422, retriable: false },
  display_name_blank: { status: 422, retriable: false },
  display_name_malformed: { status: 422, retriable: false },
  display_name_exceed_max_chars_128: { status: 422, retriable: false },
  bio_malformed: { status: 422, retriable: false },
  bio_exceed_max_chars_1024: { status: 422, retriable: false },
  handle_blank: { status: 422, retriable: false },
  handle_malformed: { status: 422, retriable: false },
  email_blank: { status: 422, retriable: false },
  email_malformed: { status: 422, retriable: false },
  body_not_json: { status: 400, retriable: false },
  body_not_json_object: { status: 400, retriable: false },
  body_not_utf8: { status: 400, retriable: false },
  request_malformed: { status: 400, retriable: false },
  unauthorized: { status: 401, retriable: false },
  signing_key_unknown: { status: 401, retriable: true },
  user_not_registered: { status: 403, retriable: false },
  not_found: { status: 404, retriable: false },
  user_not_found: { status: 404, retriable: false },
  message_group_not_found: { status: 404, retriable: false },
  method_not_allowed: { status: 405, retriable: false },
  handle_taken: { status: 409, retriable: false },
  email_taken: { status: 409, retriable: false },
  cognito_user_id_taken: { status: 409, retriable: false },
  body_too_large: { status: 413, retriable: false },
  content_type_not_json: { status: 415, retriable: false },
  too_many_requests_at_once: { status: 429, retriable: true },
  /** Nobody is left to hear of it. */
  caller_gone: { status: 499, retriable: false },
  internal_error: { status: 500, retriable: false },
  service_unavailable: { status: 503, retriable: true },
  overloaded: { status: 503, retriable: true },
} as const satisfies Record<string, { status: number; retriable: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERROR_CODES, value);
