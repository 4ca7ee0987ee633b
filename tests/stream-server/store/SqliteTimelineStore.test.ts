import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTimelineStore } from '../../../apps/stream-server/src/store/openTimelineStore.ts';
import { SqliteTimelineStore } from '../../../apps/stream-server/src/store/SqliteTimelineStore.ts';
import { TimelineDatabase } from '../../../apps/stream-server/src/store/TimelineDatabase.ts';
import {
  framesWithLabels,
  somebody,
  someFrame,
  someMarker,
  someSession,
} from '../../contracts/timelineStoreRows.ts';

const CODE = 'BCDFGH';
const HOLDER = fileURLToPath(new URL('./lockedDatabase.mjs', import.meta.url));
const RECORDER = fileURLToPath(new URL('./recordUntilKilled.ts', import.meta.url));

let folder: string;
let filePath: string;
const stores: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'emostream-store-'));
  filePath = path.join(folder, 'data', 'emostream.sqlite');
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  await rm(folder, { recursive: true, force: true });
});

async function openStore() {
  const store = await openTimelineStore({ dataDir: path.dirname(filePath) });
  stores.push(store);
  await store.putSession(someSession());
  await store.putParticipant(somebody());
  return store;
}

function rowCounts(): Record<string, number> {
  const database = new Database(filePath);
  const tables = database
    .prepare(`select name from sqlite_master where type = 'table'`)
    .pluck()
    .all() as string[];
  const counts = tables.map((table) => {
    const count = database.prepare(`select count(*) from "${table}"`).pluck().get();
    return [table, Number(count)];
  });
  database.close();
  return Object.fromEntries(counts);
}

describe('the file', () => {
  it('is readable for its owner alone, with its side files and its folder', async () => {
    await openStore();
    const modeOf = async (name: string) => (await stat(name)).mode & 0o777;
    expect(await modeOf(path.dirname(filePath))).toBe(0o700);
    for (const suffix of ['', '-wal', '-shm']) {
      expect([suffix, await modeOf(filePath + suffix)]).toEqual([suffix, 0o600]);
    }
  });

  it('refuses a file that is no database, in a sentence that names it', async () => {
    await (await openStore()).close();
    await writeFile(filePath, 'x'.repeat(10_000));
    await expect(openTimelineStore({ dataDir: path.dirname(filePath) })).rejects.toThrow(
      `The database ${filePath} cannot be opened: file is not a database`,
    );
  });

  it('refuses a folder that cannot be made', async () => {
    await writeFile(path.join(folder, 'data'), '');
    await expect(openTimelineStore({ dataDir: path.join(folder, 'data') })).rejects.toThrow(
      /^The database .*emostream\.sqlite cannot be opened: /,
    );
  });

  it('refuses a schema that a newer version wrote', async () => {
    await (await openStore()).close();
    const database = new Database(filePath);
    database.exec(`insert into kysely_migration values ('2031-01-01_later', '2031')`);
    database.close();
    await expect(openTimelineStore({ dataDir: path.dirname(filePath) })).rejects.toThrow(
      /a newer version of Emostream has written it \(its schema has 2031-01-01_later\)/,
    );
  });

  it('leaves nothing of a schema that was written halfway', async () => {
    // The first tables of the schema are made, then this one is in the way.
    const database = await TimelineDatabase.open(filePath);
    await database.close();
    const raw = new Database(filePath);
    const tables = raw
      .prepare(`select name from sqlite_master where type = 'table' and name not like 'kysely%'`)
      .pluck()
      .all();
    raw.pragma('foreign_keys = off');
    for (const table of tables) raw.exec(`drop table "${table}"`);
    raw.exec('delete from kysely_migration; create table audit (other)');
    await expect(TimelineDatabase.open(filePath)).rejects.toThrow(/table "audit" already exists/);
    expect(Object.keys(rowCounts()).sort()).toEqual([
      'audit',
      'kysely_migration',
      'kysely_migration_lock',
    ]);
    raw.exec('drop table audit');
    raw.close();
    stores.push(await TimelineDatabase.open(filePath));
    expect(Object.keys(rowCounts())).toContain('faces');
  });
});

describe('a database that another program has locked', () => {
  it('fails as locked, reads meanwhile, and takes rows again afterwards', async () => {
    const store = await openStore();
    const holder = spawn(process.execPath, [HOLDER, filePath], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    await expect(store.appendFrames([someFrame()])).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'locked',
    });
    expect(await store.findSession(CODE)).toEqual(someSession());
    holder.stdin.end();
    await once(holder, 'exit');
    await store.appendFrames([someFrame()]);
    expect((await store.readFrames({ sessionCode: CODE }, null, 9)).frames).toHaveLength(1);
  });
});

describe('a full disk', () => {
  it('fails as full, writes nothing of the batch, and takes rows again where there is room', async () => {
    const database = await TimelineDatabase.open(filePath);
    const store = SqliteTimelineStore.of(database);
    stores.push(store);
    await store.putSession(someSession());
    await store.putParticipant(somebody());
    const pages = database.limitPages(60);
    expect(pages).toBe(60);
    let written = 0;
    const append = (at: number) =>
      store.appendFrames(
        framesWithLabels(Array(50).fill('happy'), 10, { atMs: 1_000_000 + at * 500 }),
      );
    await expect(
      (async () => {
        for (; written < 100; written++) await append(written);
      })(),
    ).rejects.toMatchObject({ name: 'StoreError', kind: 'full' });
    expect(written).toBeGreaterThan(0);
    const readFrameCount = async () => (await store.sessionDetails(CODE))?.frameCount;
    expect(await readFrameCount()).toBe(written * 50);
    expect(rowCounts().frames).toBe(written * 50);
    expect(rowCounts().faces).toBe(written * 50);
    await expect(append(written)).rejects.toMatchObject({ kind: 'full' });
    database.limitPages(10_000);
    await append(written);
    expect(await readFrameCount()).toBe((written + 1) * 50);
  });
});

describe('a session that tens of thousands have come to', () => {
  const MANY = 33_000;

  function addMany(): void {
    const raw = new Database(filePath);
    raw.exec(`
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${MANY})
      insert into participants
        (session_ref, participant_id, role, name, key_hash, joined_at_ms, gone, muted, next_track_id)
      select 1, 'gone-' || i, 'participant', 'Gone', 'h', 960000, 1, 0, 0 from n`);
    raw.close();
  }

  it('is read whole, whether they are gone or hold seats and rows', async () => {
    const store = await openStore();
    await store.appendFrames([someFrame()]);
    addMany();
    const query = { sessionCode: CODE };
    const startMs = performance.now();
    expect((await store.openSessions())[0]?.participants).toHaveLength(1);
    expect(await store.sessionDetails(CODE)).toMatchObject({ participantCount: 1, frameCount: 1 });
    expect(await store.listSessions({})).toMatchObject([{ participantCount: 1, frameCount: 1 }]);
    expect((await store.summary(query)).participants).toHaveLength(1);
    expect(
      (await store.timeline({ ...query, points: 10, values: 'raw' })).participants,
    ).toHaveLength(1);
    expect(performance.now() - startMs).toBeLessThan(1000);
    const raw = new Database(filePath);
    raw.exec('update participants set gone = 0');
    raw.close();
    expect((await store.sessionDetails(CODE))?.participants).toHaveLength(MANY + 1);
    expect(await store.deleteSession(CODE)).toEqual({ frames: 1, faces: 1, markers: 0 });
  });

  it('takes rows of as many people, and reads as many rows, at once', async () => {
    const store = await openStore();
    await store.appendFrames(
      Array.from({ length: MANY }, (_, at) => someFrame({ participantId: `nobody-${at}` })),
    );
    await store.appendFrames(
      Array.from({ length: MANY }, (_, at) => someFrame({ atMs: 1_000_000 + at, faces: [] })),
    );
    const page = await store.readFrames({ sessionCode: CODE }, null, MANY + 1);
    expect(page.frames).toHaveLength(MANY);
  });
});

describe('a killed process', () => {
  it('has lost nothing that was reported as written, and the file opens clean', async () => {
    const recorder = spawn(
      process.execPath,
      ['--import', 'tsx', RECORDER, path.dirname(filePath)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    recorder.stdout.on('data', (text: Buffer) => {
      output += text.toString();
      if (output.includes('\n200\n')) recorder.kill('SIGKILL');
    });
    await once(recorder, 'close');
    expect(recorder.signalCode).toBe('SIGKILL');
    const reported = Number(output.trimEnd().split('\n').at(-1));
    const store = await openTimelineStore({ dataDir: path.dirname(filePath) });
    stores.push(store);
    const { frames } = await store.readFrames({ sessionCode: CODE }, null, 100_000);
    expect(frames.length).toBeGreaterThanOrEqual(reported);
    expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, at) => at));
    expect((await store.sessionDetails(CODE))?.frameCount).toBe(frames.length);
    const raw = new Database(filePath);
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(raw.pragma('foreign_key_check')).toEqual([]);
    raw.close();
  });
});

describe('the audit log', () => {
  it('refuses changes and deletions, whoever asks', async () => {
    const store = await openStore();
    await store.appendAudit({
      atMs: 1,
      action: 'exported',
      sessionCode: CODE,
      participantId: null,
      by: 'host',
      detail: 'csv',
    });
    const raw = new Database(filePath);
    const refusal = 'the audit log is only ever appended to';
    expect(() => raw.exec(`update audit set detail = ''`)).toThrow(refusal);
    expect(() => raw.exec('delete from audit')).toThrow(refusal);
    expect(() =>
      raw.exec(`insert or replace into audit values (1, 2, '', '', '', '', '')`),
    ).toThrow(refusal);
    raw.close();
    expect(await store.auditLog(CODE)).toMatchObject([{ detail: 'csv' }]);
  });
});

describe('what was deleted', () => {
  const fill = async () => {
    const store = await openStore();
    await store.putParticipant(somebody({ participantId: 'ben', name: 'Benjamin Unmistakable' }));
    await store.appendFrames(framesWithLabels(Array(300).fill('happy'), 100));
    await store.appendFrames(
      framesWithLabels(Array(300).fill('sad'), 100, { participantId: 'ben' }),
    );
    await store.putMarker(CODE, someMarker({ authorId: 'ben', author: 'Benjamin Unmistakable' }));
    return store;
  };

  it('is in no table once its session is deleted', async () => {
    const store = await fill();
    const tables = ['sessions', 'participants', 'frames', 'faces', 'markers'];
    for (const table of [...tables, 'frame_seconds', 'track_seconds']) {
      expect([table, rowCounts()[table]]).not.toEqual([table, 0]);
    }
    await store.deleteSession(CODE);
    // Left are what is of nobody: the list of models, and the schema's own tables.
    const { models, kysely_migration, kysely_migration_lock, ...left } = rowCounts();
    expect([models, kysely_migration, kysely_migration_lock]).toEqual([1, 1, 1]);
    expect(Object.entries(left).filter(([, count]) => count > 0)).toEqual([]);
  });

  it('leaves no byte of a forgotten name in the files, which shrink', async () => {
    const store = await fill();
    const bytes = async () => {
      const files = await Promise.all(['', '-wal'].map((suffix) => readFile(filePath + suffix)));
      return Buffer.concat(files);
    };
    const before = await bytes();
    expect(before.includes('Benjamin Unmistakable')).toBe(true);
    await store.deleteParticipant(CODE, 'ben', true);
    const after = await bytes();
    expect(after.includes('Benjamin Unmistakable')).toBe(false);
    expect(after.length).toBeLessThan(before.length / 2);
  });

  it('is gone from the files after the next deletion, where somebody read meanwhile', async () => {
    const store = await fill();
    const reader = new Database(filePath, { readonly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from frames').get();
    expect(await store.deleteParticipant(CODE, 'ben', true)).toMatchObject({ frames: 300 });
    expect((await readFile(`${filePath}-wal`)).length).toBeGreaterThan(0);
    reader.exec('commit');
    reader.close();
    await store.deleteRange({ sessionCode: CODE, toMs: 1_000_100 });
    expect((await readFile(`${filePath}-wal`)).length).toBe(0);
    expect((await readFile(filePath)).includes('Benjamin Unmistakable')).toBe(false);
  });
});
