const UNIT_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 };
const FORM = /^(?<count>[1-9]\d{0,4})(?<unit>[smhd])$/;

/** Of `10s`, `15m`, `24h` or `7d`; undefined for every other text. */
export function durationSeconds(text: string): number | undefined {
  const { count, unit } = FORM.exec(text)?.groups ?? {};
  return unit === undefined ? undefined : Number(count) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS];
}
