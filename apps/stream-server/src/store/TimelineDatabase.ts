import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, Migrator, SqliteAdapter, SqliteDialect, sql } from 'kysely';
import { createTables } from './migrations/createTables.ts';
import { StoreError } from './TimelineStore.ts';
import type { TimelineTables } from './TimelineTables.ts';

/** How long a call waits for another program's lock before it fails as `locked`. Milliseconds. */
const BUSY_TIMEOUT_MS = 250;

/** A write-ahead log that grew beyond it is cut back at the next checkpoint. Bytes. */
const WAL_SIZE_LIMIT = 16 * 1024 * 1024;

const MIGRATIONS = { '2026-11-25_create_tables': createTables };

/** SQLite rolls back changes of the schema like any other; Kysely only does not make use of it. */
class MigratingSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl(): boolean {
        return true;
      }
    })();
  }
}

/** Reads and writes within one call of the store. */
export type TimelineQueries = Kysely<TimelineTables>;

/** The SQLite file, one connection to it, and its schema brought up to date. */
export class TimelineDatabase {
  readonly queries: Kysely<TimelineTables>;
  readonly #sqlite: Database.Database;

  private constructor(sqlite: Database.Database) {
    this.#sqlite = sqlite;
    this.queries = new Kysely({ dialect: new MigratingSqliteDialect({ database: sqlite }) });
  }

  /**
   * Opens the file, or creates it, readable for its owner alone.
   *
   * @throws StoreError in a sentence for whoever starts the server
   */
  static async open(filePath: string): Promise<TimelineDatabase> {
    let database: TimelineDatabase | null = null;
    try {
      mkdirSync(path.dirname(filePath), { recursive: true, mode: 0o700 });
      // Made before SQLite makes it, which would leave it to the umask; its side files copy its mode.
      closeSync(openSync(filePath, 'a', 0o600));
      chmodSync(filePath, 0o600);
      const sqlite = new Database(filePath, { timeout: BUSY_TIMEOUT_MS });
      database = new TimelineDatabase(sqlite);
      // Freed pages are given back to the disk after deletions. Only an empty file takes this setting.
      sqlite.pragma('auto_vacuum = incremental');
      sqlite.pragma('journal_mode = wal');
      // In WAL mode a killed process loses nothing that was committed, a machine without power may.
      sqlite.pragma('synchronous = normal');
      sqlite.pragma('foreign_keys = on');
      // What is deleted is overwritten.
      sqlite.pragma('secure_delete = on');
      sqlite.pragma(`journal_size_limit = ${WAL_SIZE_LIMIT}`);
      await database.#migrate();
      return database;
    } catch (error) {
      await database?.close();
      throw new StoreError(
        'failed',
        `The database ${filePath} cannot be opened: ${(error as Error).message}`,
      );
    }
  }

  /**
   * A further connection to a file that is open already, for reading alone: in WAL mode neither holds up the
   * other.
   *
   * @throws StoreError
   */
  static openForReading(filePath: string): TimelineDatabase {
    try {
      return new TimelineDatabase(
        new Database(filePath, { readonly: true, timeout: BUSY_TIMEOUT_MS }),
      );
    } catch (error) {
      throw new StoreError(
        'failed',
        `The database ${filePath} cannot be read: ${(error as Error).message}`,
      );
    }
  }

  /**
   * Everything or nothing of `work` is done. It takes the right to write at once, so that a lock shows
   * before anything has been read. (Kysely's own transaction would hide a full disk's error behind
   * that of a rollback which SQLite has already done.)
   */
  async transaction<Result>(work: (queries: TimelineQueries) => Promise<Result>): Promise<Result> {
    return this.#between('begin immediate', work);
  }

  /** What `work` reads is of one moment, whatever other programs write meanwhile. */
  async snapshot<Result>(work: (queries: TimelineQueries) => Promise<Result>): Promise<Result> {
    return this.#between('begin', work);
  }

  async #between<Result>(
    begin: string,
    work: (queries: TimelineQueries) => Promise<Result>,
  ): Promise<Result> {
    this.#sqlite.exec(begin);
    try {
      const result = await work(this.queries);
      this.#sqlite.exec('commit');
      return result;
    } catch (error) {
      if (this.#sqlite.inTransaction) this.#sqlite.exec('rollback');
      throw error;
    }
  }

  /**
   * Gives the pages that a deletion freed back to the disk, and empties the write-ahead log, which still
   * holds what was deleted. Where somebody else reads at that moment, or the disk is full, nothing is lost:
   * the next deletion or the closing of the file does it.
   */
  giveBackFreedPages(): void {
    try {
      this.#sqlite.pragma('incremental_vacuum');
      this.#sqlite.pragma('wal_checkpoint(truncate)');
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
    }
  }

  /** Lets the file grow to so many pages of 4 KiB and no further, as a full disk does. */
  limitPages(pages: number): number {
    return this.#sqlite.pragma(`max_page_count = ${pages}`, { simple: true }) as number;
  }

  async close(): Promise<void> {
    await this.queries.destroy();
    this.#sqlite.close();
  }

  async #migrate(): Promise<void> {
    await this.#refuseNewerSchema();
    const migrator = new Migrator({
      db: this.queries,
      provider: { getMigrations: async () => MIGRATIONS },
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  }

  async #refuseNewerSchema(): Promise<void> {
    const tables = await this.queries.introspection.getTables({ withInternalKyselyTables: true });
    if (!tables.some(({ name }) => name === 'kysely_migration')) return;
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(
      this.queries,
    );
    const unknown = rows.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
    if (!unknown) return;
    throw new Error(
      `a newer version of Emostream has written it (its schema has ${unknown.name}). Start that version, or name another data folder.`,
    );
  }
}
