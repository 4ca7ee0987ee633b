import { problemSchema } from '@emostream/protocol';
import type { z } from 'zod';
import { ServerRefusal } from './ServerRefusal.ts';

export interface ServerCall {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  /** Key or token. */
  readonly bearer?: string;
}

/** Calls the API of a server. @throws ServerRefusal, or Error where it cannot be reached */
export async function callServer(address: string, call: ServerCall = {}): Promise<Response> {
  const { method = 'GET', body, bearer } = call;
  const response = await fetch(address, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: Error & { cause?: Error }) => {
    throw new Error(`${new URL(address).origin} cannot be reached: ${error.cause?.message}`);
  });
  if (response.ok) return response;
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  if (problem.success) throw new ServerRefusal(problem.data);
  throw new Error(`the server answered with status ${response.status}`);
}

/** The same, with its answer checked. */
export async function callServerFor<Schema extends z.ZodType>(
  address: string,
  schema: Schema,
  call: ServerCall = {},
): Promise<z.output<Schema>> {
  return schema.parse(await (await callServer(address, call)).json());
}
