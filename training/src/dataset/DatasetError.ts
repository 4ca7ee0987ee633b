/** Data that cannot be used. The message names the file (and row) and says what is wrong with it. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}
