import type { Marker } from '@emostream/protocol';
import { callApi } from '../transport/callApi.ts';

/** The session's markers. @throws ApiError */
export async function fetchMarkers(code: string, token: string): Promise<readonly Marker[]> {
  const headers = { Authorization: `Bearer ${token}` };
  return (await callApi(`/api/sessions/${code}/markers`, 'markerListSchema', { headers })).markers;
}

/** Sets a marker at a moment of the server's clock. @throws ApiError */
export function postMarker(
  code: string,
  token: string,
  marker: { readonly label: string; readonly atMs: number },
): Promise<Marker> {
  return callApi(`/api/sessions/${code}/markers`, 'markerSchema', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(marker),
  });
}

/** The list with a marker set, changed or taken away, the latest first. */
export function withMarker(
  markers: readonly Marker[],
  marker: Marker,
  deleted: boolean,
): readonly Marker[] {
  const others = markers.filter(({ id }) => id !== marker.id);
  if (deleted) return others;
  return [...others, marker].toSorted((a, b) => b.atMs - a.atMs);
}
