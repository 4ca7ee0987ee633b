import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { OwnCertificate } from '../secrets/ownCertificate.ts';
import type { OriginPolicy } from '../socket/OriginPolicy.ts';
import { VERSION } from '../version.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { answerUnreadableRequest } from './answerUnreadableRequest.ts';
import { BEARER } from './bearer.ts';
import { pageContentSecurityPolicy } from './contentSecurityPolicy.ts';
import { registerCompression } from './registerCompression.ts';
import { registerExport } from './registerExport.ts';
import { registerFeed } from './registerFeed.ts';
import { registerHealth } from './registerHealth.ts';
import { registerInfo } from './registerInfo.ts';
import { registerMarkers } from './registerMarkers.ts';
import { registerModel } from './registerModel.ts';
import { registerPages } from './registerPages.ts';
import { registerPredict } from './registerPredict.ts';
import { problemOf, registerProblems, sendProblem } from './registerProblems.ts';
import { registerSamples } from './registerSamples.ts';
import { registerSessions } from './registerSessions.ts';
import { registerTimelines } from './registerTimelines.ts';

export interface ApiOptions {
  readonly services: ApiServices;
  readonly origins: OriginPolicy;
  readonly log: Logger;
  /** Serves TLS with it; null for plain HTTP. */
  readonly certificate: OwnCertificate | null;
  /** A request must have arrived whole within this. */
  readonly requestTimeoutMs?: number | undefined;
}

/** 20 MB over a slow line, but not one byte a minute. */
const REQUEST_TIMEOUT_MS = 180_000;
/** A request's headers must have arrived within this, as is Node's default. */
const HEADERS_TIMEOUT_MS = 60_000;
/** How often Node looks for late requests, as is its default. */
const TIMEOUT_CHECK_MS = 30_000;

/** Everything that is served over HTTP: pages, API, its description, health and metrics. */
export async function createApi(options: ApiOptions): Promise<ApiApp> {
  const { services, origins, log, certificate, requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const { settings } = services;
  const timeouts = {
    // Node swaps the two times where headers may take longer than the whole.
    headersTimeout: Math.min(requestTimeoutMs, HEADERS_TIMEOUT_MS),
    connectionsCheckingInterval: Math.min(requestTimeoutMs, TIMEOUT_CHECK_MS),
  };
  const transport = certificate ? { https: { ...certificate, ...timeouts } } : { http: timeouts };
  const app: ApiApp = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // A stopping server has waited for the work under way; what is left open are idle connections.
    forceCloseConnections: true,
    requestTimeout: requestTimeoutMs,
    // Fastify's types tell the two servers apart, though all that is used here is the same in both.
    ...(transport as { http: typeof timeouts }),
    clientErrorHandler: (error, socket) => answerUnreadableRequest(error, socket, services.metrics),
    // An address that cannot be parsed never reaches a route or its error handler.
    frameworkErrors: (error, _request, reply) => {
      sendProblem(problemOf(error), reply, services.metrics);
    },
    // The nearest proxy's word alone: what comes before it, a client may have written.
    trustProxy: settings.EMOSTREAM_TRUST_PROXY && ((_address, hop) => hop === 0),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Nothing here takes plain text: it is refused like every other type than those of the routes.
  app.removeContentTypeParser('text/plain');
  registerProblems(app, services);

  await app.register(helmet, {
    contentSecurityPolicy: false,
    // The server itself speaks plain HTTP on a laptop; whoever puts TLS before it sets HSTS there.
    hsts: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('Permissions-Policy', 'camera=(self), microphone=(), geolocation=()');
    // On the raw response, where a page's own policy replaces it: what `reply` holds would win over both.
    reply.raw.setHeader('Content-Security-Policy', pageContentSecurityPolicy([]));
  });
  await app.register(cors, {
    delegator: (request, done) =>
      done(null, {
        origin: origins.allows(request.headers),
        methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
      }),
  });
  await registerCompression(app);
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Emostream',
        version: VERSION,
        description:
          'Expression estimates for pictures, live sessions, and the timelines they leave.',
      },
      components: {
        securitySchemes: { [BEARER]: { type: 'http', scheme: 'bearer' } },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs' });

  registerHealth(app, services);
  registerInfo(app, services);
  registerModel(app, services);
  registerSessions(app, services);
  registerTimelines(app, services);
  registerMarkers(app, services);
  registerExport(app, services);
  registerFeed(app, services);
  await registerSamples(app);
  await registerPredict(app, services);
  app.get<{ Params: { code: string } }>(
    '/j/:code',
    { schema: { hide: true } },
    async (request, reply) =>
      reply.redirect(`/join/?code=${encodeURIComponent(request.params.code.toUpperCase())}`),
  );
  const hasPages = await registerPages(app, settings.EMOSTREAM_WEB_DIR);
  if (!hasPages) log.warn('the pages are not built (npm run build); serving the API alone');
  return app;
}
