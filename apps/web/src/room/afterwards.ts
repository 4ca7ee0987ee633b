import { callApi } from '../transport/callApi.ts';

/** Whether a key opens rows or markers of a session; false also where the server does not say. */
export async function opensData(code: string, key: string): Promise<boolean> {
  const headers = { Authorization: `Bearer ${key}` };
  const details = await callApi(`/api/sessions/${code}`, 'sessionDetailsSchema', { headers }).catch(
    () => null,
  );
  return details !== null && (details.frameCount > 0 || details.markerCount > 0);
}

/** Whether people can still come into a session; false also where the server does not say. */
export function isOpen(code: string): Promise<boolean> {
  return callApi(`/api/sessions/${code}/lobby`, 'lobbySchema').then(
    () => true,
    () => false,
  );
}
