import { LIMITS } from '@emostream/protocol';
import type { FastifyError, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';

/** Base64 is four characters for three bytes, and JSON around it is small. */
export const JSON_BYTES = Math.ceil((LIMITS.imageBytes * 4) / 3) + 4096;

/** For `@fastify/multipart`: one picture; other fields may stand beside it and are not read. */
export const FORM_LIMITS = { fileSize: LIMITS.imageBytes, files: 1, fields: 8, fieldSize: 1024 };

const NO_IMAGE = 'Send a multipart field `image`, or JSON {"image": base64}.';

/** A character of neither base64 alphabet; line breaks are allowed. */
const NOT_BASE64 = /[^A-Za-z0-9+/_=\s-]/;

const jsonBodySchema = z.strictObject({
  /** Base64, with or without a `data:` prefix. */
  image: z.string().min(1),
});

/**
 * Reads the one picture that a request carries, as a form's file or as base64 in JSON.
 *
 * @returns the bytes in a buffer of their own, which can move to the analyzer's thread.
 * @throws ProblemError `no_image`, `image_too_large` or `bad_message`
 */
export async function readPicture(request: FastifyRequest): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = request.isMultipart() ? await readForm(request) : readJson(request.body);
  if (bytes.byteLength === 0) throw new ProblemError('no_image', 'The picture is empty.');
  return new Uint8Array(bytes);
}

function readJson(body: unknown): Buffer {
  const parsed = jsonBodySchema.safeParse(body);
  if (parsed.success) return decodeBase64(parsed.data.image.replace(/^data:[^,]*,/, ''));
  const unknown = parsed.error.issues.find(({ code }) => code === 'unrecognized_keys');
  if (unknown) throw new ProblemError('bad_message', unknown.message);
  throw new ProblemError('no_image', NO_IMAGE);
}

/** Node skips what is not base64; a wrong text would pass for an empty or a broken picture. */
function decodeBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (NOT_BASE64.test(text) || (bytes.byteLength === 0 && text !== '')) {
    throw new ProblemError('bad_message', 'The field `image` is not base64.');
  }
  return bytes;
}

async function readForm(request: FastifyRequest): Promise<Buffer> {
  const pictures = new Map<string, Buffer>();
  try {
    for await (const file of request.files()) pictures.set(file.fieldname, await file.toBuffer());
  } catch (error) {
    throw formProblem(error as FastifyError);
  }
  const picture = pictures.get('image');
  if (picture) return picture;
  const [otherField] = pictures.keys();
  if (otherField === undefined) throw new ProblemError('no_image', 'The form holds no file.');
  const message = `Send the picture in the field \`image\`, not in \`${otherField}\`.`;
  throw new ProblemError('bad_message', message);
}

function formProblem({ code, message }: FastifyError): ProblemError {
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    const megabytes = LIMITS.imageBytes / 1024 / 1024;
    return new ProblemError('image_too_large', `A picture may have ${megabytes} MB.`);
  }
  if (code === 'FST_FILES_LIMIT')
    return new ProblemError('bad_message', 'Send one picture at a time.');
  return new ProblemError('bad_message', `The form cannot be read: ${message}`);
}
