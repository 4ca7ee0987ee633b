import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** Another server has the data folder. */
export class DataDirTakenError extends Error {
  override readonly name = 'DataDirTakenError';
}

/**
 * Takes a data folder for this server alone: two would each end the other's sessions. The claim is a lock
 * of the operating system on a small database file, so it ends with the process, however that ends.
 *
 * @returns gives the folder back
 * @throws DataDirTakenError
 */
export function claimDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new Database(path.join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new DataDirTakenError(`Another Emostream server uses the data folder ${dataDir}.`);
  }
  return () => lock.close();
}
