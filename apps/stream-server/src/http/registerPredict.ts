import { LIMITS, type Prediction, predictionSchema, problemSchema } from '@emostream/protocol';
import { type FrameAnalysis, predictedFaces } from '@emostream/vision';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { analyzePicture } from '../analysis/analyzePicture.ts';
import { ProblemError } from '../problems.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';

/** Base64 is four characters for three bytes, and JSON around it is small. */
const JSON_BYTES = Math.ceil((LIMITS.imageBytes * 4) / 3) + 4096;

const jsonBodySchema = z.strictObject({
  /** Base64, with or without a `data:` prefix. */
  image: z.string().min(1),
});

const querySchema = z.object({
  detector: z.enum(['tiny', 'ssd']).optional(),
  whole: z.stringbool().optional().describe('Take the whole picture as one face'),
});

/** `POST /api/predict`: one picture in, its faces out. The picture is forgotten with the answer. */
export async function registerPredict(app: ApiApp, services: ApiServices): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: LIMITS.imageBytes, files: 1, fields: 0 },
  });
  let pending = 0;
  app.post(
    '/api/predict',
    {
      bodyLimit: JSON_BYTES,
      // Before the body is read.
      onRequest: async () => refuseWhenBusy(services, pending),
      schema: {
        summary: 'Expression estimates for the faces of one picture',
        description:
          'Multipart with one file field `image`, or JSON `{"image": base64}`. PNG, WebP or JPEG.',
        consumes: ['multipart/form-data', 'application/json'],
        querystring: querySchema,
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
      pending += 1;
      try {
        return await predict(request, services);
      } finally {
        pending -= 1;
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

/** @param pending pictures that are being uploaded or analyzed. */
function refuseWhenBusy({ settings, draining, identity }: ApiServices, pending: number): void {
  if (draining()) throw new ProblemError('draining', 'The server is stopping.');
  if (!identity()) throw new ProblemError('overloaded', 'The models are still being loaded.');
  if (pending >= settings.EMOSTREAM_MAX_PENDING_IMAGES) {
    throw new ProblemError('overloaded', 'Too many pictures are waiting; try again soon.');
  }
}

async function readPicture(request: FastifyRequest): Promise<Uint8Array<ArrayBuffer>> {
  if (!request.isMultipart()) {
    const body = jsonBodySchema.safeParse(request.body);
    if (!body.success) {
      throw new ProblemError(
        'no_image',
        'Send a multipart field `image`, or JSON {"image": base64}.',
      );
    }
    return ownedBytes(Buffer.from(body.data.image.replace(/^data:[^,]*,/, ''), 'base64'));
  }
  const file = await request.file();
  if (!file) throw new ProblemError('no_image', 'The form holds no file.');
  return ownedBytes(await file.toBuffer());
}

/** The bytes in a buffer of their own, which can move to the analyzer's thread. */
function ownedBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  if (bytes.byteLength === 0) throw new ProblemError('no_image', 'The picture is empty.');
  return new Uint8Array(bytes);
}

function predictionOf(analysis: FrameAnalysis, { identity }: ApiServices): Prediction {
  const { width, height, timings } = analysis;
  const modelId = identity()?.manifest.id ?? '';
  return { width, height, faces: predictedFaces(analysis), modelId, timings };
}
