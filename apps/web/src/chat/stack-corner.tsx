/** The health of the local stack. */
export function StackCorner() {
  return null;
}
