import type { Marker } from '@emostream/protocol';
import type { Insertable, Selectable } from 'kysely';
import type { MarkerTable } from './TimelineTables.ts';

export function markerOfRow(row: Selectable<MarkerTable>): Marker {
  return {
    id: row.marker_id,
    authorId: row.author_id,
    author: row.author,
    label: row.label,
    atMs: row.at_ms,
    endMs: row.end_ms,
    exclude: row.exclude === 1,
  };
}

export function rowOfMarker(sessionRef: number, marker: Marker): Insertable<MarkerTable> {
  return {
    session_ref: sessionRef,
    marker_id: marker.id,
    author_id: marker.authorId,
    author: marker.author,
    label: marker.label,
    at_ms: Math.round(marker.atMs),
    end_ms: marker.endMs === null ? null : Math.round(marker.endMs),
    exclude: Number(marker.exclude),
  };
}
