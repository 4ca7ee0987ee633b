import { z } from 'zod';
import type { ApiApp, ApiServices } from './ApiServices.ts';

/** `/healthz`: the process lives. `/readyz`: it takes frames. `/metrics`: Prometheus text. */
export function registerHealth(app: ApiApp, services: ApiServices): void {
  app.get(
    '/healthz',
    {
      schema: {
        summary: 'Whether the process lives, and what analyzes',
        response: {
          200: z.object({
            status: z.literal('ok'),
            uptimeS: z.number(),
            engine: z.string().nullable(),
            engineReason: z.string().nullable(),
          }),
        },
      },
    },
    async () => {
      const identity = services.identity();
      return {
        status: 'ok' as const,
        uptimeS: process.uptime(),
        engine: identity?.engine ?? null,
        engineReason: identity?.engineReason ?? null,
      };
    },
  );

  const readiness = z.object({
    ready: z.boolean(),
    analyzerThreads: z.number().int(),
    draining: z.boolean(),
  });
  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Whether frames can be analyzed now',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const analyzerThreads = services.pool.readyThreads;
      const draining = services.draining();
      const ready = analyzerThreads > 0 && !draining;
      return reply.status(ready ? 200 : 503).send({ ready, analyzerThreads, draining });
    },
  );

  app.get('/metrics', { schema: { summary: 'Prometheus metrics' } }, async (_request, reply) => {
    const { registry } = services.metrics;
    reply.header('Content-Type', registry.contentType);
    return reply.send(await registry.metrics());
  });
}
