/** A file that is no whole checkpoint. The message names it. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}
