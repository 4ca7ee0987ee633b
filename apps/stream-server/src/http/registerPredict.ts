import { type Prediction, predictionSchema, problemSchema } from '@emostream/protocol';
import { type FrameAnalysis, predictedFaces } from '@emostream/vision';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { analyzePicture } from '../analysis/analyzePicture.ts';
import { ProblemError } from '../problems.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { FORM_LIMITS, JSON_BYTES, readPicture } from './readPicture.ts';

/** How the API's description shows the body, which `readPicture` checks. */
const bodySchema = z.unknown().meta({
  type: 'object',
  required: ['image'],
  properties: {
    image: { type: 'string', format: 'binary', description: 'A file; in JSON, base64 of one' },
  },
});

const querySchema = z.object({
  detector: z.enum(['tiny', 'ssd']).optional(),
  whole: z.stringbool().optional().describe('Take the whole picture as one face'),
});

/** `POST /api/predict`: one picture in, its faces out. The picture is forgotten with the answer. */
export async function registerPredict(app: ApiApp, services: ApiServices): Promise<void> {
  await app.register(multipart, { limits: FORM_LIMITS });
  const receiving = new Set<FastifyRequest>();
  let analyzing = 0;
  app.post(
    '/api/predict',
    {
      bodyLimit: JSON_BYTES,
      // Before the body is read.
      onRequest: async (request, reply) => {
        refuseWhenBusy(services, receiving.size + analyzing);
        receiving.add(request);
        reply.raw.once('close', () => receiving.delete(request));
      },
      schema: {
        summary: 'Expression estimates for the faces of one picture',
        description:
          'Multipart with one file field `image`, or JSON `{"image": base64}`. PNG, WebP or JPEG.',
        consumes: ['multipart/form-data', 'application/json'],
        querystring: querySchema,
        body: bodySchema,
        response: {
          200: predictionSchema,
          400: problemSchema,
          413: problemSchema,
          415: problemSchema,
          422: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      receiving.delete(request);
      analyzing += 1;
      try {
        return await predict(request, services);
      } finally {
        analyzing -= 1;
      }
    },
  );
}

async function predict(
  request: FastifyRequest<{ Querystring: z.output<typeof querySchema> }>,
  services: ApiServices,
): Promise<Prediction> {
  const bytes = await readPicture(request);
  const { detector, whole } = request.query;
  const outcome = await analyzePicture(services.pool, {
    kind: 'picture',
    bytes,
    options: {
      detector: detector ?? services.settings.EMOSTREAM_IMAGE_DETECTOR,
      wholeImage: whole ?? false,
    },
  });
  if (!outcome.ok) throw new ProblemError(outcome.problem.reason, outcome.problem.message);
  return predictionOf(outcome.analysis, services);
}

/** @param pending pictures that are being received or analyzed. */
function refuseWhenBusy({ settings, draining, identity }: ApiServices, pending: number): void {
  if (draining()) throw new ProblemError('draining', 'The server is stopping.');
  if (!identity()) throw new ProblemError('overloaded', 'The models are still being loaded.');
  if (pending >= settings.EMOSTREAM_MAX_PENDING_IMAGES) {
    throw new ProblemError('overloaded', 'Too many pictures are waiting; try again soon.');
  }
}

function predictionOf(analysis: FrameAnalysis, { identity }: ApiServices): Prediction {
  const { width, height, timings } = analysis;
  const modelId = identity()?.manifest.id ?? '';
  return { width, height, faces: predictedFaces(analysis), modelId, timings };
}
