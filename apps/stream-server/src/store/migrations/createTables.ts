import { EMOTIONS, VALUE_KINDS } from '@emostream/protocol';
import { type Kysely, type Migration, sql } from 'kysely';

/**
 * The first schema. What a migration does never changes once it has been released: a later schema is a
 * further migration.
 */
export const createTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('sessions')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('code', 'text', (column) => column.notNull().unique())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('exception', 'text')
      .addColumn('retention_days', 'integer', (column) => column.notNull())
      .addColumn('created_at_ms', 'real', (column) => column.notNull())
      .addColumn('ended_at_ms', 'real')
      .addColumn('recording', 'integer', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('participants')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('session_ref', 'integer', (column) => column.notNull().references('sessions.id'))
      .addColumn('participant_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('key_hash', 'text', (column) => column.notNull())
      .addColumn('joined_at_ms', 'real', (column) => column.notNull())
      .addColumn('consent_version', 'text')
      .addColumn('gone', 'integer', (column) => column.notNull())
      .addColumn('muted', 'integer', (column) => column.notNull())
      .addColumn('next_track_id', 'integer', (column) => column.notNull())
      .addUniqueConstraint('participants_of_session', ['session_ref', 'participant_id'])
      .execute();

    await db.schema
      .createTable('models')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('model_id', 'text', (column) => column.notNull())
      .addColumn('preprocessing', 'text', (column) => column.notNull())
      .addUniqueConstraint('models_once', ['model_id', 'preprocessing'])
      .execute();

    await db.schema
      .createTable('frames')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('session_ref', 'integer', (column) => column.notNull().references('sessions.id'))
      .addColumn('participant_ref', 'integer', (column) =>
        column.notNull().references('participants.id'),
      )
      .addColumn('model_ref', 'integer', (column) => column.notNull().references('models.id'))
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('at_ms', 'real', (column) => column.notNull())
      .addColumn('captured_at_ms', 'real', (column) => column.notNull())
      .addColumn('received_at_ms', 'real', (column) => column.notNull())
      .addColumn('width', 'integer', (column) => column.notNull())
      .addColumn('height', 'integer', (column) => column.notNull())
      .addColumn('dropped', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('frames_of_session')
      .on('frames')
      .columns(['session_ref', 'at_ms'])
      .execute();
    await db.schema
      .createIndex('frames_of_participant')
      .on('frames')
      .columns(['participant_ref', 'at_ms'])
      .execute();

    let faces = db.schema
      .createTable('faces')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('frame_ref', 'integer', (column) => column.notNull().references('frames.id'))
      .addColumn('participant_ref', 'integer', (column) => column.notNull())
      .addColumn('at_ms', 'real', (column) => column.notNull())
      .addColumn('track_id', 'integer', (column) => column.notNull())
      .addColumn('box_x', 'real', (column) => column.notNull())
      .addColumn('box_y', 'real', (column) => column.notNull())
      .addColumn('box_width', 'real', (column) => column.notNull())
      .addColumn('box_height', 'real', (column) => column.notNull())
      .addColumn('score', 'real', (column) => column.notNull())
      .addColumn('label', 'integer', (column) => column.notNull())
      .addColumn('uncertain', 'integer', (column) => column.notNull())
      .addColumn('quality', 'integer', (column) => column.notNull());
    for (const kind of VALUE_KINDS) {
      for (const emotion of EMOTIONS) {
        faces = faces.addColumn(`${kind}_${emotion}`, 'real', (column) =>
          kind === 'adjusted' ? column : column.notNull(),
        );
      }
    }
    await faces.execute();
    await db.schema.createIndex('faces_of_frame').on('faces').column('frame_ref').execute();
    await db.schema
      .createIndex('faces_of_track')
      .on('faces')
      .columns(['participant_ref', 'track_id', 'at_ms', 'label'])
      .execute();

    await db.schema
      .createTable('frame_seconds')
      .addColumn('participant_ref', 'integer', (column) => column.notNull())
      .addColumn('second', 'integer', (column) => column.notNull())
      .addColumn('model_ref', 'integer', (column) => column.notNull())
      .addColumn('frames', 'integer', (column) => column.notNull())
      .addColumn('dropped', 'integer', (column) => column.notNull())
      .addColumn('empty', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('frame_seconds_key', ['participant_ref', 'second', 'model_ref'])
      .modifyEnd(sql`without rowid`)
      .execute();
    await db.schema
      .createTable('track_seconds')
      .addColumn('participant_ref', 'integer', (column) => column.notNull())
      .addColumn('second', 'integer', (column) => column.notNull())
      .addColumn('track_id', 'integer', (column) => column.notNull())
      .addColumn('totals', 'blob', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('track_seconds_key')
      .on('track_seconds')
      .columns(['participant_ref', 'second', 'track_id'])
      .unique()
      .execute();

    await db.schema
      .createTable('markers')
      .addColumn('session_ref', 'integer', (column) => column.notNull().references('sessions.id'))
      .addColumn('marker_id', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('at_ms', 'real', (column) => column.notNull())
      .addColumn('end_ms', 'real')
      .addColumn('exclude', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('markers_key', ['session_ref', 'marker_id'])
      .execute();

    await db.schema
      .createTable('audit')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('at_ms', 'real', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('session_code', 'text', (column) => column.notNull())
      .addColumn('participant_id', 'text')
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('audit_of_session')
      .on('audit')
      .columns(['session_code', 'id'])
      .execute();
    const refuse = sql`begin select raise(abort, 'the audit log is only ever appended to'); end`;
    await sql`create trigger audit_refuses_update before update on audit ${refuse}`.execute(db);
    await sql`create trigger audit_refuses_delete before delete on audit ${refuse}`.execute(db);
    // A replacing insert deletes without a word to the trigger above.
    await sql`create trigger audit_refuses_replace before insert on audit
      when exists (select 1 from audit where id = new.id) ${refuse}`.execute(db);
  },
};
