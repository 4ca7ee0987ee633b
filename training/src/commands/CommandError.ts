/** A command that was called wrongly, or cannot do what it was asked. The message is for its user. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
